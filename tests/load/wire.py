"""HTTP as unkind clients speak it: each client has an address of its own on the loopback, and bytes of its own."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST_SECONDS = 600.0


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came back; `status` is 0 when the connection ended without an answer."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def detail(self) -> str:
        """Give what a problem document says, else ""."""
        try:
            return str(json.loads(self.body)["detail"])
        except (ValueError, KeyError, TypeError):
            return ""


NOTHING = Answer(status=0)


def message(
    method: str, path: str, body: bytes = b"", *, length: int | None = None, kind: str = "application/json"
) -> bytes:
    """Write a request; `length` is the length that is told, None for the true one."""
    told = len(body) if length is None else length
    head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: {kind}\r\n"
    return f"{head}Content-Length: {told}\r\n\r\n".encode() + body


class Connection:
    """One connection of a client to the service."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer

    async def send(self, sent: bytes) -> None:
        """Send; a service that has closed the connection may still have answered."""
        try:
            self.writer.write(sent)
            await self.writer.drain()
        except ConnectionError:
            pass

    async def answer(
        self, *, pause: float = 0.0, piece: int = 1 << 20, until: Callable[[bytes], bool] | None = None
    ) -> Answer:
        """Read an answer to its end, `piece` bytes at a time with a pause after each, or until enough was read."""
        got = bytearray()
        try:
            while part := await asyncio.wait_for(self.reader.read(piece), LONGEST_SECONDS):
                got += part
                if until is not None and until(bytes(got)):
                    break
                if pause:
                    await asyncio.sleep(pause)
        except ConnectionError:
            pass
        return parsed(bytes(got))

    def drop(self) -> None:
        """Hang up without a word: what was not read is lost."""
        self.writer.transport.abort()


def parsed(got: bytes) -> Answer:
    """Take an answer apart."""
    head, found, body = got.partition(b"\r\n\r\n")
    if not found:
        return NOTHING
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return Answer(status=int(first.split()[1]), headers=headers, body=body)


async def connect(port: int, client: str, *, limit: int = 1 << 20) -> Connection:
    """Connect from the address of a client."""
    return Connection(*await asyncio.open_connection("127.0.0.1", port, local_addr=(client, 0), limit=limit))


async def ask(port: int, client: str, method: str, path: str, body: bytes = b"") -> Answer:
    """Send a request at once and read the whole answer."""
    connection = await connect(port, client)
    try:
        await connection.send(message(method, path, body))
        return await connection.answer()
    finally:
        connection.drop()


def check_body(text: str, **more: object) -> bytes:
    """Write the body of a check."""
    return json.dumps({"text": text, **more}).encode()
