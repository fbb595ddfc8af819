"""`factcheck claims`: what of an article would be checked, and what not and why."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated

import typer

from factcheck.claims import extract_claims, skipped_sentences
from factcheck.cli.shared import JSONOption, PrivateOption, read_settings
from factcheck.reading import read_article


def claims(
    article: Annotated[str, typer.Argument(metavar="ARTICLE|URL|-", help="File, address, or - for standard input.")],
    *,
    allow_private: PrivateOption = None,
    json_: JSONOption = False,
) -> None:
    """List the claims of an article with their characters, and the sentences that are none."""
    read = read_article(article, settings=read_settings(allow_private=allow_private))
    found, skipped = extract_claims(read), skipped_sentences(read)
    if json_:
        rows = [{"start": s.start, "end": s.end, "text": s.text, "kind": s.kind.value, "why": s.why} for s in skipped]
        typer.echo(json.dumps({"claims": [asdict(claim) for claim in found], "skipped": rows}, ensure_ascii=False))
        return
    for claim in found:
        typer.echo(f"{claim.number:>3}  [{claim.start}, {claim.end})  {claim.text}")
    for sentence in skipped:
        typer.echo(f"  -  [{sentence.start}, {sentence.end})  {sentence.text}  ({sentence.kind}: {sentence.why})")
