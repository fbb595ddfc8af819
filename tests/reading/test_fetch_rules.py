"""The pure rules of fetching: which machines are public, what robots.txt allows, how long to wait."""

from __future__ import annotations

import gzip
import re
import time
import tracemalloc
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.errors import TooLargeError
from factcheck.reading.fetching.addresses import PrivateAddressError, is_public, reachable
from factcheck.reading.fetching.body import read_body
from factcheck.reading.fetching.robots import parse_robots
from factcheck.reading.fetching.waiting import retry_after

NOW = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "address",
    [
        *(
            "127.0.0.1",
            "127.8.9.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",  # noqa: S104 - bound to nowhere
        ),
        *("224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "", "no address"),
        *("::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fec0::1", "ff02::1", "2001:db8::1"),
        *("::ffff:127.0.0.1", "::ffff:a9fe:a9fe", "2002:7f00:1::", "64:ff9b::10.0.0.1", "2001:0:4136:e378::f5ff:fffe"),
    ],
)
def test_machines_that_are_not_of_the_internet(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2002:808:808::"]
)
def test_machines_of_the_internet(address: str) -> None:
    assert is_public(address)


def test_of_mixed_answers_only_the_public_are_connected_to() -> None:
    answers = ["10.0.0.1", "8.8.8.8", "::1"]
    assert reachable("a.example", 80, resolve=lambda *_: answers, allow_private=False) == ["8.8.8.8"]
    assert reachable("a.example", 80, resolve=lambda *_: answers, allow_private=True) == answers
    with pytest.raises(PrivateAddressError, match="no address"):
        reachable("a.example", 80, resolve=lambda *_: [], allow_private=True)


@pytest.mark.parametrize(
    ("rules", "target", "allowed"),
    [
        ("Disallow: /", "/a", False),
        ("Disallow:", "/a", True),
        ("Disallow: /a", "/about", False),
        ("Disallow: /a$", "/about", True),
        ("Disallow: /a$", "/a", False),
        ("Disallow: /*.pdf$", "/x/y.pdf", False),
        ("Disallow: /*.pdf$", "/x/y.pdf?b", True),
        ("Disallow: /*/b/*c", "/a/b/xc", False),
        ("Disallow: /*ab$", "/ab", False),
        ("Disallow: /ab*ab$", "/ab", True),
        ("Disallow: *", "/a", False),
        ("Disallow: /a\nAllow: /a", "/a", True),
        ("Allow: /a\nDisallow: /a/b", "/a/b", False),
        ("Disallow: /a?id=*", "/a?id=3", False),
        ("Disallow: /caf%C3%A9", "/caf\u00e9", False),
        ("Disallow: /%61", "/a", False),
        ("disallow : /a # comment", "/a", False),
        ("Sitemap: /a\nnonsense\nDisallow /a", "/a", True),
    ],
)
def test_the_longest_rule_that_matches_decides(rules: str, target: str, allowed: bool) -> None:  # noqa: FBT001
    assert parse_robots(f"User-agent: *\n{rules}\n", agent="factcheck").allow(target) is allowed


def test_the_own_group_counts_before_the_one_for_all() -> None:
    text = "User-agent: *\nDisallow: /\n\nUser-agent: other\nUser-agent: FactCheck\nDisallow: /b\nCrawl-delay: 2.5\n"
    robots = parse_robots(text, agent="factcheck")
    assert (robots.allow("/a"), robots.allow("/b"), robots.crawl_delay) == (True, False, 2.5)
    assert not parse_robots(text, agent="another").allow("/a")
    assert parse_robots("Disallow: /", agent="factcheck").allow("/a")


def test_groups_of_the_same_name_are_one() -> None:
    robots = parse_robots("User-agent: *\nDisallow: /a\n\nUser-agent: *\nDisallow: /b\n", agent="factcheck")
    assert not robots.allow("/a")
    assert not robots.allow("/b")


PATTERNS = st.text(alphabet="ab/*$", max_size=8).map(lambda text: "/" + text.replace("$", ""))


@settings(max_examples=50, deadline=None)
@given(PATTERNS, st.booleans(), st.text(alphabet="ab/", max_size=10))
def test_patterns_match_as_regular_expressions_do(pattern: str, anchored: bool, path: str) -> None:  # noqa: FBT001
    expression = ".*".join(map(re.escape, pattern.split("*"))) + (r"\Z" if anchored else "")
    robots = parse_robots(f"User-agent: *\nDisallow: {pattern}{'$' * anchored}", agent="factcheck")
    assert robots.allow("/" + path) is (re.match(expression, "/" + path) is None)


def test_hostile_patterns_take_no_time() -> None:
    robots = parse_robots("User-agent: *\nDisallow: /" + "*a" * 1_000 + "*b$", agent="factcheck")
    started = time.process_time()
    assert robots.allow("/" + "a" * 20_000)
    assert time.process_time() - started < 1


@settings(max_examples=20, deadline=None)
@given(st.text())
def test_any_text_is_a_robots_txt(text: str) -> None:
    parse_robots(text, agent="factcheck").allow("/" + text)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("0", 0.0),
        (" 120 ", 120.0),
        ("Thu, 26 Nov 2026 12:00:30 GMT", 30.0),
        ("Thu, 26 Nov 2026 11:00:00 GMT", 0.0),
        ("Thu, 26 Nov 2026 12:00:30", 30.0),
        ("-1", None),
        ("1.5", None),
        ("\u00b2", None),
        ("9" * 5_000, None),
        ("soon", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after_is_seconds_or_a_date(header: str | None, seconds: float | None) -> None:
    assert retry_after(header, now=NOW) == seconds


def test_a_packed_body_is_unpacked_no_further_than_the_limit() -> None:
    bomb = gzip.compress(b"a" * 20_000_000)
    tracemalloc.start()
    with pytest.raises(TooLargeError):
        read_body([bomb], packing="gzip", max_bytes=1_000, url="a")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1_000_000
