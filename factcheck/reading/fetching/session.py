"""One address and the hops it takes to get there; every failure becomes a `TroubleError`."""

from __future__ import annotations

import contextlib
import socket
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

import httpcore
import httpx

from factcheck.errors import FetchError
from factcheck.reading.fetching.addresses import PrivateAddressError
from factcheck.reading.fetching.body import ACCEPTED, read_body
from factcheck.reading.fetching.conditions import NOT_MODIFIED, conditions, retrieval_of
from factcheck.reading.fetching.transport import Deadline, Transport
from factcheck.reading.fetching.trouble import TroubleError
from factcheck.reading.fetching.waiting import BUSY, retry_after
from factcheck.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from factcheck.datatypes import Retrieval
    from factcheck.reading.fetching.addresses import Resolve
    from factcheck.settings import Settings

MOST_REDIRECTS = 5
"""Browsers allow 20; a news address that needs more than two or three is broken."""

_ACCEPT = (
    "text/html, application/xhtml+xml, text/markdown, text/plain, application/json;q=0.9, application/rss+xml;q=0.9, "
    "application/atom+xml;q=0.9, application/xml;q=0.8, application/pdf;q=0.8, */*;q=0.1"
)
_ERRORS = (
    *(httpx.HTTPError, httpx.InvalidURL, httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError),
    *(httpcore.UnsupportedProtocol, httpcore.ProxyError, PrivateAddressError, OSError, UnicodeError),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """The body of a page, and how it came.

    `content_type` is lower-case and without parameters, "" when not given; `charset` is the one the header declares,
    or None.
    """

    content: bytes
    content_type: str
    charset: str | None
    retrieval: Retrieval

    @property
    def url(self) -> str:
        """Say where the redirects ended, without fragment."""
        return self.retrieval.url


@dataclass(frozen=True, slots=True, kw_only=True)
class NotModified:
    """The server says that a page has not changed since it was fetched (304); `retrieval` is that of now."""

    retrieval: Retrieval


class Session:
    """Fetches one address, with one set of connections."""

    def __init__(self, settings: Settings, *, resolve: Resolve, tls: ssl.SSLContext) -> None:
        """Connect nowhere yet."""
        self._seconds = settings.fetch_timeout_seconds
        self._deadline = Deadline()
        self._client = httpx.Client(
            transport=Transport(
                deadline=self._deadline, resolve=resolve, tls=tls, allow_private=settings.allow_private
            ),
            verify=tls,
            timeout=self._seconds,
            headers={"user-agent": user_agent(), "accept": _ACCEPT, "accept-encoding": ACCEPTED},
        )

    def __enter__(self) -> Self:
        """Keep connections until the end."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close all connections."""
        self._client.close()

    def visit(
        self,
        address: httpx.URL,
        *,
        max_bytes: int,
        may: Callable[[httpx.URL, int], contextlib.AbstractContextManager[None]],
        known: Mapping[str, Retrieval] | None = None,
    ) -> Fetched | NotModified:
        """Fetch an address, at most `MOST_REDIRECTS` redirects followed; each request has the time the settings give.

        Args:
            address: http or https.
            max_bytes: most bytes of the unpacked body.
            may: entered around each hop with its address and number, from 0; raises when it must not be fetched.
            known: how pages came before, by address; the server of one of them may say that it has not changed.

        Raises:
            TroubleError: it failed.
            TooLargeError: the body is too large.
        """
        seen = {address}
        for hop in range(MOST_REDIRECTS + 1):
            with may(address, hop):
                outcome = self._ask(address, max_bytes=max_bytes, known=known or {})
            if isinstance(outcome, (Fetched, NotModified)):
                return outcome
            _check_hop(address, outcome)
            address = outcome
            if address in seen:
                raise TroubleError("it redirects in a circle")
            seen.add(address)
        raise TroubleError(f"more than {MOST_REDIRECTS} redirects")

    def _ask(
        self, address: httpx.URL, *, max_bytes: int, known: Mapping[str, Retrieval]
    ) -> Fetched | NotModified | httpx.URL:
        """Make one request: the page, that it has not changed, or where it redirects to."""
        url = str(address.copy_with(fragment=None))
        before = known.get(url)
        headers = conditions(before)
        self._deadline.start(self._seconds)
        with (
            self._told(),
            contextlib.closing(
                self._client.send(self._client.build_request("GET", address, headers=headers), stream=True)
            ) as response,
        ):
            if response.next_request is not None:
                return response.next_request.url.copy_with(fragment=None)
            if headers and response.status_code == NOT_MODIFIED:
                return NotModified(retrieval=retrieval_of(response.headers, url=url, before=before))
            if not response.is_success:
                raise _refusal(response)
            content = read_body(
                response.iter_raw(),
                packing=response.headers.get("content-encoding", "").strip().lower(),
                max_bytes=max_bytes,
                url=url,
            )
            return Fetched(
                content=content,
                content_type=response.headers.get("content-type", "").partition(";")[0].strip().lower(),
                charset=response.charset_encoding,
                retrieval=retrieval_of(response.headers, url=url),
            )

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """Translate what the libraries raise."""
        try:
            yield
        except _ERRORS as err:
            raise _trouble(err, seconds=self._seconds) from err


def user_agent() -> str:
    """Name the program and its version, as a server's log should show it."""
    return f"factcheck/{__version__}"


def checked_address(url: str) -> httpx.URL:
    """Take http and https addresses with a host and without a password.

    Raises:
        FetchError: it is none.
    """
    try:
        address = httpx.URL(url)
    except (httpx.InvalidURL, UnicodeError) as err:
        raise FetchError(f"Cannot fetch {url!r}: it is no address: {err}; check it.", url=url) from err
    if address.scheme not in {"http", "https"} or not address.host:
        raise FetchError(f"Cannot fetch {url!r}: only http and https addresses are fetched.", url=url)
    if address.userinfo:
        shown = str(address.copy_with(username=None, password=None))
        raise FetchError(
            f"Cannot fetch {shown!r}: the address holds a user name or password, which would be kept in the index; "
            "leave it out.",
            url=shown,
        )
    return address


def _check_hop(before: httpx.URL, after: httpx.URL) -> None:
    """Refuse redirects that leave the web, lose TLS or carry a password."""
    if after.scheme not in {"http", "https"} or not after.host:
        raise TroubleError("it redirects to an address that is not http or https")
    if before.scheme == "https" and after.scheme == "http":
        raise TroubleError("it redirects from https to http, where anybody on the way can change the page")
    if after.userinfo:
        raise TroubleError("it redirects to an address with a user name or password")


def _refusal(response: httpx.Response) -> TroubleError:
    """Say which status came back."""
    status = response.status_code
    asked = retry_after(response.headers.get("retry-after"), now=datetime.now(UTC)) if status in BUSY else None
    return TroubleError(f"the server answered {status}", again=status in BUSY, status=status, retry_after=asked)


def _trouble(err: BaseException, *, seconds: float) -> TroubleError:
    """Say what an error of the libraries means, and whether to try again."""
    cause = err.__cause__ or err.__context__ or err  # httpcore drops the cause on the way and keeps the context
    if isinstance(err, PrivateAddressError):
        return TroubleError(
            f"{err}, which is no public address",
            advice="if it is a machine of your own, give --allow-private (setting allow_private)",
        )
    if isinstance(err, (httpx.TimeoutException, httpcore.TimeoutException)):
        return TroubleError(f"no answer within {seconds:g} seconds", again=True)
    if isinstance(cause, (ssl.SSLError, socket.gaierror)):
        return _no_connection(cause)
    if isinstance(err, httpx.RemoteProtocolError):  # httpx itself speaks of redirects only
        return TroubleError(f"it redirects to what is no address: {err}")
    if isinstance(err, httpcore.RemoteProtocolError):
        return TroubleError(f"the answer broke off or is no HTTP: {err}", again=True)
    return TroubleError(str(err) or type(err).__name__, again=isinstance(err, (httpcore.NetworkError, OSError)))


def _no_connection(cause: ssl.SSLError | socket.gaierror) -> TroubleError:
    """Say why no connection came about."""
    if isinstance(cause, ssl.SSLCertVerificationError):
        return TroubleError(f"its TLS certificate does not hold: {cause.verify_message}")
    if isinstance(cause, ssl.SSLError):
        return TroubleError(f"TLS failed: {cause.reason or cause}")
    return TroubleError(f"its host is not found: {cause.strerror}", again=cause.errno == socket.EAI_AGAIN)
