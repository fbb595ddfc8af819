"""Pages over HTTP: one bounded request; the only importer of httpx."""

from __future__ import annotations

import time
from dataclasses import dataclass
from importlib import metadata

import httpx

from factcheck.errors import FetchError, TooLargeError

_MOST_REDIRECTS = 5  # browsers allow 20; a news address that needs more than two or three is broken
_ACCEPT = "text/html, application/xhtml+xml, text/markdown, text/plain, application/json;q=0.9, */*;q=0.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """The body of a page.

    `url` is where the redirects ended, without fragment; `content_type` is lower-case and without parameters, "" when
    not given; `charset` is the one the header declares, or None.
    """

    url: str
    content: bytes
    content_type: str
    charset: str | None


def fetch(url: str, *, timeout_seconds: float, max_bytes: int) -> Fetched:
    """Fetch a page over http or https, certificates checked, at most five redirects followed.

    Args:
        url: the address.
        timeout_seconds: for connecting, for each wait and for the body as a whole; greater than 0.
        max_bytes: most bytes of the unpacked body; reading stops there.

    Raises:
        FetchError: the address is none, is not http(s) or holds a password; there is no answer, not in time, or one
            with a status other than 2xx.
        TooLargeError: the body is larger than `max_bytes`.
    """
    address = _checked(url)
    deadline = time.monotonic() + timeout_seconds
    headers = {"user-agent": user_agent(), "accept": _ACCEPT}
    try:
        with (
            httpx.Client(timeout=timeout_seconds, max_redirects=_MOST_REDIRECTS, headers=headers) as client,
            client.stream("GET", address, follow_redirects=True) as response,
        ):
            if not response.is_success:
                raise _failed(url, f"the server answered {response.status_code}", status=response.status_code)
            content = _body(response, url=url, deadline=deadline, max_bytes=max_bytes)
            return Fetched(
                url=str(response.url.copy_with(fragment=None, username=None, password=None)),
                content=content,
                content_type=response.headers.get("content-type", "").partition(";")[0].strip().lower(),
                charset=response.charset_encoding,
            )
    except httpx.TimeoutException as err:
        raise _failed(url, f"no answer within {timeout_seconds:g} seconds") from err
    except httpx.TooManyRedirects as err:
        raise _failed(url, f"more than {_MOST_REDIRECTS} redirects") from err
    except httpx.UnsupportedProtocol as err:
        raise _failed(url, "it redirects to an address that is not http or https") from err
    except (httpx.HTTPError, httpx.InvalidURL) as err:
        raise _failed(url, str(err) or type(err).__name__) from err


def user_agent() -> str:
    """Name the program and its version, as a server's log should show it."""
    try:
        version = metadata.version("factcheck-desk")
    except metadata.PackageNotFoundError:  # run from a source tree that is not installed
        version = "0"
    return f"factcheck/{version}"


def _checked(url: str) -> httpx.URL:
    """Take http and https addresses with a host and without a password."""
    try:
        address = httpx.URL(url)
    except httpx.InvalidURL as err:
        raise _failed(url, f"it is no address: {err}") from err
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


def _body(response: httpx.Response, *, url: str, deadline: float, max_bytes: int) -> bytes:
    """Read the body while it is small and quick enough."""
    body = bytearray()
    for piece in response.iter_bytes():
        body += piece
        if len(body) > max_bytes:
            raise TooLargeError(
                f"Cannot fetch {url!r}: it has more than {max_bytes:,} bytes; raise the setting max_article_bytes."
            )
        if time.monotonic() > deadline:
            raise httpx.ReadTimeout("the body took too long")
    return bytes(body)


def _failed(url: str, why: str, *, status: int | None = None) -> FetchError:
    return FetchError(
        f"Cannot fetch {url!r}: {why}; check the address, or save the page and give the file.", url=url, status=status
    )
