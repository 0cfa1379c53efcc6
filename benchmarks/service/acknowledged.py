"""What the service has acknowledged, and whether it is all there: kept outside of the service, so that it can forget.

A write that was under way when the service died may be there or not; one that was answered has to be.
"""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx2
from icalendar import Calendar

from models.department import Department
from models.requests import Assignment
from models.shifts import ShiftKind

Place = tuple[str, str]
"""Shift and area of a cell; empty for a day off."""
OFF: Place = ("", "")
IN_FORCE = {"published", "amended"}


@dataclass(eq=False)
class Acknowledged:
    """Everything that was answered; writers of several threads add to it."""

    time_off: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Id → the newest message that was answered."""
    unsure: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Id → a message that was sent and never answered."""
    edits: dict[tuple[str, int], tuple[str, str, Place]] = field(default_factory=dict)
    """(roster, version) → person, date and what the cell holds from that version on."""
    published: list[tuple[str, int]] = field(default_factory=list)
    """(roster, version), in order."""
    jobs: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def writes(self) -> int:
        """How many different writes were answered."""
        return len(self.time_off) + len(self.edits) + len(self.published) + len(self.jobs)

    def lost(self, client: httpx2.Client, department: str, *, edits: int | None = None) -> Iterator[str]:
        """Every write that was answered and is not there, in words; of edits the newest so many, or all."""
        there = {one["remote_id"]: one for one in _pages(client, "/v1/time-off", department)}
        for remote_id, sent in self.time_off.items():
            allowed = [sent, self.unsure.get(remote_id, sent)]
            if not any(_holds(there.get(remote_id, {}), one) for one in allowed):
                yield f"time off {remote_id} was answered, and now there is {there.get(remote_id)}"
        for (roster, version), (person, date, wanted) in list(self.edits.items())[-(edits or len(self.edits)) :]:
            found = client.get(f"/v1/rosters/{roster}", params={"version": version})
            held = cell(found.json(), person, date) if found.is_success else None
            if held != wanted:
                yield f"edit {version} of {roster}: {person} on {date} should have {wanted} and has {held}"
        for roster, version in self.published:
            found = client.get(f"/v1/rosters/{roster}")
            if not found.is_success or found.json()["version"] < version or found.json()["published_at"] is None:
                yield f"roster {roster} was published as version {version}, and now it is {found.text[:200]}"
        for job in self.jobs:
            if not client.get(f"/v1/jobs/{job}").is_success:
                yield f"job {job} is gone"


def _pages(client: httpx2.Client, path: str, department: str) -> Iterator[dict[str, Any]]:
    told: dict[str, Any] = {"next": ""}
    while told["next"] is not None:
        asked = {"department": department, "limit": "200"} | ({"cursor": told["next"]} if told["next"] else {})
        told = client.get(path, params=asked).raise_for_status().json()
        yield from told["items"]


def _holds(kept: dict[str, Any], sent: dict[str, Any]) -> bool:
    return all(kept.get(name) == value for name, value in sent.items())


def cell(roster: dict[str, Any], person: str, date: str) -> Place:
    """What a person has on a day in a roster as it is answered."""
    found = (one for one in roster["assignments"] if (one["person"], one["date"]) == (person, date))
    return next(((one["shift"], one["area"]) for one in found), OFF)


def in_force(client: httpx2.Client, department: str) -> list[str]:
    """The rosters that staff see."""
    return [one["id"] for one in _pages(client, "/v1/rosters", department) if one["state"] in IN_FORCE]


def feeds_astray(client: httpx2.Client, department: Department, feeds: dict[str, str]) -> Iterator[str]:
    """People (and the path of each one's feed) whose calendar differs from the roster in force."""
    rosters = in_force(client, department.id)
    if len(rosters) > 1:
        yield f"{len(rosters)} rosters are in force for the same days: {', '.join(rosters)}"
    duties: list[Assignment] = []
    for roster in rosters:
        told = client.get(f"/v1/rosters/{roster}/published").json()["assignments"]
        duties += [Assignment.model_validate_strings(one) for one in told]
    for person, path in feeds.items():
        wanted = sorted(_event(department, one) for one in duties if one.person == person)
        shown = sorted(
            (str(one.start), str(one["SUMMARY"]))
            for one in Calendar.from_ical(client.get(path).content).events
            if str(one["STATUS"]) == "CONFIRMED"
        )
        if wanted != shown:
            yield f"the calendar of {person} has {len(shown)} duties, the roster {len(wanted)}; or others"


def _event(department: Department, duty: Assignment) -> tuple[str, str]:
    horizon, shift, area = department.horizon, department.shift_by_id[duty.shift], department.area_by_id[duty.area]
    place = area.name or area.id
    told = f"On call: {place}" if shift.kind is ShiftKind.CALL else f"{place} {shift.id}"
    return str(horizon.instant(horizon.day_of(duty.date), shift.start)), told
