"""The web page in a real Chromium, over a real service: what a fact-checker does with it."""

from __future__ import annotations

import contextlib
import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from unicodedata import normalize

import pytest
from services import SPUN, running, serving

from factcheck import FactChecker, ReferenceIndex, Report
from factcheck.claims import extract_claims
from factcheck.decisions import DecisionBook
from factcheck.serve import ServiceOptions, create_app

pytest.importorskip("playwright", reason="the page is tested with playwright, which the test extra brings")
from axe_playwright_python.sync_playwright import Axe
from fakes import RuleNLI, WordEncoder
from playwright.sync_api import expect, sync_playwright
from pypdf import PdfReader

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="there is no /usr/bin/chromium (Debian: chromium)")

# The first sentence changes a date of the report, the second is its own, the third is about nothing it says.
ARTICLE = """Mayor's visit to the port

Khamenei told al-Kadhimi that Iran would not interfere in Iraq. Mohammad Javad Zarif visited the spot at Baghdad \
airport on Sunday. The harbour of Karsk sold 900 boats last winter."""


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    book = DecisionBook(tmp_path_factory.mktemp("book") / "decisions.jsonl")
    with running(book=book, allow_changes=True) as made:
        yield made


@pytest.fixture
def page(browser, service):
    with watched(browser, service.address) as opened:
        yield opened


@contextlib.contextmanager
def watched(browser, address):
    """Give the page in a fresh browser profile; any error of it, dialog or outside request fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    opened = context.new_page()
    troubles: list[str] = []
    opened.on("pageerror", lambda err: troubles.append(f"error: {err}"))
    opened.on("console", lambda said: troubles.append(said.text) if is_trouble(said) else None)
    opened.on("dialog", lambda box: (troubles.append(f"dialog: {box.message}"), box.dismiss()))
    opened.on("request", lambda asked: asked.url.startswith((address, "blob:")) or troubles.append(asked.url))
    opened.goto(address)
    expect(opened.locator("#service")).to_contain_text("1 trusted report")
    yield opened
    context.close()
    assert troubles == []


def is_trouble(said) -> bool:
    """Tell errors of the page from refusals, which the browser logs and the page tells."""
    return said.type == "error" and not said.text.startswith("Failed to load resource: the server responded")


def check(page, text, *, seconds=30):
    page.fill("#text", text)
    page.click("#check")
    expect(page.locator("#status")).to_contain_text("Done.", timeout=seconds * 1000)


@pytest.fixture
def spun():
    return SPUN.read_text(encoding="utf-8")


def test_an_article_is_checked_decided_kept_and_handed_on(page, spun, tmp_path) -> None:
    check(page, spun)
    counted = page.locator("#count-contradicted").inner_text()
    assert int(counted) == page.locator(".card.contradicted").count() > 0
    assert page.locator("#article a.claim").count() == page.locator(".card").count()

    # A mark in the article opens its card.
    number = page.locator(".card.unverifiable").first.get_attribute("data-number")
    page.click(f"#text-{number}")
    card = page.locator(f"#claim-{number}")
    expect(card).to_be_focused()
    expect(card.locator("figure.passage").first).to_be_visible()
    expect(card.locator("blockquote .said").first).not_to_be_empty()

    # Filters hide cards, and the marks of their claims.
    page.uncheck("#show-unverifiable")
    expect(card).to_be_hidden()
    expect(page.locator(".card.contradicted").first).to_be_visible()
    page.check("#show-unverifiable")
    expect(card).to_be_visible()

    # A decision needs a reason to override, and is shown.
    card.locator(".decide > summary").click()
    card.locator(".decide select").select_option("supported")
    card.locator(".decide input").fill("Ada <b>Lovelace</b>")
    card.get_by_role("button", name="Save decision").click()
    assert card.locator(".decision").count() == 0
    card.locator(".decide textarea").fill("The ministry says so.")
    card.get_by_role("button", name="Save decision").click()
    expect(page.locator(f"#claim-{number} .decision")).to_contain_text("Decided: supported by Ada <b>Lovelace</b>")

    # A reload keeps all of it.
    page.reload()
    expect(page.locator("#status")).to_contain_text("Kept from before the reload")
    expect(page.locator("#text")).to_have_value(spun)
    expect(page.locator(f"#claim-{number} .decision")).to_contain_text("The ministry says so.")
    assert page.locator("#count-contradicted").inner_text() == counted

    # The HTML file stands alone.
    saved = saved_as(page, "html", tmp_path)
    other = page.context.new_page()
    other.goto(saved.as_uri())
    assert other.locator(".card").count() == page.locator(".card").count()
    expect(other.locator("body")).to_contain_text("The ministry says so")
    other.close()

    report = Report.from_json(saved_as(page, "json", tmp_path).read_text("utf-8"))
    assert report.counts["contradicted"] == int(counted)
    assert len(report.decisions) == 1


def saved_as(page, fmt, folder) -> Path:
    page.select_option("#format", fmt)
    with page.expect_download() as download:
        page.click("#download")
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


@pytest.mark.parametrize("fmt", ["jsonl", "markdown", "csv", "sarif", "junit", "annotations"])
def test_every_format_can_be_saved(page, tmp_path, fmt) -> None:
    check(page, ARTICLE)
    assert "Khamenei told al-Kadhimi" in saved_as(page, fmt, tmp_path).read_text("utf-8")


def test_a_claim_review_asks_for_its_publisher(page, tmp_path) -> None:
    check(page, ARTICLE)
    page.select_option("#format", "claimreview")
    page.fill("#author", "The Desk")
    page.fill("#review-url", "https://desk.example.org/1")
    assert "The Desk" in saved_as(page, "claimreview", tmp_path).read_text("utf-8")


def test_the_page_prints_as_article_and_footnotes(page, spun) -> None:
    check(page, spun)
    sheets = PdfReader(BytesIO(page.pdf())).pages
    # As one line, and ligatures as the letters they are.
    printed = " ".join(normalize("NFKC", " ".join(sheet.extract_text() for sheet in sheets)).split())
    assert printed.index("Sign up for our daily") < printed.index("Al-Kadhimi has to keep a difficult balance")
    for word in ("Strongest counter-evidence", "Contradicted", "SHA-256", "NLI model"):
        assert word in printed
    for word in ("Article to check", "Keys", "Save decision", "Download"):
        assert word not in printed
    page.emulate_media(media="print")
    assert page.locator("#ask").is_hidden()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".card figure.passage").first.is_visible()
    assert not page.locator(".decide").first.is_visible()


def test_a_report_that_is_added_decides_the_next_check(page, service) -> None:
    page.click("#add-open")
    page.fill("#add-text", "The Karsk ferry sank on Monday near the old harbour. Nobody was hurt, officials said.")
    page.fill("#add-title", "Ferry sinks")
    page.fill("#add-published", "not a date")
    page.click("#add-form button.primary")
    expect(page.locator("#add-trouble")).to_contain_text("ISO 8601")
    page.fill("#add-published", "2024-05-02")
    page.click("#add-form button.primary")
    expect(page.locator("#status")).to_contain_text("1 report added")
    check(page, "The Karsk ferry sank on Monday near the old harbour.")
    expect(page.locator("#count-supported")).to_have_text("1")
    for row in service.client.get("/v1/references").json()["references"]:
        if row["title"] == "Ferry sinks":
            service.client.delete(f"/v1/references/{row['reference_id']}")


def test_a_file_that_is_dropped_is_read(page) -> None:
    markdown = {"name": "a.md", "mimeType": "text/markdown", "buffer": b"# Bridge\n\nIt is **shut**."}
    page.set_input_files("#file", markdown)
    expect(page.locator("#status")).to_contain_text("a.md was read")
    assert page.input_value("#text") == "It is shut."
    assert page.input_value("#title") == "Bridge"
    page.evaluate(
        """() => { const held = new DataTransfer();
        held.items.add(new File(["It rained all day."], "b.txt", { type: "text/plain" }));
        const told = { dataTransfer: held, bubbles: true, cancelable: true };
        document.body.dispatchEvent(new DragEvent("drop", told)); }"""
    )
    expect(page.locator("#text")).to_have_value("It rained all day.")


def test_what_goes_wrong_is_told(page) -> None:
    page.click("#check")
    expect(page.locator("#trouble")).to_contain_text("nothing to check yet")
    page.fill("#text", "It rained.")
    page.fill("#published", "someday")
    page.click("#check")
    expect(page.locator("#trouble")).to_contain_text("published must be a date")
    page.fill("#published", "")


def test_the_keyboard_goes_from_claim_to_claim(page) -> None:
    check(page, ARTICLE)
    page.locator("#article-title").focus()
    for number in (1, 2):
        page.keyboard.press("j")
        expect(page.locator(f"#claim-{number}")).to_be_focused()
    page.keyboard.press("k")
    expect(page.locator("#claim-1")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#claim-1 figure.passage").first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_serious_and_nothing_overflows(page, spun, scheme, width) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 844})
    assert serious(page) == []
    check(page, spun)
    page.locator(".card .decide > summary").first.click()
    page.locator(".card .evidence > summary").first.click()
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def serious(page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found if each["impact"] in {"serious", "critical"}]


HOSTILE = (
    "<script>alert(1)</script> The mayor's <img src=x onerror=alert(2)> port \u202edesolc\u202c in May, "
    '\u2066he said\u2069. "><svg onload=alert(3)> Iran would not interfere in Iraq on Sunday. '
    "javascript:alert(4) was said by the {{7*7}} ministry of Iran in 2020."
)


def test_a_hostile_article_is_shown_as_text(page, service) -> None:
    page.fill("#title", "<script>alert(0)</script>\u202e")
    page.fill("#url", 'https://example.org/"><script>alert(5)</script>')
    check(page, HOSTILE)
    shown = page.locator("#result").inner_text()
    assert "<script>alert(1)</script>" in shown
    assert "<script>alert(0)</script>" in shown
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", shown)
    assert page.locator("#result script, #result img, #result [onerror], #result [onload]").count() == 0
    for address in page.eval_on_selector_all("#result a", "all => all.map(a => a.getAttribute('href'))"):
        assert re.match("#|https?://", address)
    policy = service.client.get("/").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    source = service.client.get("/").text
    assert not re.search(r"<style|style=|\son\w+=|<script(?! type=\"module\" src=)", source)


class QuickChecker(FactChecker):
    """Gives every claim the verdict that a real check gave the first: what 10,000 take is not the point here."""

    def check(self, article, *, deadline, progress, tell):  # noqa: ARG002 - the signature is the checker's
        claims = extract_claims(article)
        (verdict,) = self.check_claims([claims[0]])
        verdicts = [replace(verdict, claim=claim, differences=()) for claim in claims]
        for n, each in enumerate(verdicts, 1):
            tell(each)
            if n % 100 == 0:
                progress(n, len(claims))
        return Report(article=article, verdicts=tuple(verdicts), run=self.manifest())


def test_ten_thousand_hostile_claims_neither_break_nor_freeze_the_page(browser) -> None:
    lines = (f"The <script>alert({n})</script> \u202e ferry carried {n + 7} people on Monday." for n in range(10_000))
    held = ["The first ferry of Karsk carried people on Monday. Another one did not sail."]
    with ReferenceIndex.in_memory(held, encoder=WordEncoder()) as index:
        app = create_app(QuickChecker(index, nli=RuleNLI()))
        with serving(app) as (address, _), watched(browser, address) as page:
            file = {"name": "long.txt", "mimeType": "text/plain", "buffer": "\n".join(lines).encode()}
            page.set_input_files("#file", file)
            expect(page.locator("#status")).to_contain_text("was read", timeout=60_000)
            page.click("#check")
            expect(page.locator("#status")).to_contain_text("Done. 10,000 claims", timeout=240_000)
            assert page.locator(".card").count() == 10_000
            assert page.locator("#paragraphs a.claim").count() == 10_000
            assert page.locator("#result script").count() == 0
            page.locator("#text-9000").dispatch_event("click")
            expect(page.locator("#claim-9000")).to_be_focused(timeout=20_000)
            expect(page.locator("#claim-9000")).to_be_in_viewport(timeout=20_000)
            page.uncheck("#show-unverifiable")
            expect(page.locator("#claim-9000")).to_be_hidden(timeout=20_000)


def test_a_token_is_asked_for_and_then_used(browser) -> None:
    token = "0123456789abcdef-token"  # noqa: S105 - for this test only
    with ReferenceIndex.in_memory(["It rained in Karsk on Monday."], encoder=WordEncoder()) as index:
        app = create_app(FactChecker(index, nli=RuleNLI()), options=ServiceOptions(token=token))
        with serving(app) as (address, _):
            context = browser.new_context()
            page = context.new_page()
            page.goto(address)
            page.fill("#token", token)
            page.click("#token-form button")
            expect(page.locator("#service")).to_contain_text("1 trusted report")
            check(page, "It rained in Karsk on Monday.")
            expect(page.locator("#count-supported")).to_have_text("1")
            assert page.locator("#add-open").is_hidden()
            context.close()
