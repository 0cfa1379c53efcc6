"""What is told of a swap, to people and to the audit trail."""

import datetime as dt

from pydantic import JsonValue

from api.self_service.schemas import Effect
from api.self_service.trades import state_of
from api.swaps import repository
from api.swaps.schemas import Swap
from api.swaps.tables import SwapRow


def shown(row: SwapRow, *, now: dt.datetime, effect: Effect | None = None) -> Swap:
    """What is told of a swap."""
    worked_out = {"give", "take", "state", "effect"}
    told = {name: getattr(row, name) for name in Swap.model_fields if name not in worked_out}
    return Swap(**told, give=repository.given(row), take=repository.taken(row), state=state_of(row, now), effect=effect)


def said(row: SwapRow) -> dict[str, JsonValue]:
    """What the trail tells of a swap."""
    take = repository.taken(row)
    return {
        "version": row.version, "state": str(row.state), "roster": row.roster, "roster_version": row.roster_version,
        "give": repository.given(row).model_dump(mode="json"), "taker": row.taker,
        "take": None if take is None else take.model_dump(mode="json"),
    }  # fmt: skip
