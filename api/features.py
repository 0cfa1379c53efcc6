"""The features of the service: every package of `api`, and the modules in them that are picked up by name.

A feature is a folder. What it has of these modules takes part by lying there:

====================  ======================================================================================
``routes``            ``router``: an `fastapi.APIRouter`, mounted under ``/v1``
``tables``            tables derived from `api.storage.base.Table`
``migrations/``       Alembic revisions that make those tables
``reactions``         ``react(change, event)``: called for every audit event, in the transaction that wrote it
``contribution``      ``contribute(session, department)``: what the feature adds to a department before a solve
``work``              ``HANDLERS``: kinds of jobs → what a worker does for one
``background``        ``run(database, settings, stop)``: goes on beside the server, in a thread of it
====================  ======================================================================================
"""

import importlib
from functools import cache
from pathlib import Path
from types import ModuleType

import api


@cache
def modules(name: str) -> tuple[ModuleType, ...]:
    """Every feature's module of that name, in order of the features' names; features without one are not loaded."""
    features = (path.parent.name for path in _found(f"{name}.py"))
    return tuple(importlib.import_module(f"api.{feature}.{name}") for feature in features)


def folders(name: str) -> tuple[Path, ...]:
    """Every feature's folder of that name."""
    return tuple(path for path in _found(name) if path.is_dir())


def _found(name: str) -> list[Path]:
    return sorted(path for root in api.__path__ for path in Path(root).glob(f"*/{name}"))
