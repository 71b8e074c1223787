"""Where a request comes from, as coarse as counting it needs."""

from functools import lru_cache
from ipaddress import IPv6Address, ip_address, ip_network


def network_64(address: str | None) -> str:
    """An IPv4 address, or the /64 of an IPv6 one, which is what one line has (RFC 6177). What is no address is one
    network together."""
    return _network(address, 32, 64)


def network_of(address: str | None) -> str:
    """The network of an address, as its owner has it as a rule: an IPv4 /24 or an IPv6 /56. What is no address is one
    network together."""
    return _network(address, 24, 56)


@lru_cache(maxsize=1_024)
def _network(address: str | None, four: int, six: int) -> str:
    try:
        found = ip_address((address or "").partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(found, IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    if found.version == 4 and four == 32:
        return f"{found}/32"
    return str(ip_network((found, four if found.version == 4 else six), strict=False))
