"""Which addresses may be connected to: only those of the public internet.

reads nothing of Crosswire's but ``data/addresses.toml``; a helper of :mod:`crosswire.ingest.fetch`.
"""

import ipaddress
import socket
from collections.abc import Callable
from functools import cache

from crosswire.language import lexicon

Resolver = Callable[[str, int], list[str]]
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
_GLOBAL = ipaddress.IPv6Network("2000::/3")
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")  # NAT64: the last 32 bits are an IPv4 address (RFC 6052)


def resolve(host: str, port: int) -> list[str]:
    """Every address the system knows for a host, in its order, without repeats. Raises OSError where there is none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def refusal(address: str) -> str | None:
    """Why an address must not be connected to ("loopback"), or None where it is public.

    An IPv4 address inside an IPv6 one (mapped, or translated by NAT64) is judged by itself. What is no address at all,
    or carries a zone ("fe80::1%eth0"), is refused.
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "no address"
    if isinstance(found, ipaddress.IPv6Address):
        if found.scope_id:
            return "link-local"
        inner = found.ipv4_mapped
        if inner is None and found in _TRANSLATED:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            return refusal(str(inner))
    for network, why in _blocks()[found.version]:
        if found in network:
            return why
    return "not public" if isinstance(found, ipaddress.IPv6Address) and found not in _GLOBAL else None


@cache
def _blocks() -> dict[int, list[tuple[Network, str]]]:
    table = lexicon.load("addresses")
    return {
        version: [(ipaddress.ip_network(block), why) for block, why in table[f"v{version}"].items()]
        for version in (4, 6)
    }
