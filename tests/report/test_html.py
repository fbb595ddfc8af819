from __future__ import annotations

import base64
import hashlib
import itertools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lxml import html

from factcheck.datatypes import Article
from factcheck.report import render

if TYPE_CHECKING:
    from factcheck.report import Report


def test_the_policy_allows_this_style_and_nothing_else(visit: Report) -> None:
    page = render(visit, "html")
    (style,) = re.findall(r"<style>(.*?)</style>", page, flags=re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = html.document_fromstring(page).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert page.index("http-equiv") < page.index("<style>")


def test_the_page_loads_nothing_and_runs_nothing(visit: Report) -> None:
    page = render(visit, "html")
    assert not re.search(r"<(script|link|img|iframe|object|embed)|\bsrc=|\bstyle=|\bon\w+=|@import|url\(", page)


def test_every_claim_has_a_mark_and_a_card_that_lead_to_each_other(visit: Report) -> None:
    root = html.document_fromstring(render(visit, "html"))
    for number in range(1, 15):
        (mark,) = root.xpath(f"//a[@id='text-{number}']")
        (card,) = root.xpath(f"//article[@id='claim-{number}']")
        assert mark.get("href") == f"#claim-{number}"
        assert card.xpath(f".//a[@href='#text-{number}']")
        kind = card.get("class").split()[1]
        assert kind in mark.get("class").split()
        assert mark.xpath(f".//use[@href='#icon-{kind}']")
        assert card.xpath(f".//h3//use[@href='#icon-{kind}']")
        assert mark.text_content().startswith(f"Claim {number}, ")


def test_words_that_differ_are_insertions_in_the_article_and_deletions_in_the_report(harbour: Report) -> None:
    root = html.document_fromstring(render(harbour, "html"))
    assert root.xpath("string(//a[@id='text-1']//ins)") == "would"
    assert root.xpath("string(//article[@id='claim-1']/blockquote//ins)") == "would"
    assert root.xpath("string(//article[@id='claim-1']//figure[1]//del)") == "not"


def test_best_support_and_strongest_counter_evidence_stand_with_their_neighbours(visit: Report) -> None:
    root = html.document_fromstring(render(visit, "html"))
    (card,) = root.xpath("//article[@id='claim-2']")
    counter, support = card.xpath("./figure")
    assert [figure.xpath("string(h4)") for figure in (counter, support)] == [
        "Strongest counter-evidence",
        "Best support",
    ]
    assert counter.xpath("string(.//span[@class='said'])").startswith("The trip to Iran was the first foreign trip")
    assert counter.xpath("string(.//span[@class='beside'][1])").startswith("Iraq and Iran used the Tuesday talks")
    assert counter.xpath("string(.//span[@class='beside'][2])").startswith("Al-Kadhimi, a former head")
    caption = " ".join(counter.xpath("string(figcaption)").split())
    passage = visit.verdicts[1].evidence[0].passage
    for words in (
        "Iraqi prime minister Mustafa al-Kadhimi visits Tehran, Factcheck Desk, 2020-07-21",
        f"Passage {passage.passage_id}, characters {passage.start} to {passage.end}",
        "1 other reference with the same text",
        hashlib.sha256(passage.text.encode()).hexdigest(),
    ):
        assert words in caption
    link, archive = counter.xpath("./figcaption//a/@href")
    assert link == (
        "https://news.example.org/2020/07/tehran-visit"
        "#:~:text=The%20trip%20to%20Iran%20was,had%20made%20as%20prime%20minister."
    )
    assert archive == "https://web.archive.org/web/20200721/https://news.example.org/2020/07/tehran-visit"


def test_the_page_says_when_there_is_no_counter_evidence(visit: Report) -> None:
    root = html.document_fromstring(render(visit, "html"))
    assert root.xpath("string(//article[@id='claim-1']/p[@class='missing'])") == (
        "None of the 2 passages shown contradicts the claim by itself."
    )


def test_passages_of_an_undecided_claim_are_its_closest_and_take_no_side(undecided: Report, visit: Report) -> None:
    (card,) = html.document_fromstring(render(undecided, "html")).xpath("//article[@id='claim-1']")
    assert card.xpath("./figure/h4/text()") == ["Closest", "Closest"]
    assert card.xpath("./figure/@class") == ["passage silent", "passage silent"]
    assert card.xpath("./p[@class='missing']/text()") == ["None of the 2 passages shown decides the claim."]
    root = html.document_fromstring(render(visit, "html"))
    assert root.xpath("string(//article[@id='claim-14']/figure/h4)") == "Closest"


def test_subclaims_failures_claims_not_reached_and_skipped_sentences_are_shown(visit: Report) -> None:
    root = html.document_fromstring(render(visit, "html"))
    parts = [
        " ".join(part.split()) for part in root.xpath("//article[@id='claim-2']/ol/li/span[@class='verdict']/text()")
    ]
    assert parts == ["Contradicted", "Supported"]
    assert "ModelError: The model gave no answer" in root.xpath("string(//article[@id='claim-12'])")
    assert "The deadline came first." in root.xpath("string(//article[@id='claim-13'])")
    assert "boilerplate: it says who wrote" in root.xpath("string(//section[contains(@class, 'skipped')])")


def test_the_counts_are_said_and_every_kind_has_its_filter(visit: Report) -> None:
    root = html.document_fromstring(render(visit, "html"))
    assert "13 claims: 5 supported, 5 contradicted, 2 unverifiable, 1 failed." in root.xpath("string(//header)")
    labels = [" ".join(label.text_content().split()) for label in root.xpath("//fieldset/label")]
    assert labels == ["5 supported", "5 contradicted", "2 unverifiable", "1 could not be checked", "1 not reached"]
    style = root.xpath("string(//style)")
    for kind in ("supported", "contradicted", "unverifiable", "failed", "not-reached"):
        assert root.xpath(f"//fieldset/label/input[@type='checkbox' and @id='show-{kind}' and @checked]")
        assert f"body:has(#show-{kind}:not(:checked)) .card.{kind}" in style


def test_the_foot_says_what_the_report_was_made_with(visit: Report) -> None:
    foot = html.document_fromstring(render(visit, "html")).xpath("string(//footer)")
    run = visit.run
    for told in (run.index_fingerprint, run.encoder_fingerprint, run.nli_fingerprint, run.settings_fingerprint):
        assert told in foot
    assert hashlib.sha256(visit.input_text.encode()).hexdigest() in foot
    assert "171 references, 2612 passages" in foot


def test_names_headings_and_landmarks_are_in_order_for_a_screen_reader(visit: Report) -> None:
    root = html.document_fromstring(render(visit, "html"))
    ids = set(root.xpath("//@id"))
    assert set(root.xpath("//@aria-labelledby")) <= ids
    assert {link.removeprefix("#") for link in root.xpath("//@href") if link.startswith("#")} <= ids
    levels = [int(heading.tag[1]) for heading in root.xpath("//h1|//h2|//h3|//h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    assert root.xpath("//svg[not(@aria-hidden='true')]") == []


def test_an_empty_report_is_a_page_too(harbour: Report) -> None:
    empty = replace(harbour, article=Article(text=""), verdicts=(), failures=(), skipped=())
    assert "No claim was found to check." in render(empty, "html")
