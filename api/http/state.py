"""What the app holds for its routes, as dependencies."""

from typing import Annotated

from fastapi import Depends, Request

from api.settings import Settings
from api.storage.database import Database


def _database(request: Request) -> Database:
    database: Database = request.app.state.database
    return database


def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


DatabaseOf = Annotated[Database, Depends(_database)]
SettingsOf = Annotated[Settings, Depends(_settings)]
