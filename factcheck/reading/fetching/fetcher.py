"""Fetches one address or many: robots.txt obeyed, retries, one request at a time to each host."""

from __future__ import annotations

import contextlib
import random
import threading
import time
from collections import defaultdict
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING

from factcheck.errors import FetchError, ReadError, TooLargeError
from factcheck.reading.fetching.addresses import resolve as system_resolve
from factcheck.reading.fetching.robots import MOST_BYTES, Robots, parse_robots
from factcheck.reading.fetching.session import Fetched, NotModified, Session, checked_address
from factcheck.reading.fetching.transport import checked_tls
from factcheck.reading.fetching.trouble import TroubleError
from factcheck.reading.fetching.waiting import backoff

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    import httpx

    from factcheck.datatypes import Retrieval
    from factcheck.reading.fetching.addresses import Resolve
    from factcheck.reading.fetching.kept import KeptPages
    from factcheck.settings import Settings

_BATCH = 64  # pages held at once: their order is kept, and memory stays flat
_AGENT = "factcheck"
Answer = Fetched | NotModified


class Fetcher:
    """Fetches pages; what it learns of a host (robots.txt, when it was last asked) it keeps."""

    def __init__(
        self,
        settings: Settings,
        *,
        known: Mapping[str, Retrieval] | None = None,
        kept: KeptPages | None = None,
        resolve: Resolve = system_resolve,
        sleep: Callable[[float], object] | None = None,
    ) -> None:
        """Fetch nothing yet.

        Args:
            settings: gives limits, waits and what is allowed.
            known: how pages came before, by address; of these it is asked whether they have changed.
            kept: where pages are kept until the run is complete; those that are there are not fetched again.
            resolve: gives the IP addresses of a host and port.
            sleep: waits so many seconds.
        """
        self._settings = settings
        self._known = known
        self._kept = kept
        self._resolve = resolve
        self._tls = checked_tls()
        self._stopped = threading.Event()
        self._sleep = self._stopped.wait if sleep is None else sleep
        self._hosts: dict[tuple[str, str, int | None], _Host] = defaultdict(_Host)
        self._lock = threading.Lock()

    def fetch(self, url: str) -> Answer:
        """Fetch a page over http or https, or learn that it has not changed.

        Raises:
            FetchError: the address is none, is not http(s), holds a password or leads to a private machine; robots.txt
                forbids it; there is no answer, not in time, or one with a status other than 2xx, after all attempts.
            TooLargeError: the body is larger than `max_article_bytes`.
        """
        address = checked_address(url)
        answer = None if self._kept is None else self._kept.get(url)
        if answer is None:
            answer = self._fetch(url, address)
            if self._kept is not None:
                self._kept.put(url, answer)
        return answer

    def _fetch(self, url: str, address: httpx.URL) -> Answer:
        """Ask until there is an answer or there were enough attempts."""
        settings = self._settings
        with Session(settings, resolve=self._resolve, tls=self._tls) as session:
            may = partial(self._turn, session)
            attempt = 1
            while True:
                try:
                    return session.visit(address, max_bytes=settings.max_article_bytes, may=may, known=self._known)
                except TroubleError as err:
                    asked = err.retry_after or 0.0
                    wait = max(asked, backoff(attempt, jitter=random.random()))  # noqa: S311 - no secret
                    last = attempt >= settings.fetch_attempts or wait > settings.fetch_longest_wait_seconds
                    if last or not err.again or self._stopped.is_set():
                        raise _failed(url, err, n_attempts=attempt) from err
                attempt += 1
                self._sleep(wait)

    def fetch_all(self, urls: Iterable[str]) -> Iterator[Answer | ReadError]:
        """Fetch pages from several hosts at once, from each host one after the other.

        Returns:
            For each address, in order, its page, that it has not changed, or why there is none.
        """
        remaining = list(urls)
        while remaining:
            batch, remaining = remaining[:_BATCH], remaining[_BATCH:]
            yield from self._fetch_batch(batch)

    def _fetch_batch(self, urls: Sequence[str]) -> Iterator[Answer | ReadError]:
        outcomes: list[Future[Answer | ReadError]] = [Future() for _ in urls]
        of_host: dict[str, list[int]] = defaultdict(list)
        for position, url in enumerate(urls):
            of_host[_host_of(url)].append(position)
        workers = ThreadPoolExecutor(self._settings.fetch_n_hosts, thread_name_prefix="fetch")
        try:
            for positions in of_host.values():
                workers.submit(self._fetch_in_turn, [(urls[position], outcomes[position]) for position in positions])
            for outcome in outcomes:
                yield outcome.result()
        except BaseException:  # the reader stops early: nothing more is asked for
            self._stopped.set()
            raise
        finally:
            workers.shutdown(wait=True, cancel_futures=True)
            self._stopped.clear()  # the next call starts afresh

    def _fetch_in_turn(self, pages: Sequence[tuple[str, Future[Answer | ReadError]]]) -> None:
        """Fetch the pages of one host."""
        for url, outcome in pages:
            if self._stopped.is_set():
                outcome.cancel()  # nobody waits for ever
                continue
            try:
                outcome.set_result(self.fetch(url))
            except ReadError as err:
                outcome.set_result(err)
            except BaseException as err:  # noqa: BLE001 - a bug belongs to who waits for the page
                outcome.set_exception(err)

    @contextlib.contextmanager
    def _turn(self, session: Session, address: httpx.URL, hop: int) -> Iterator[None]:
        """Wait until a host may be asked again, and hold it for one request; a redirect is followed at once.

        Raises:
            TroubleError: robots.txt forbids the address or cannot be read.
        """
        settings = self._settings
        with self._lock:
            host = self._hosts[address.scheme, address.host, address.port]
        with host.turn:
            if settings.obey_robots and host.robots is None:
                host.robots = _robots(session, address)
            robots = host.robots or Robots()
            if not robots.allow(address.raw_path.decode("ascii")):
                raise TroubleError(
                    "the site's robots.txt forbids it",
                    advice="save the page and give the file, or ask the publisher (setting obey_robots)",
                )
            wait = host.free_at - time.monotonic()
            if hop == 0 and wait > 0:
                self._sleep(wait)
            try:
                yield
            finally:
                delay = min(robots.crawl_delay or 0.0, settings.fetch_longest_wait_seconds)
                host.free_at = time.monotonic() + max(delay, settings.fetch_host_delay_seconds)


class _Host:
    """What is known of a host; `free_at` is a time of the monotonic clock, in seconds."""

    def __init__(self) -> None:
        self.turn = threading.Lock()
        self.robots: Robots | None = None
        self.free_at = 0.0


def _robots(session: Session, address: httpx.URL) -> Robots:
    """Fetch the robots.txt of a host; one that is not there allows everything (RFC 9309, 2.3.1.3)."""
    try:
        page = session.visit(address.join("/robots.txt"), max_bytes=MOST_BYTES, may=lambda *_: contextlib.nullcontext())
    except TooLargeError as err:
        raise TroubleError(f"its robots.txt has more than {MOST_BYTES:,} bytes") from err
    except TroubleError as err:
        if err.status is None:
            raise
        if err.status < 500 and not err.again:  # noqa: PLR2004 - the client errors of HTTP
            return Robots()
        raise TroubleError(
            f"its robots.txt cannot be read ({err.why})",
            again=err.again,
            status=err.status,
            retry_after=err.retry_after,
        ) from err
    content = page.content if isinstance(page, Fetched) else b""  # nothing is known of it, so it comes whole
    return parse_robots(content.decode("utf-8", "replace"), agent=_AGENT)


def _host_of(url: str) -> str:
    """Name the host of an address, "" for what is no address."""
    try:
        return checked_address(url).host
    except FetchError:
        return ""


def _failed(url: str, err: TroubleError, *, n_attempts: int) -> FetchError:
    tried = f" ({n_attempts} attempts)" if n_attempts > 1 else ""
    asked = f"; it asks to wait {err.retry_after:.0f} seconds" if err.retry_after else ""
    advice = err.advice or "check the address, or save the page and give the file"
    return FetchError(f"Cannot fetch {url!r}: {err.why}{tried}{asked}; {advice}.", url=url, status=err.status)
