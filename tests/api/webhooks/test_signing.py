"""Signatures are those of Standard Webhooks, as the reference library reads them."""

import base64
import datetime as dt

import pytest
from standardwebhooks import Webhook
from standardwebhooks.webhooks import WebhookVerificationError

from api.webhooks.signing import headers, new_secret

BODY = b'{"type":"webhook.test","data":{"name":"Jos\\u00e9"}}'


def now() -> int:
    return int(dt.datetime.now(dt.UTC).timestamp())


def test_the_specifications_own_example_is_signed_alike() -> None:
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"  # noqa: S105 - published with the reference libraries
    body = b'{"test": 2432232314}'
    signed = headers("msg_p5jXN8AQM9LWM0D4loKWxJek", body, seconds=1614265330, keys=[secret])
    assert signed["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_each_secret_alone_verifies_and_no_other_does() -> None:
    old, new = new_secret(), new_secret()
    signed = headers("msg_1", BODY, seconds=now(), keys=[new, old])
    assert Webhook(old).verify(BODY, signed) == Webhook(new).verify(BODY, signed)
    for secret, body, changed in (
        (new_secret(), BODY, signed),
        (new, BODY + b" ", signed),
        (new, BODY, signed | {"webhook-id": "msg_2"}),
        (new, BODY, signed | {"webhook-timestamp": str(now() - 1)}),
    ):
        with pytest.raises(WebhookVerificationError):
            Webhook(secret).verify(body, changed)


def test_secrets_are_long_and_never_the_same() -> None:
    found = {new_secret() for _ in range(100)}
    assert len(found) == 100
    assert {len(base64.b64decode(one.removeprefix("whsec_"))) for one in found} == {32}
