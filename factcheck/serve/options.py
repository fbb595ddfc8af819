"""What a service allows: who may ask, how much at once, and for how long."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

from factcheck.errors import InputError

SHORTEST_TOKEN = 16
"""Characters of a token below which it could be guessed."""

_SIZES = ("max_body_bytes", "max_report_bytes", "max_held_bytes")


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceOptions:
    """The limits of a service.

    `host` is the address or name it listens on. `token` is the bearer token that every request for data must carry;
    None asks for none, which is allowed on the loopback only. `allow_changes` lets requests add and withdraw reports.
    `check_seconds` is the longest that one check may take, waiting included; `body_seconds` the longest that a request
    may take to arrive; `stuck_seconds` the longest that a model may go without a sign of life in a check. `n_waiting`
    checks may wait for the models, 0 or more. Sizes are in bytes of a request: `max_body_bytes` for texts,
    `max_report_bytes` for reports that are rendered again, which hold their evidence; `max_held_bytes` is for all
    requests under way together.
    """

    host: str = "127.0.0.1"
    token: str | None = None
    allow_changes: bool = False
    check_seconds: float = 300.0
    body_seconds: float = 30.0
    stuck_seconds: float = 120.0
    n_waiting: int = 8
    max_body_bytes: int = 10_000_000
    max_report_bytes: int = 100_000_000
    max_held_bytes: int = 300_000_000

    def __post_init__(self) -> None:
        """Refuse what would be unsafe or without sense.

        Raises:
            InputError: a host beyond the loopback has no token, the token is short or not printable ASCII, or a limit
                is below its least.
        """
        if self.token is None:
            if not is_loopback(self.host):
                raise InputError(
                    f"Cannot serve on {self.host!r} without a token: everybody on the network could read and use it; "
                    "give --token-file FILE, or leave --host at 127.0.0.1."
                )
        elif len(self.token) < SHORTEST_TOKEN or not (self.token.isascii() and self.token.isprintable()):
            raise InputError(
                f"A token must have {SHORTEST_TOKEN} or more characters of printable ASCII, got {len(self.token)} "
                "characters; make one with `python -c 'import secrets; print(secrets.token_urlsafe())'`."
            )
        for name in ("check_seconds", "body_seconds", "stuck_seconds", *_SIZES):
            if not getattr(self, name) > 0:
                raise InputError(f"{name} must be above 0, got {getattr(self, name)!r}.")
        if self.n_waiting < 0:
            raise InputError(f"n_waiting must be 0 or more, got {self.n_waiting!r}.")


def is_loopback(host: str) -> bool:
    """Tell whether a host, with or without brackets, can be reached from this machine only.

    >>> is_loopback("localhost"), is_loopback("[::1]"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    name = host.removeprefix("[").removesuffix("]").lower()
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"
