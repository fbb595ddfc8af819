"""`factcheck claims`: what of an article would be checked, and what not and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import typer

from factcheck.claims import extract_claims, skipped_sentences
from factcheck.cli.shared import JSONOption, PrivateOption, read_settings, warn_of_language
from factcheck.datatypes import Claim, ClaimKind
from factcheck.reading import read_article

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.claims import SentenceReading
    from factcheck.datatypes import Attribution

_MOST_SHOWN: Final = 60  # characters of a quotation or sub-claim
_DEFAULT: Final = Claim(number=1, text="", start=0, end=0)


def claims(
    article: Annotated[str, typer.Argument(metavar="ARTICLE|URL|-", help="File, address, or - for standard input.")],
    *,
    allow_private: PrivateOption = None,
    json_: JSONOption = False,
) -> None:
    """List the claims of an article with their characters, and the sentences that are none."""
    read = read_article(article, settings=read_settings(allow_private=allow_private))
    warn_of_language(read)
    found, skipped = extract_claims(read), skipped_sentences(read)
    if json_:
        typer.echo(_json(found, skipped))
        return
    for claim in found:
        typer.echo(f"{claim.number:>3}  [{claim.start}, {claim.end})  {_one_line(claim.text)}")
        details = "; ".join(_details(claim))
        if details:
            typer.echo(f"     {details}")
    for sentence in skipped:
        typer.echo(f"  -  [{sentence.start}, {sentence.end})  {sentence.text}  ({sentence.kind}: {sentence.why})")


def _json(found: list[Claim], skipped: list[SentenceReading]) -> str:
    from factcheck.report.json_format import dumps, encode  # noqa: PLC0415 - the report's libraries, for JSON only

    listed = [encode(claim) | {"attributed_to": claim.attributed_to} for claim in found]
    return dumps({"claims": listed, "skipped": encode(skipped)}, indent=None)


def _details(claim: Claim) -> Iterator[str]:
    """Give what is not default of a claim, each in a few words."""
    if claim.kind is not ClaimKind.FACT:
        yield claim.kind.value
    if claim.attribution:
        yield _attributed(claim.attribution)
    if claim.quote_spans:
        yield "quoted: " + " | ".join(_short(span.text) for span in claim.quote_spans)
    if claim.antecedents:
        yield ", ".join(
            f"{each.mention.text} = {_short(each.antecedent.text) if each.antecedent else '?'}"
            for each in claim.antecedents
        )
    if claim.parts:
        yield "parts: " + " | ".join(_short(span.text) for span in claim.parts)
    if claim.worth != _DEFAULT.worth:
        yield f"worth {claim.worth:.2f}"


def _attributed(attribution: Attribution) -> str:
    """Say who says it and how, the outer saying last: "speaker: she (said); within: Penn (told)"."""
    told = f"speaker: {attribution.speaker.text} ({attribution.verb.text}{', direct' if attribution.direct else ''})"
    return f"{told} within {_attributed(attribution.within)}" if attribution.within else told


def _short(text: str) -> str:
    line = _one_line(text)
    return line if len(line) <= _MOST_SHOWN else f"{line[: _MOST_SHOWN - 1]}…"


def _one_line(text: str) -> str:
    return " ".join(text.split())
