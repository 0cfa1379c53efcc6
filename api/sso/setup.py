"""What the settings say of single sign-on, checked before the service begins."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from api.settings import PREFIX, Settings
from models.errors import InputError

if TYPE_CHECKING:  # Authlib is an extra
    from api.sso.provider import Provider

HERE = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class SsoSettings:
    """A provider, and this service as its client."""

    issuer: str
    client_id: str
    client_secret: str
    claim: str


def provider_of(settings: Settings) -> "Provider | None":
    """The provider, if one is set; raises `InputError` for one that cannot be used."""
    issuer = settings.oidc_issuer
    if not issuer:
        return None
    if not is_safe(issuer):
        raise InputError(f"{PREFIX}OIDC_ISSUER", f"is {issuer!r}, no https:// address.", "Ask who runs the provider.")
    if not settings.oidc_client_id:
        raise InputError(f"{PREFIX}OIDC_CLIENT_ID", "is missing.", "The provider gave one when this was registered.")
    try:
        from api.sso.provider import Provider
    except ImportError as error:
        told = "needs packages that are not there."
        raise InputError(f"{PREFIX}OIDC_ISSUER", told, "Maybe install radroster[sso].") from error
    secret = settings.oidc_client_secret.get_secret_value()
    return Provider(SsoSettings(issuer, settings.oidc_client_id, secret, settings.oidc_claim))


def is_safe(address: str) -> bool:
    """Whether what is said there comes from whom it says: by https, or without leaving this machine."""
    parts = urlsplit(address)
    return bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in HERE))
