"""A small OpenID Connect provider on a real socket, which can be told to answer wrongly."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "radroster", "a-secret-of-the-client"
KEY = RSAKey.generate_key(2048, {"kid": "one"})
OTHER_KEY = RSAKey.generate_key(2048, {"kid": "two"})


@dataclass
class Fake:
    """What the provider says, and what it was asked."""

    url: str = ""
    claims: dict[str, Any] = field(default_factory=lambda: {"email": "kim@riverside.example"})
    signed_by: RSAKey = field(default_factory=lambda: KEY)
    shown: tuple[RSAKey, ...] = (KEY,)
    asked: dict[str, str] = field(default_factory=dict)
    """The newest authorization request."""
    seen: list[str] = field(default_factory=list)
    """Paths that were asked for."""

    def token(self, form: dict[str, str], authorization: str) -> dict[str, Any]:
        """The answer to a code; only to the client who began, with what PKCE asks of it."""
        assert base64.b64decode(authorization.removeprefix("Basic ")).decode() == f"{CLIENT}:{SECRET}"
        proof = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).decode().rstrip("=")
        assert (form["code"], proof) == ("a-code", self.asked["code_challenge"])
        assert form["redirect_uri"] == self.asked["redirect_uri"]
        now = int(time.time())
        claims = {
            "iss": self.url, "aud": CLIENT, "sub": "1234", "iat": now, "exp": now + 300, "nonce": self.asked["nonce"],
        } | self.claims  # fmt: skip
        header = {"alg": "RS256", "kid": self.signed_by.kid}
        token = jwt.encode(header, {name: one for name, one in claims.items() if one is not None}, self.signed_by)
        return {"access_token": "unused", "token_type": "Bearer", "id_token": token}

    def discovery(self) -> dict[str, Any]:
        """The discovery document."""
        return {
            "issuer": self.url, "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token", "jwks_uri": f"{self.url}/keys",
        }  # fmt: skip

    def consent(self, address: str) -> str:
        """Where a browser that is sent to `address` comes back to, once somebody has signed in there."""
        assert address.startswith(f"{self.url}/authorize?")
        self.asked = dict(parse_qsl(urlsplit(address).query))
        assert (self.asked["response_type"], self.asked["code_challenge_method"]) == ("code", "S256")
        assert set(self.asked["scope"].split()) == {"openid", "email", "profile"}
        return f"{self.asked['redirect_uri']}?{urlencode({'code': 'a-code', 'state': self.asked['state']})}"


class _Handler(BaseHTTPRequestHandler):
    fake: ClassVar[Fake]

    def do_GET(self) -> None:
        self.fake.seen.append(self.path)
        if self.path == "/keys":
            self._answer({"keys": [one.as_dict(private=False) for one in self.fake.shown]})
        else:
            self._answer(self.fake.discovery())

    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {name: values[0] for name, values in parse_qs(content).items()}
        self._answer(self.fake.token(form, self.headers["Authorization"]))

    def _answer(self, told: object) -> None:
        content = json.dumps(told).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as http.server names it
        """Keep quiet."""


@contextmanager
def faked() -> Iterator[Fake]:
    """A provider that runs as long as the block does."""
    fake = Fake()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"fake": fake}))
    fake.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield fake
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
