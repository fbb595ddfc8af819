"""robots.txt: what a site lets programs fetch (RFC 9309).

By hand, because the parsers at hand turn a site's patterns into regular expressions, which a hostile site can write so
that one match takes years; the matching here takes a time in proportion to the lengths.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote

MOST_BYTES = 512_000
"""RFC 9309 asks for at least 500 KiB; what comes after is not read."""

_LINE = re.compile(r"\s*([A-Za-z-]+)\s*:\s*([^#]*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Robots:
    """The rules for one program: `(allowed, pattern)` in the order written, and seconds between requests or None."""

    rules: tuple[tuple[bool, str], ...] = ()
    crawl_delay: float | None = None

    def allow(self, target: str) -> bool:
        """Tell whether a path with its query may be fetched: the longest pattern that matches decides, else yes."""
        path = _normal(target)
        matching = [(len(pattern), allowed) for allowed, pattern in self.rules if _matches(pattern, path)]
        return max(matching, default=(0, True))[1]  # of two equally long, True is the greater, as RFC 9309 asks


def parse_robots(text: str, *, agent: str) -> Robots:
    r"""Read the rules for a program: of the groups that name it, else of those for `*`.

    Args:
        text: the file.
        agent: the program's name without its version; case is ignored.

    >>> robots = parse_robots("User-agent: *\nDisallow: /private\nAllow: /private/press", agent="factcheck")
    >>> robots.allow("/private/a"), robots.allow("/private/press/1"), robots.allow("/")
    (False, True, True)
    """
    groups: dict[str, list[tuple[bool, str]]] = {}
    delays: dict[str, float] = {}
    agents: list[str] = []
    ruled = True
    for line in text.removeprefix("\ufeff").splitlines():
        match = _LINE.match(line)
        if match is None:
            continue
        key, value = match[1].lower(), match[2].strip()
        if key == "user-agent":
            agents = [] if ruled else agents
            agents.append(value.lower())
            groups.setdefault(value.lower(), [])
            ruled = False
        elif key in {"allow", "disallow", "crawl-delay"}:
            ruled = True
            for each in agents:
                if key == "crawl-delay":
                    delays[each] = _seconds(value)
                elif value:
                    groups[each].append((key == "allow", _normal(value)))
    name = agent.lower() if agent.lower() in groups else "*"
    return Robots(rules=tuple(groups.get(name, ())), crawl_delay=delays.get(name))


def _seconds(text: str) -> float:
    return float(text) if re.fullmatch(r"\d{1,6}(?:\.\d{1,6})?", text, flags=re.ASCII) else 0.0


def _normal(target: str) -> str:
    """Write what may be written with and without percent signs in one way."""
    return quote(unquote(target, errors="surrogateescape"), safe="/*$?&=:@!'()+,;~-._", errors="surrogateescape")


def _matches(pattern: str, path: str) -> bool:
    """Match from the start: `*` stands for any characters, `$` at the end for the end; linear in the lengths."""
    anchored = pattern.endswith("$")
    first, *others = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    if not others:
        return not anchored or path == first
    position = len(first)
    for part in others[:-1] if anchored else others:
        found = path.find(part, position)
        if found < 0:
            return False
        position = found + len(part)
    return not anchored or (path.endswith(others[-1]) and len(path) - len(others[-1]) >= position)
