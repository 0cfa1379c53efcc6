"""Posting one message to one address: no redirects, no proxies, and an end to waiting."""

import contextlib
import http.client
import re
import socket
import ssl
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus

from api.webhooks.addresses import Network, RefusedAddressError, Target, addresses_of, target_of
from models.errors import InputError

SECONDS = 15.0
"""An answer that has not come by then is none."""
SENT_BY = "radroster-webhooks/1"
_WISH = re.compile(r"[0-9]{1,6}")
"""A Retry-After in seconds; dates are taken as no wish."""


@dataclass(frozen=True)
class Outcome:
    """How an attempt went."""

    status: int | None = None
    """HTTP status of the answer; None when there was none."""
    error: str = ""
    wait_seconds: int | None = None
    """What the receiver asks for by Retry-After."""

    @property
    def delivered(self) -> bool:
        """Whether the message has arrived."""
        return self.status is not None and HTTPStatus.OK <= self.status < HTTPStatus.MULTIPLE_CHOICES

    @property
    def unwanted(self) -> bool:
        """Whether the receiver wants nothing more, ever."""
        return self.status == HTTPStatus.GONE


def post(url: str, body: bytes, signed: Mapping[str, str], allowed: Sequence[Network] = ()) -> Outcome:
    """Post a message with the headers that sign it; whatever goes wrong is in the outcome."""
    try:
        target = target_of(url, allowed)
        addresses = addresses_of(target, allowed)
    except (InputError, RefusedAddressError) as refused:
        return Outcome(error=str(refused))
    connection = _Connection(target, addresses)
    watch = threading.Timer(SECONDS, connection.cut)
    watch.daemon = True
    watch.start()
    try:
        sent = {"Content-Type": "application/json", "User-Agent": SENT_BY, **signed}
        connection.request("POST", target.path, body, sent)
        answer = connection.getresponse()
    except (OSError, http.client.HTTPException) as error:
        late = f"no answer within {SECONDS:g} s"
        return Outcome(error=late if connection.late else f"{type(error).__name__}: {error}"[:500])
    finally:
        watch.cancel()
        connection.close()
    return _outcome(answer)


class _Connection(http.client.HTTPConnection):
    """A connection to one of the addresses that were checked, under the name that was asked for."""

    def __init__(self, target: Target, addresses: Sequence[str]) -> None:
        super().__init__(target.host, target.port, timeout=SECONDS)
        self.default_port = 443 if target.secure else 80  # so that the header Host names no port that goes without
        self._target, self._addresses = target, addresses
        self.late = False

    def connect(self) -> None:
        """Connect to the first address that answers, and speak TLS where the URL says so."""
        plain = self._first()
        self.sock = plain
        plain.settimeout(SECONDS)
        if self._target.secure:
            self.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=self._target.host)

    def _first(self) -> socket.socket:
        *others, last = self._addresses
        for address in others:
            with contextlib.suppress(OSError):
                return socket.create_connection((address, self.port), SECONDS / len(self._addresses))
        return socket.create_connection((last, self.port), SECONDS / len(self._addresses))

    def cut(self) -> None:
        """End the wait: a timeout of sockets alone begins anew with each byte."""
        self.late = True
        if self.sock is not None:
            with contextlib.suppress(OSError):
                self.sock.shutdown(socket.SHUT_RDWR)


def _outcome(answer: http.client.HTTPResponse) -> Outcome:
    status, wish = answer.status, answer.headers.get("Retry-After", "")
    told = "" if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES else f"answered {status}"
    if HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST:
        told += "; redirects are not followed"
    return Outcome(status, told, int(wish) if _WISH.fullmatch(wish) else None)
