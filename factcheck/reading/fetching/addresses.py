"""Which machine an address leads to, and whether it is one of the public internet."""

from __future__ import annotations

import ipaddress
import socket
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Resolve = Callable[[str, int], Sequence[str]]

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address


class PrivateAddressError(Exception):
    """A host leads to a machine that is not of the public internet."""


def resolve(host: str, port: int) -> list[str]:
    """Ask the system for the IP addresses of a host, in its order of preference, each once.

    Raises:
        socket.gaierror: the name is not known, or the name server does not answer.
    """
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))


def reachable(host: str, port: int, *, resolve: Resolve, allow_private: bool) -> list[str]:
    """Give the IP addresses of a host that may be connected to; the caller connects to these and asks no second time.

    A name whose answers are mixed keeps the public ones.

    Raises:
        PrivateAddressError: none of them may.
        socket.gaierror: the name is not known.
    """
    found = resolve(host, port)
    kept = [address for address in found if allow_private or is_public(address)]
    if not kept:
        raise PrivateAddressError(f"{host} leads to {', '.join(found) or 'no address'}")
    return kept


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the public internet, also one that is wrapped in another (6to4, NAT64).

    >>> is_public("93.184.216.34"), is_public("127.0.0.1"), is_public("169.254.169.254"), is_public("::ffff:10.0.0.1")
    (True, False, False, False)
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        wrapped = _wrapped(ip)
        if wrapped is not None:
            return is_public(str(wrapped))
        if ip.is_site_local:
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def _wrapped(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Give the IPv4 address that packets to this IPv6 address end at, if there is one."""
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    teredo = ip.teredo
    return ip.ipv4_mapped or ip.sixtofour or (teredo[1] if teredo else None)
