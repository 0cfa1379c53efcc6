"""Where a request comes from, as far as limits tell callers apart."""

import ipaddress

from starlette.requests import Request

NETWORK = 64
"""Bits of an IPv6 address that name a network; whoever has one has all its addresses."""


def address_of(request: Request) -> str:
    """The address of a caller; that of the network for IPv6, and ``unknown`` where there is none."""
    host = request.client.host if request.client else "unknown"
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address.packed, NETWORK), strict=False))
    return host
