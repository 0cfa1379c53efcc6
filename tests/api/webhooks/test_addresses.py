"""Where messages may be sent: the open internet under https, and networks of the house that a setting names."""

import ipaddress
import socket
from typing import Any

import pytest

from api.webhooks.addresses import RefusedAddressError, addresses_of, networks, target_of
from models.errors import InputError

INSIDE = [
    "127.0.0.1", "127.9.9.9", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",  # noqa: S104 - refused, never bound to
    "224.0.1.1", "255.255.255.255", "[::1]", "[::]", "[fe80::1]", "[fd00::1]", "[ff0e::1]", "[::ffff:127.0.0.1]",
    "[::ffff:169.254.169.254]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]",
]  # fmt: skip


def lookup(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    """Let every name lead to these addresses."""
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 443)) for one in addresses]

    def looked_up(*_: Any, **__: Any) -> list[Any]:  # noqa: ANN401 - what getaddrinfo takes and gives
        return found

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)


@pytest.mark.parametrize("host", INSIDE)
def test_addresses_inside_are_refused_when_written_and_when_looked_up(
    host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(InputError, match="not on the open internet"):
        target_of(f"https://{host}/hooks")
    lookup(monkeypatch, host.strip("[]"))
    with pytest.raises(RefusedAddressError, match=r"hr\.example is not on the open internet"):
        addresses_of(target_of("https://hr.example/"))


def test_one_address_inside_among_others_is_one_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    lookup(monkeypatch, "93.184.215.14", "10.0.0.1")
    with pytest.raises(RefusedAddressError):
        addresses_of(target_of("https://hr.example/"))
    lookup(monkeypatch, "93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c")
    assert addresses_of(target_of("https://hr.example/")) == ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"]


def test_a_setting_allows_networks_of_the_house_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    allowed = networks(" 10.1.0.0/16 , 127.0.0.1,fd00::/8")
    assert allowed[1] == ipaddress.ip_network("127.0.0.1/32")
    lookup(monkeypatch, "10.1.2.3")
    assert addresses_of(target_of("http://hr.house/", allowed), allowed) == ["10.1.2.3"]
    lookup(monkeypatch, "10.2.0.1")
    with pytest.raises(RefusedAddressError):
        addresses_of(target_of("https://hr.house/", allowed), allowed)
    lookup(monkeypatch, "93.184.215.14")
    with pytest.raises(RefusedAddressError, match="without encryption"):
        addresses_of(target_of("http://hr.example/", allowed), allowed)
    with pytest.raises(InputError, match="RADROSTER_WEBHOOK_NETWORKS"):
        networks("10.1.0.0/33")


def test_a_name_that_leads_nowhere_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(*_: Any, **__: Any) -> None:  # noqa: ANN401 - what getaddrinfo takes
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", lost)
    with pytest.raises(RefusedAddressError, match="leads nowhere"):
        addresses_of(target_of("https://hr.example/"))


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("http://hr.example/", "not encrypted"),
        ("ftp://hr.example/", "no address"),
        ("hr.example/hooks", "no address"),
        ("https:///hooks", "no address"),
        ("https://ann:secret@hr.example/", "Leave it out"),
        ("https://@hr.example/", "Leave it out"),
        ("https://hr.example/#part", "Leave it out"),
        ("https://hr.example:99999/", "no address"),
        ("https://[::1/", "no address"),
        ("https://hr.example/a b", "spaces"),
        ("https://hr.example/\r\nHost: other", "spaces"),
        ("https://hür.example/", "beyond ASCII"),
    ],
)
def test_what_is_no_address_is_refused(url: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        target_of(url)


def test_a_target_is_what_the_url_says() -> None:
    found = target_of("https://HR.example:8443/hooks?for=radroster")
    assert (found.secure, found.host, found.port, found.path) == (True, "hr.example", 8443, "/hooks?for=radroster")
    assert target_of("https://hr.example").path == "/"
