"""Makes the README's pictures from a starter article with the real models: `python tests/pictures/make.py`.

Needs the extras `serve` and `test` and Debian's `chromium`. Writes page.png, phone.png and terminal.svg beside itself.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import expect, sync_playwright
from rich.console import Console
from rich.terminal_theme import TerminalTheme

from factcheck import FactChecker, ReferenceIndex
from factcheck.reading import read_article
from factcheck.report.terminal import TerminalPage
from factcheck.serve import Server, create_app
from factcheck.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

HERE = Path(__file__).parent
REPOSITORY = HERE.parents[1]
ARTICLE = Path("seeds", "articles", "spun-tehran-visit.txt")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
LONGEST_MS = 300_000
N_SHOWN = 3
"""Verdicts in the picture of the terminal."""

THEME = TerminalTheme(
    (24, 28, 34),
    (231, 234, 238),
    [(24, 28, 34), (255, 161, 153), (131, 217, 158), (240, 192, 105)] + [(143, 187, 255)] * 4,
)


@contextlib.contextmanager
def serving(checker: FactChecker) -> Iterator[str]:
    """Serve the page until the block ends."""
    app = create_app(checker)
    server = Server(app, host="127.0.0.1", port=0)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not app.state.desk.ready:
            time.sleep(0.2)
        yield server.address
    finally:
        server.should_exit = True
        thread.join()


def photograph(browser: Browser, address: str, name: str, *, width: int, height: int, select: str) -> None:
    """Check the article on the page and save what a person then sees."""
    page = browser.new_page(viewport={"width": width, "height": height}, device_scale_factor=1)
    page.goto(address)
    page.fill("#text", ARTICLE.read_text(encoding="utf-8"))
    page.click("#check")
    expect(page.locator("#status")).to_contain_text("Done.", timeout=LONGEST_MS)
    page.locator(select).first.evaluate("(card) => document.querySelector(`#text-${card.dataset.number}`).click()")
    page.locator(select).first.evaluate("(card) => card.scrollIntoView()")
    page.screenshot(path=HERE / name)
    page.close()


def print_terminal(checker: FactChecker) -> None:
    """Write the first contradicted verdicts as a terminal shows them."""
    report = checker.check(read_article(ARTICLE, settings=checker.settings))
    console = Console(record=True, width=100, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    page = TerminalPage(console)
    page.open(report.article)
    for verdict in report.verdicts[5 : 5 + N_SHOWN]:
        page.write(verdict)
    page.close(report)
    drawn = console.export_svg(title=f"factcheck check {ARTICLE}", theme=THEME)
    # The fonts it names are on another host; the reader's own will do.
    alone = re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL)
    (HERE / "terminal.svg").write_text(alone, encoding="utf-8")


def main() -> None:
    """Make all pictures."""
    os.chdir(REPOSITORY)  # paths are shown as they are given
    with ReferenceIndex.open(REPOSITORY / "indexes" / "starter") as index, sync_playwright() as playwright:
        checker = FactChecker(index, settings=Settings())
        print_terminal(checker)
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        with serving(checker) as address:
            photograph(browser, address, "page.png", width=1280, height=860, select=".card.contradicted")
            photograph(browser, address, "phone.png", width=390, height=844, select=".card.contradicted")
        browser.close()


if __name__ == "__main__":
    main()
