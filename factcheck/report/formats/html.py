"""Writes a report as one HTML page (WHATWG HTML), without scripts, in which nothing of the texts is read as markup."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from factcheck.report.article_marks import paragraphs
from factcheck.report.article_record import article_record
from factcheck.report.formats.cards import KINDS, NOT_REACHED, cards, kind_of, number_of
from factcheck.report.links import web_address
from factcheck.report.plain import clean
from factcheck.report.report import Skipped
from factcheck.report.wording import APART, plural, skipped_words, summary, uncut_words

if TYPE_CHECKING:
    from jinja2 import Template

    from factcheck.report.report import Report

_TEMPLATES = files("factcheck.report").joinpath("templates")


def render_html(report: Report) -> str:
    """Write a report as one self-contained page for people; it ends with one newline.

    The article stands left with a mark on each claim, the verdicts right with their evidence; on paper the verdicts
    become footnotes. The page loads nothing and runs no script: its Content-Security-Policy (W3C CSP 3) allows its own
    style by hash and nothing else, and the filters are CSS. Every text is cleaned as by `clean` and escaped.
    """
    text = _template().render(
        report=report,
        record=article_record(report.article),
        address=web_address(report.article.url),
        paragraphs=paragraphs(report),
        cards=cards(report),
        counts=report.counts | {NOT_REACHED: len(report.not_reached)},
        summary=summary(report.counts),
        uncut_words=uncut_words(report),
        skipped_words=skipped_words(len(report.skipped)),
        held=f"{plural(report.run.n_references, 'reference')}, {plural(report.run.n_passages, 'passage')}",
    )
    return text.rstrip("\n") + "\n"


@cache
def _template() -> Template:
    from jinja2 import Environment, FunctionLoader, StrictUndefined  # noqa: PLC0415 - only for this format
    from markupsafe import Markup  # noqa: PLC0415 - likewise

    style = _read("report.css")
    environment = Environment(
        loader=FunctionLoader(_read),
        autoescape=True,
        finalize=_cleaned,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    environment.globals.update(
        style=Markup(style),  # noqa: S704 - a file of this package
        style_hash=f"sha256-{digest}",
        kinds=KINDS,
        apart=APART,
        kind_of=kind_of,
        number_of=number_of,
        is_skipped=lambda place: isinstance(place, Skipped),
    )
    return environment.get_template("report.html.j2")


def _cleaned(value: object) -> object:
    """Clean every text that goes into the page; what was escaped already has been through here."""
    return clean(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


def _read(name: str) -> str:
    return _TEMPLATES.joinpath(name).read_text(encoding="utf-8")
