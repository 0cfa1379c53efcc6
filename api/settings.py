"""What can be set about the service: by environment variables, each with the prefix ``RADROSTER_``."""

from typing import Annotated

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from models.errors import InputError

PREFIX = "RADROSTER_"


class Settings(BaseSettings):
    """Settings of one process; options of `radroster serve` win over the environment."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, use_attribute_docstrings=True)

    database_url: str = "sqlite:///radroster.db"
    """Where everything is kept: ``sqlite:///FILE``, or ``postgresql://USER@HOST/NAME`` for several machines."""
    host: str = "127.0.0.1"
    """Address to listen on."""
    port: Annotated[int, Field(ge=0, le=65535)] = 8000
    """Port to listen on; 0 takes a free one and says which."""
    workers: Annotated[int, Field(ge=0, le=64)] = 1
    """Worker processes that `radroster serve` starts; 0 leaves the jobs to workers elsewhere."""
    max_body_bytes: Annotated[int, Field(ge=1024)] = 32 * 1024 * 1024
    """Larger request bodies are refused with 413 while they arrive."""
    most_solve_seconds: Annotated[int, Field(ge=1)] = 3600
    """Longest solve that may be asked for."""
    webhook_networks: str = ""
    """Networks inside the house that webhooks may lead to, as ``10.1.0.0/16,127.0.0.1``; also without https."""
    session_hours: Annotated[int, Field(ge=1, le=24 * 31)] = 12
    """How long a sign-in lasts, however much it is used."""
    session_idle_minutes: Annotated[int, Field(ge=1, le=60 * 24 * 31)] = 60
    """How long a sign-in lasts while nothing is done with it."""
    oidc_issuer: str = ""
    """Issuer of the OpenID Connect provider at which users sign in, too; needs the extra ``sso``."""
    oidc_client_id: str = ""
    """What the provider calls this service."""
    oidc_client_secret: SecretStr = SecretStr("")
    """The secret that the provider gave it; none for a public client."""
    oidc_claim: str = "email"
    """The claim that is the name of a user here."""
    oidc_label: str = "Single sign-on"
    """What the way to the provider is called on the page of sign-in."""
    traces_endpoint: str = ""
    """Where an OpenTelemetry collector takes spans by OTLP over HTTP; needs the extra ``otel``."""
    calls_per_minute: Annotated[int, Field(ge=0)] = 6000
    """Calls that a key or a user may make; 0 for as many as they like."""
    anonymous_calls_per_minute: Annotated[int, Field(ge=0)] = 300
    """Calls without a key that may come from one address."""
    feed_calls_per_minute: Annotated[int, Field(ge=0)] = 3000
    """Calls for calendars that may come from one address."""


def read_settings(**options: str | int | None) -> Settings:
    """The settings of the environment, with options that are given on top; raises `InputError` naming the variable."""
    given = {name: value for name, value in options.items() if value is not None}
    try:
        return Settings(**given)  # type: ignore[arg-type] # pydantic checks them, as it does the environment's text
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        name = ".".join(map(str, first["loc"])).upper()
        raise InputError(f"{PREFIX}{name}", f"{first['msg']}.", "docs/service.md lists all settings.") from error
