"""One person's duties as an iCalendar file that calendars can subscribe to (RFC 5545, RFC 7986).

Every duty is a concrete event in UTC: a clock change cannot move it, and no time zone table can be read
wrongly. The local times stand in its description. The same input gives the same bytes.
"""

import datetime as dt
from collections.abc import Iterable, Sequence

from icalendar import STATUS, TRANSP, Calendar, Event, vDuration, vText

from api.exchange.event_ledger import DutyEvent, OpenEvent
from api.views.wording import duration, plain
from models.demand import Area
from models.department import Department
from models.shifts import ShiftKind
from models.staff import Person

REFRESH = dt.timedelta(hours=1)
_PRODID = "-//radroster//duties//EN"
_LONGEST = 200


def feed(department: Department, person: Person, events: Iterable[DutyEvent]) -> bytes:
    """The calendar of one person, given that person's events of the ledger."""
    return feed_over(((department, events),), person)


def feed_over(rosters: Sequence[tuple[Department, Iterable[DutyEvent]]], person: Person) -> bytes:
    """The calendar of one person over some rosters, each with the department that it was made for.

    The last department gives the calendar its name.
    """
    calendar = _calendar(rosters[-1][0], person.label, f"Duties of {_line(person.label)}.")
    for made_for, events in rosters:
        for event in events:
            calendar.add_component(_component(made_for, event))
    content: bytes = calendar.to_ical()
    return content


def area_feed_over(rosters: Sequence[tuple[Department, Iterable[DutyEvent]]], area: Area) -> bytes:
    """The calendar of an area, in which everybody who works there is told by name; else as `feed_over`."""
    place = area.name or area.id
    calendar = _calendar(rosters[-1][0], place, f"Who works in {_line(place)}.")
    for made_for, events in rosters:
        for event in events:
            component = _component(made_for, event)
            somebody = made_for.person_by_id[event.person]
            component["SUMMARY"] = vText(f"{_line(somebody.label)}: {component['SUMMARY']}")
            calendar.add_component(component)
    content: bytes = calendar.to_ical()
    return content


def open_feed_over(rosters: Sequence[tuple[Department, Iterable[OpenEvent]]], area: Area | None) -> bytes:
    """The calendar of what is open in an area, or in the department: nobody is busy by it; else as `feed_over`."""
    place = "all areas" if area is None else area.name or area.id
    calendar = _calendar(rosters[-1][0], f"Open shifts: {place}", f"Duties that are open in {_line(place)}.")
    for made_for, events in rosters:
        for event in events:
            component = _component(made_for, event)
            component["SUMMARY"] = vText(f"Open: {component['SUMMARY']}")
            component["TRANSP"] = vText(TRANSP.TRANSPARENT)
            component["DESCRIPTION"] = vText("\n".join([_description(made_for, event), *_wanted(event)]))
            calendar.add_component(component)
    content: bytes = calendar.to_ical()
    return content


def _wanted(event: OpenEvent) -> Iterable[str]:
    if event.minutes:
        yield f"Somebody on it fills {duration(event.minutes)} of least cover that are missing."
    if event.people is not None:
        yield f"{event.people} {'person is' if event.people == 1 else 'people are'} wanted."
    if event.note:
        yield _line(event.note)


def _calendar(department: Department, whose: str, about: str) -> Calendar:
    """A calendar without events, that asks to be fetched again every hour."""
    calendar = Calendar.new(
        prodid=_PRODID,
        method="PUBLISH",
        name=f"{_line(whose)} · {_line(department.name or department.id)}",
        description=f"{about} Times are shown in your calendar's zone.",
    )
    # icalendar 7.3 gives each calendar a random UID; vdirsyncer then takes the whole file for one event.
    del calendar["UID"]
    calendar.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    return calendar


def _component(department: Department, event: DutyEvent) -> Event:
    shift, area = department.shift_by_id[event.shift], department.area_by_id[event.area]
    place = _line(area.name or area.id)
    on_call = shift.kind is ShiftKind.CALL
    # Some clients show an event without looking at its status.
    cancelled = "Cancelled: " if event.cancelled else ""
    return Event.new(
        uid=event.uid,
        stamp=event.made_at,
        last_modified=event.made_at,
        sequence=event.sequence,
        start=event.start,
        end=event.end,
        summary=f"{cancelled}On call: {place}" if on_call else f"{cancelled}{place} {_line(shift.id)}",
        description=_description(department, event),
        location=_line(area.location) or None,
        categories=[name for name in (_line(area.modality), "call" if on_call else "duty") if name],
        status=STATUS.CANCELLED if event.cancelled else STATUS.CONFIRMED,
        transparency=TRANSP.OPAQUE,
    )


def _description(department: Department, event: DutyEvent) -> str:
    shift, zone = department.shift_by_id[event.shift], department.horizon.tz
    start, end = event.start.astimezone(zone), event.end.astimezone(zone)
    lasts = int((event.end - event.start).total_seconds()) // 60
    place = department.area_by_id[event.area].name or event.area
    lines = [
        f"{_line(shift.name or shift.id)} in {_line(place)}",
        f"{start:%a %Y-%m-%d %H:%M} to {end:%a %Y-%m-%d %H:%M} ({department.horizon.zone})",
        f"Lasts {duration(lasts)}" + (_clock_change(start, end) if lasts != shift.length else "") + ".",
    ]
    return "\n".join(lines)


def _clock_change(start: dt.datetime, end: dt.datetime) -> str:
    """The reason why a night is longer or shorter than its clock times say."""
    shift = (end.utcoffset() or dt.timedelta()) - (start.utcoffset() or dt.timedelta())
    return f": clocks go {'forward' if shift > dt.timedelta() else 'back'} during it"


def _line(text: str) -> str:
    return plain(text)[:_LONGEST]
