"""Posting over a real socket: what arrives, and all that can go wrong."""

import socket
import ssl
import threading
from collections.abc import Iterator

import pytest

from api.webhooks import posting
from api.webhooks.addresses import networks
from api.webhooks.posting import Outcome, post
from tests.api.webhooks.receiver import receiving

HERE = networks("127.0.0.0/8")
BODY = b'{"type":"webhook.test"}'


@pytest.fixture
def silent() -> Iterator[str]:
    """The URL of somebody who takes connections, and answers one byte now and then."""
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def drip() -> None:
            one, _ = listener.accept()
            with one:
                while not over.wait(0.05):
                    try:
                        one.sendall(b"H")
                    except OSError:
                        return

        thread = threading.Thread(target=drip)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
        over.set()
        thread.join()


def test_the_message_arrives_as_it_is() -> None:
    with receiving(202) as receiver:
        outcome = post(receiver.url, BODY, {"webhook-id": "msg_1"}, HERE)
    (arrived,) = receiver.arrived
    assert (outcome, outcome.delivered) == (Outcome(202), True)
    assert (arrived.path, arrived.body, arrived.id) == ("/hooks?for=radroster", BODY, "msg_1")
    assert arrived.headers["host"] == receiver.url.split("/")[2]
    assert arrived.headers["content-type"] == "application/json"


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_redirects_are_not_followed(status: int) -> None:
    with receiving(status) as receiver, receiving() as elsewhere:
        receiver.headers["Location"] = elsewhere.url
        outcome = post(receiver.url, BODY, {}, HERE)
    assert (outcome.delivered, outcome.status) == (False, status)
    assert "redirects are not followed" in outcome.error
    assert elsewhere.arrived == []


@pytest.mark.parametrize(
    ("status", "wish", "seconds"), [(429, "120", 120), (503, "Wed, 21 Oct 2026 07:28:00 GMT", None), (503, "-5", None)]
)
def test_a_wish_to_be_left_alone_is_told(status: int, wish: str, seconds: int | None) -> None:
    with receiving(status) as receiver:
        receiver.headers["Retry-After"] = wish
        outcome = post(receiver.url, BODY, {}, HERE)
    assert outcome == Outcome(status, f"answered {status}", seconds)


def test_a_410_says_that_nothing_more_is_wanted() -> None:
    with receiving(410) as receiver:
        assert post(receiver.url, BODY, {}, HERE).unwanted


def test_an_answer_that_comes_byte_by_byte_is_not_waited_for(silent: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posting, "SECONDS", 0.3)
    assert post(silent, BODY, {}, HERE) == Outcome(error="no answer within 0.3 s")


def test_nobody_there_and_no_certificate_are_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    assert "ConnectionRefusedError" in post(f"http://127.0.0.1:{port}/", BODY, {}, HERE).error
    with receiving() as receiver:
        assert "SSL" in post(receiver.url.replace("http:", "https:"), BODY, {}, HERE).error
    assert ssl.create_default_context().verify_mode is ssl.CERT_REQUIRED


def test_nothing_is_connected_to_where_it_may_not_be() -> None:
    with receiving() as receiver:
        outcome = post(receiver.url, BODY, {})
        named = post(receiver.url.replace("127.0.0.1", "localhost").replace("http:", "https:"), BODY, {})
    assert "not on the open internet" in outcome.error
    assert named.error == "localhost is not on the open internet"
    assert receiver.arrived == []
