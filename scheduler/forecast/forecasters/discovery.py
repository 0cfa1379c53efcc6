"""Finds every forecaster of this package, so that a new file is all that a new forecaster needs."""

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache

from models.errors import BrokenInvariantError, InputError
from scheduler.forecast import forecasters
from scheduler.forecast.forecasters.base import Forecaster

DEFAULT = "ensemble"
"""Name of the forecaster used where none is named."""


@cache
def found() -> Mapping[str, Forecaster]:
    """Every forecaster by name, in the order of names."""
    named: dict[str, Forecaster] = {}
    for info in pkgutil.iter_modules(forecasters.__path__, f"{forecasters.__name__}."):
        module = importlib.import_module(info.name)
        forecaster: Forecaster | None = getattr(module, "FORECASTER", None)
        if forecaster is None:
            continue
        if forecaster.name in named:
            raise BrokenInvariantError(f"two forecasters are named {forecaster.name!r}; one is {info.name}")
        named[forecaster.name] = forecaster
    return dict(sorted(named.items()))


def forecaster_named(name: str = DEFAULT) -> Forecaster:
    """The forecaster of that name; raises `InputError` listing the names there are."""
    if name not in found():
        raise InputError(f"forecaster {name!r}", "unknown.", f"Use one of {', '.join(found())}.")
    return found()[name]
