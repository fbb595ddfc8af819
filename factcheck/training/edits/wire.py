"""Old wire copy written out in full: "5 mln dlrs" as "5 million dollars"."""

from __future__ import annotations

import re

SHORT = {
    "mln": "million",
    "bln": "billion",
    "dlrs": "dollars",
    "dlr": "dollar",
    "pct": "percent",
    "cts": "cents",
    "ct": "cent",
    "stg": "sterling",
    "mths": "months",
    "bpd": "barrels per day",
    "shrs": "shares",
    "govt": "government",
    "mkt": "market",
}
ABBREVIATED = re.compile(r"(?<![\w-])(" + "|".join(SHORT) + r")(?![\w-])")
TICKER = re.compile(r" ?<[A-Z0-9.]{1,8}>| ?&lt;[A-Z0-9.]{1,8}>?")
BRACKETED = re.compile(r"<([A-Z][^<>]{2,60})>")
BROKEN = re.compile(r"\s*&(?:\\t|\s)+|\\t|\s+")


def tidy(text: str) -> str:
    """Spell out wire abbreviations, drop share tickers and stray marks, and join lines.

    >>> tidy("Acme <ACM> earned 5 mln dlrs.  It said profit rose 3 pct.")
    'Acme earned 5 million dollars. It said profit rose 3 percent.'
    """
    whole = BROKEN.sub(" ", BRACKETED.sub(r"\1", TICKER.sub("", text)))
    return ABBREVIATED.sub(lambda match: SHORT[match[1]], whole).strip()
