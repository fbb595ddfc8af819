"""Writes drafts of schema.org ClaimReview markup (JSON-LD 1.1), unsigned until a person signs them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from factcheck.datatypes import VerdictLabel
from factcheck.errors import InputError
from factcheck.report.editor_words import editor_words
from factcheck.report.json_format import dumps
from factcheck.report.links import evidence_link, web_address
from factcheck.report.plain import clean
from factcheck.report.wording import why

if TYPE_CHECKING:
    from factcheck.datatypes import Article, Evidence, Verdict
    from factcheck.report.report import Report

UNSIGNED = "Draft, unsigned: made by a machine; not to be published before a person has checked and signed it."
"""What stands in `creativeWorkStatus` of every draft."""

RATINGS = {
    VerdictLabel.SUPPORTED: "Supported by trusted reports",
    VerdictLabel.CONTRADICTED: "Contradicted by trusted reports",
    VerdictLabel.UNVERIFIABLE: "Not verifiable with trusted reports",
}
"""Ratings in words: a number on a scale would claim more than a comparison with reports can tell."""

# Inside <script type="application/ld+json"> a "</script>" of a text would end the markup.
_ESCAPES = str.maketrans({letter: f"\\u{ord(letter):04x}" for letter in "<>&"})


def render_claimreview(report: Report, *, author: str | None, url: str | None) -> str:
    """Write a ClaimReview per verdict, in one JSON-LD graph; it ends with a newline.

    The address of each is that of the review with `#claim-<number>`, as the HTML page has it. `<`, `>` and `&` are
    written as JSON escapes, so that the text can stand in a page as it is. Failures and claims not reached are no
    reviews and left out. Where an editor decided on the same evidence, the rating is the editor's.

    Args:
        report: the report.
        author: the desk or person that will publish the review.
        url: http(s) address at which the review will stand.

    Raises:
        InputError: author or address is missing or is none, or a number is not finite.
    """
    name, page = require_publication(author=author, url=url)
    reviews = [_review(report, verdict, name, page) for verdict in report.verdicts]
    document = {"@context": "https://schema.org", "@graph": reviews}
    return dumps(document, indent=2).translate(_ESCAPES) + "\n"


def require_publication(*, author: str | None, url: str | None) -> tuple[str, str]:
    """Give author, cleaned, and address, without its fragment, of a review to publish.

    Raises:
        InputError: one is missing, or the address is not an http(s) one.
    """
    name = clean(author or "").strip()
    if not name:
        raise InputError(
            f"A claim review needs an author, got {author!r}; say who will publish it (on the command line --author)."
        )
    page = web_address(url)
    if page is None:
        raise InputError(
            f"A claim review needs the http(s) address at which it will stand, got {url!r}; "
            "say which (on the command line --url)."
        )
    return name, page.partition("#")[0]


def _review(report: Report, verdict: Verdict, author: str, page: str) -> dict[str, Any]:
    address = f"{page}#claim-{verdict.claim.number}"
    noted = report.decision_on(verdict.claim.number)
    told = editor_words(verdict, noted) if noted else ""
    return {
        "@type": "ClaimReview",
        "@id": address,
        "url": address,
        "creativeWorkStatus": UNSIGNED,
        "author": {"@type": "Organization", "name": author, "url": page},
        "dateCreated": report.run.checked_at,
        "inLanguage": "en",
        "claimReviewed": clean(verdict.claim.text),
        "itemReviewed": _claim(report.article, verdict),
        "reviewRating": {"@type": "Rating", "alternateName": RATINGS[report.final_label(verdict)]},
        "reviewBody": clean(f"{why(verdict, ())} {told}").strip(),
        "citation": [_quotation(evidence) for evidence in verdict.evidence if evidence.withheld is None],
    }


def _claim(article: Article, verdict: Verdict) -> dict[str, Any]:
    claim: dict[str, Any] = {"@type": "Claim", "text": clean(verdict.claim.text)}
    appearance = _work(article.title, article.publisher, article.published, web_address(article.url))
    if appearance:
        claim["appearance"] = {"@type": "CreativeWork"} | appearance
    speaker = clean(verdict.claim.attributed_to or "")
    if speaker:
        claim["author"] = {"@type": "Thing", "name": speaker}
    return claim


def _quotation(evidence: Evidence) -> dict[str, Any]:
    link = evidence_link(evidence)
    work = _work(evidence.title, evidence.publisher, evidence.published, link)
    return {
        "@type": "Quotation",
        "text": clean(evidence.passage.text),
        "identifier": clean(evidence.passage.passage_id),
        "isPartOf": {"@type": "CreativeWork"} | work,
    }


def _work(title: str | None, publisher: str | None, published: str | None, link: str | None) -> dict[str, Any]:
    known = {"headline": title, "datePublished": published, "url": link}
    cleaned = {name: clean(value or "") for name, value in known.items()}
    work: dict[str, Any] = {name: value for name, value in cleaned.items() if value}
    if name := clean(publisher or ""):
        work["publisher"] = {"@type": "Organization", "name": name}
    return work
