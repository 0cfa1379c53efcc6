"""An OpenID Connect provider: where it sends people, and what its answers vouch for.

Authorization code with PKCE (RFC 7636), state and nonce, after OpenID Connect Core 1.0, 3.1; what is said of the
provider is read from its discovery document. Only this module loads Authlib.
"""

import logging
import threading
import time
from collections.abc import Mapping
from typing import Annotated, Final

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from pydantic import BaseModel, Field, ValidationError

from api.errors import BusyError, UnauthenticatedError
from api.sso.pending import Pending
from api.sso.setup import SsoSettings, is_safe

_LOG = logging.getLogger("radroster.sso")
FRESH: Final = 3600.0
"""Seconds for which the discovery document and keys are believed."""
PATIENCE: Final = 10.0
"""Seconds for one answer of the provider's."""
LEEWAY: Final = 60
"""Seconds that two clocks may be apart."""
SCOPE: Final = "openid email profile"
ALGORITHMS: Final = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
"""Signatures alone: with a shared secret, or none at all, anybody could vouch."""


class Discovered(BaseModel):
    """What is read of a discovery document."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    token_endpoint_auth_methods_supported: tuple[str, ...] = ("client_secret_basic",)


class Shown(BaseModel):
    """The keys with which the provider signs."""

    keys: list[dict[str, str | list[str]]]


class Answered(BaseModel):
    """What is read of the answer to a code."""

    id_token: Annotated[str, Field(min_length=1)]


class Provider:
    """The provider of the settings; its discovery document and keys are kept for an hour."""

    def __init__(self, settings: SsoSettings) -> None:
        self.settings = settings
        self._lock = threading.Lock()
        self._known: tuple[float, Discovered, KeySet] | None = None

    def address(self, pending: Pending, back: str) -> str:
        """Where a browser is sent to sign in; it comes back to `back` with a code."""
        place, _ = self._discovered()
        client = self._client(place, back)
        url, _state = client.create_authorization_url(
            place.authorization_endpoint, state=pending.state, nonce=pending.nonce, code_verifier=pending.verifier
        )
        return str(url)

    def vouched(self, pending: Pending, code: str, back: str) -> str:
        """The name for which the provider vouches by a code; raises `UnauthenticatedError` where it does not."""
        place, keys = self._discovered()
        try:
            token = self._client(place, back).fetch_token(
                place.token_endpoint, grant_type="authorization_code", code=code, code_verifier=pending.verifier,
                timeout=PATIENCE,
            )  # fmt: skip
            answered = Answered.model_validate(dict(token))
            return self._name(self._claims(answered.id_token, keys, pending))
        except requests.RequestException as error:
            raise _away(error) from error
        except (AuthlibBaseError, JoseError, ValidationError, ValueError) as error:
            raise refusal(type(error).__name__, getattr(error, "error", "")) from error

    def _claims(self, token: str, keys: KeySet, pending: Pending) -> Mapping[str, object]:
        """What the token says, once its signature, issuer, audience, time and nonce are found right."""
        try:
            claims = jwt.decode(token, keys, algorithms=ALGORITHMS).claims
        except InvalidKeyIdError:  # the provider has another key by now
            claims = jwt.decode(token, self._discovered(anew=True)[1], algorithms=ALGORITHMS).claims
        client = self.settings.client_id
        jwt.JWTClaimsRegistry(
            leeway=LEEWAY,
            iss={"essential": True, "value": self.settings.issuer},
            aud={"essential": True, "value": client},
            nonce={"essential": True, "value": pending.nonce},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
        ).validate(claims)
        audience = claims["aud"]
        several = isinstance(audience, list) and len(audience) > 1
        if claims.get("azp", None if several else client) != client:
            raise refusal("azp", "the token is for another client")
        return dict(claims)

    def _name(self, claims: Mapping[str, object]) -> str:
        claim = self.settings.claim
        name = claims.get(claim)
        if not isinstance(name, str) or not name:
            raise refusal(claim, "the token has no such claim")
        if claim == "email" and claims.get("email_verified", True) not in {True, "true"}:
            raise refusal(claim, "the address is not verified")
        return name

    def _client(self, place: Discovered, back: str) -> OAuth2Session:
        secret = self.settings.client_secret
        posted = "client_secret_basic" not in place.token_endpoint_auth_methods_supported
        method = "none" if not secret else "client_secret_post" if posted else "client_secret_basic"
        return OAuth2Session(
            self.settings.client_id, secret or None, scope=SCOPE, redirect_uri=back,
            code_challenge_method="S256", token_endpoint_auth_method=method,
        )  # fmt: skip

    def _discovered(self, *, anew: bool = False) -> tuple[Discovered, KeySet]:
        with self._lock:
            if anew or self._known is None or time.monotonic() - self._known[0] > FRESH:
                self._known = (time.monotonic(), *self._discover())
            return self._known[1:]

    def _discover(self) -> tuple[Discovered, KeySet]:
        issuer = self.settings.issuer
        try:
            document = _read(f"{issuer.removesuffix('/')}/.well-known/openid-configuration")
            found = Discovered.model_validate(document)
            _require_same(found, issuer)
            keys = KeySet.import_key_set({"keys": Shown.model_validate(_read(found.jwks_uri)).keys})
        except (requests.RequestException, JoseError, ValueError) as error:
            raise _away(error) from error
        return found, keys


def _require_same(found: Discovered, issuer: str) -> None:
    """Raise `ValueError` for a document of another issuer, or one that leads where anybody could answer."""
    if found.issuer != issuer:
        raise ValueError(found.issuer)
    for address in (found.authorization_endpoint, found.token_endpoint, found.jwks_uri):
        if not is_safe(address):
            raise ValueError(address)


def _read(address: str) -> object:
    answer = requests.get(address, timeout=PATIENCE, allow_redirects=False)
    answer.raise_for_status()
    told: object = answer.json()
    return told


def refusal(what: str, why: str) -> UnauthenticatedError:
    """Why somebody is not let in: in full for the log, and for them only what helps them."""
    _LOG.warning("a single sign-on was refused", extra={"fields": {"what": what, "why": why}})
    return UnauthenticatedError("The sign-in did not come back as it should.", "Try again, or ask an admin.")


def _away(error: Exception) -> BusyError:
    _LOG.warning("the provider does not answer as it should", extra={"fields": {"why": f"{type(error).__name__}"}})
    return BusyError("Single sign-on is not to be had at the moment.", "Try again, or sign in with a password.")
