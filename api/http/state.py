"""What the app holds for its routes, as dependencies.

They wait for nothing, and are asynchronous for that: FastAPI calls others in a thread, which takes longer than they do.
"""

from typing import Annotated

from fastapi import Depends, Request

from api.settings import Settings
from api.storage.database import Database


async def _database(request: Request) -> Database:
    database: Database = request.app.state.database
    return database


async def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


DatabaseOf = Annotated[Database, Depends(_database)]
SettingsOf = Annotated[Settings, Depends(_settings)]
