from __future__ import annotations

from importlib.util import find_spec
from inspect import getdoc
from types import ModuleType  # noqa: TC003 - read at run time

import pytest
from hypothesis import given, settings
from strategies import reports

from factcheck.errors import InputError
from factcheck.report import FORMATS, Report, formats, render, require_format

# What each format's own file must name.
STANDARDS = {
    "annotations": "Web Annotation Data Model",
    "claimreview": "schema.org ClaimReview",
    "csv": "RFC 4180",
    "html": "WHATWG HTML",
    "jsonl": "JSON Lines",
    "junit": "junit-10.xsd",
    "markdown": "CommonMark",
    "sarif": "SARIF 2.1.0",
}


def test_every_format_has_a_file_that_names_its_standard() -> None:
    assert set(STANDARDS) == set(FORMATS) - {"json"}
    for name, standard in STANDARDS.items():
        module: ModuleType = getattr(formats, name)
        assert find_spec(module.__name__)
        assert standard in (getdoc(module) or "")


@settings(deadline=None, max_examples=10)
@given(report=reports())
def test_every_format_is_utf8_text_with_no_control_that_steers_a_terminal(report: Report) -> None:
    for name in FORMATS:
        text = render(report, name, author="The Desk", url="https://desk.example.org")
        assert text.encode("utf-8").decode("utf-8") == text
        assert not set(text) & set("\x1b\x9b\x07\x00\u202e\u2066")
        assert text.endswith("\n") or (name == "jsonl" and not text)


def test_a_format_that_is_none_is_refused_with_the_list(harbour: Report) -> None:
    with pytest.raises(InputError, match=r"no format 'pdf'.*sarif.*claimreview"):
        render(harbour, "pdf")
    with pytest.raises(InputError, match="no format 'pdf'"):
        require_format("pdf")
