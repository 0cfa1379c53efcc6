"""Which addresses may be posted to: none inside the network of the service, unless a setting names it.

Whoever makes a webhook has the service send requests from where it stands. Names are looked up once for each attempt,
what they lead to is checked, and the connection goes to what was checked, so that a name cannot change in between.
"""

import ipaddress
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from models.errors import InputError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
PLACE = "body.url"
PORTS = {"https": 443, "http": 80}
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_FIRST_PRINTABLE, _AFTER_PRINTABLE = 0x21, 0x7F


class RefusedAddressError(Exception):
    """An address that must not be posted to; raised with the reason, before anything is connected to."""


@dataclass(frozen=True)
class Target:
    """Where a URL leads."""

    secure: bool
    host: str
    port: int
    path: str


def target_of(url: str, allowed: Sequence[Network] = ()) -> Target:
    """What a URL names; raises `InputError` for one that no message may be sent to, as far as it can be told by it."""
    parts = _split(url)
    if any(not _FIRST_PRINTABLE <= ord(letter) < _AFTER_PRINTABLE for letter in url):
        raise InputError(PLACE, "holds spaces or letters beyond ASCII.", "Write names as xn--… and the rest as %20.")
    if parts.scheme not in PORTS or not parts.hostname:
        raise InputError(PLACE, f"{url[:80]!r} is no address.", "Write it as https://hr.example/webhooks.")
    if parts.username is not None or parts.fragment:
        raise InputError(PLACE, "carries a name, a password or a fragment.", "Leave it out; messages are signed.")
    port = PORTS[parts.scheme] if parts.port is None else parts.port
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    target = Target(parts.scheme == "https", parts.hostname, port, path)
    literal = _literal(target.host)
    if literal is not None:
        try:
            _require(target, literal, allowed)
        except RefusedAddressError as refused:
            raise InputError(PLACE, f"{refused}.", "RADROSTER_WEBHOOK_NETWORKS names networks to allow.") from refused
    elif not target.secure and not allowed:
        raise InputError(PLACE, "is not encrypted.", "Take https.")
    return target


def addresses_of(target: Target, allowed: Sequence[Network] = ()) -> list[str]:
    """The addresses to connect to; raises `RefusedAddressError` when there is one that must not be, or none."""
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise RefusedAddressError(f"the name {target.host} leads nowhere") from error
    texts = [str(place[4][0]) for place in found]
    for text in texts:
        _require(target, ipaddress.ip_address(text), allowed)
    return texts


def networks(text: str) -> tuple[Network, ...]:
    """The networks in a setting, ``10.1.0.0/16, 127.0.0.1``; raises `InputError` for what is none."""
    try:
        return tuple(ipaddress.ip_network(one.strip()) for one in text.split(",") if one.strip())
    except ValueError as error:
        raise InputError("RADROSTER_WEBHOOK_NETWORKS", f"{error}.", "Write it as 10.1.0.0/16,10.2.3.4.") from error


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port  # looked at here, since it raises
    except ValueError as error:
        raise InputError(PLACE, f"is no address: {error}.", "Write it as https://hr.example/webhooks.") from error
    return parts


def _literal(host: str) -> Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _require(target: Target, address: Address, allowed: Sequence[Network]) -> None:
    """Raise unless the address is in a network that is allowed, or on the open internet and spoken to in secret.

    What a name leads to is not told: who asks may not know the network of the service.
    """
    if any(address in network for network in allowed):
        return
    real = _embedded(address)
    if not real.is_global or real.is_multicast:
        raise RefusedAddressError(f"{target.host} is not on the open internet")
    if not target.secure:
        raise RefusedAddressError(f"{target.host} would be spoken to without encryption")


def _embedded(address: Address) -> Address:
    """The IPv4 address that an IPv6 one stands for, where it does: gateways would lead there."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        return inner or address
    return address
