"""The colours of the HTML report, in both themes, against WCAG 2.2."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

STYLE = files("factcheck.report").joinpath("templates", "report.css").read_text(encoding="utf-8")
KINDS = ("supported", "contradicted", "unverifiable", "failed", "not-reached")
TINTS = tuple(f"{kind}-tint" for kind in KINDS)
SURFACES = ("back", "paper")
# Text on what lies behind it.
PAIRS = [
    *(("ink", behind) for behind in (*SURFACES, *TINTS, "ins", "del")),
    *(("muted", behind) for behind in SURFACES),
    *(("link", behind) for behind in SURFACES),
    *((kind, behind) for kind in KINDS for behind in (*SURFACES, f"{kind}-tint")),
]


def palettes() -> dict[str, dict[str, str]]:
    light, dark = (
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))
        for block in re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)
    )
    return {"light": light, "dark": dark}


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb, as WCAG 2.2 defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_ratio_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("text", "behind"), PAIRS)
def test_text_stands_out_as_level_aa_asks(theme: str, text: str, behind: str) -> None:
    palette = palettes()[theme]
    assert contrast(palette[text], palette[behind]) >= 4.5


def test_both_themes_have_every_colour_and_no_rule_names_another() -> None:
    light, dark = palettes().values()
    assert light.keys() == dark.keys()
    assert light.keys() - {"line"} == {name for pair in PAIRS for name in pair}
    rules = re.sub(r":root \{.*?\}", "", STYLE, flags=re.DOTALL)
    assert not re.search(r"#[0-9a-f]{3,8}\b[^{]*;|\brgba?\(|\bhsl", re.sub(r"body:has\(.*", "", rules))
    used = set(re.findall(r"var\(--([\w-]+)\)", rules)) - {"kind", "tint"}
    assert used <= light.keys()


def test_paper_gets_the_light_theme() -> None:
    assert "@media screen and (prefers-color-scheme: dark)" in STYLE
    assert STYLE.count("prefers-color-scheme") == 1
