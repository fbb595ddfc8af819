"""A wire to PostgreSQL that counts the statements on it, and breaks or falls silent before one of them."""

from __future__ import annotations

import contextlib
import shutil
import socket
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_STATEMENTS = b"QB"  # the messages that carry one: a query as it is, and the values of one with parameters
_SOCKET = ".s.PGSQL.5432"


class Wire:
    """Passes on what clients and server say to each other; `statements` are those that clients sent so far."""

    def __init__(self, server: Path, folder: Path, before: Callable[[int, str], bool]) -> None:
        """Listen in a folder; `before` is asked with number and text of each statement whether to pass it on."""
        self.statements: list[str] = []
        self._server, self._before = server, before
        self._open: list[socket.socket] = []
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(str(folder / _SOCKET))
        self._listening.listen()
        threading.Thread(target=self._listen, daemon=True).start()

    def close(self) -> None:
        for each in [self._listening, *self._open]:
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, server = self._listening.accept()[0], socket.socket(socket.AF_UNIX)
                server.connect(str(self._server / _SOCKET))
                self._open += [client, server]
                for target in (self._speak, self._answer):
                    threading.Thread(target=target, args=(client, server), daemon=True).start()

    def _answer(self, client: socket.socket, server: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while said := server.recv(65536):
                client.sendall(said)
        _cut(client, server)

    def _speak(self, client: socket.socket, server: socket.socket) -> None:
        with contextlib.suppress(OSError), client.makefile("rb") as said:
            kind = b""  # the first message has none
            while len(size := said.read(4)) == 4:
                content = said.read(int.from_bytes(size) - 4)
                if kind and kind in _STATEMENTS:
                    self.statements.append(content.decode(errors="replace").rstrip("\0"))
                    if not self._before(len(self.statements), self.statements[-1]):
                        break
                server.sendall(kind + size + content)
                kind = said.read(1)
        _cut(client, server)


def _cut(*ends: socket.socket) -> None:
    for end in ends:
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


@contextlib.contextmanager
def wire(address: str, before: Callable[[int, str], bool] = lambda _number, _text: True) -> Iterator[tuple[Wire, str]]:
    """Lay a wire to the server of an address; gives it with the address at its other end."""
    folder = Path(tempfile.mkdtemp(prefix="factcheck-wire-"))  # pytest's own folders have names too long for sockets
    start, _, host = address.partition("?host=")
    server, _, name = host.partition("#")
    laid = Wire(Path(server), folder, before)
    try:
        yield laid, f"{start}?host={quote(str(folder), safe='/')}#{name}"
    finally:
        laid.close()
        shutil.rmtree(folder)
