"""Calendars as a client reads them, and rosters of a few days to fill them with."""

import json
from typing import Any

from icalendar import Calendar

from api.jobs.ending import settle
from api.jobs.schemas import JobState
from models.roster import Roster
from scheduler.result import Result, Status
from tests.api.rosters.made import held
from tests.api.service import Service


def read(content: bytes) -> list[dict[str, Any]]:
    """The events of a calendar, in order of their start."""
    found = [
        {
            "uid": str(event["UID"]), "sequence": event.sequence, "status": str(event["STATUS"]),
            "start": event.start, "end": event.end, "summary": str(event["SUMMARY"]), "stamp": event.DTSTAMP,
        }
        for event in Calendar.from_ical(content).events
    ]  # fmt: skip
    return sorted(found, key=lambda one: str(one["start"]))


def settle_with(service: Service, *duties: dict[str, str], days: int) -> None:
    """End the job that waits with a roster of these duties."""
    told = {"department": "riverside", "start": "2027-02-01", "days": days, "assignments": duties}
    roster = Roster.model_validate_json(json.dumps(told))
    result = Result(status=Status.FEASIBLE, roster=roster, bound=0, seconds=1.0)
    settle(held(service), JobState.SUCCEEDED, result=result.model_dump_json())
