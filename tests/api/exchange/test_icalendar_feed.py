import datetime as dt
import re

import pytest
from icalendar import Calendar

from api.exchange.event_ledger import next_ledger
from api.exchange.icalendar_feed import feed
from models.calendar import Horizon
from models.demand import Area
from models.department import Department
from models.requests import Assignment
from models.roster import Roster
from models.shifts import ShiftKind, ShiftType
from models.staff import Contract, Person

MADE_AT = dt.datetime(2026, 2, 1, 9, 30, 15, 250_000, tzinfo=dt.UTC)
NIGHT = ShiftType(id="N8", name="Night", start=1380, end=420, next_day=True)
CALL = ShiftType(id="CALL", start=1020, end=420, next_day=True, kind=ShiftKind.CALL)


def department(*, start: dt.date, name: str = "Ann Lee", night: ShiftType = NIGHT) -> Department:
    return Department(
        id="dep",
        name="Imaging",
        horizon=Horizon(start=start, days=3, zone="America/Chicago"),
        shifts=(night, CALL),
        areas=(Area(id="CT", name="CT main", modality="CT", location="Level 1", shifts=("N8", "CALL")),),
        contracts=(Contract(id="full"),),
        staff=(Person(id="ann", name=name, contract="full"),),
    )


def roster_of(place: Department, *duties: tuple[dt.date, str]) -> Roster:
    assignments = tuple(Assignment(person="ann", date=date, shift=shift, area="CT") for date, shift in duties)
    horizon = place.horizon
    return Roster(department="dep", start=horizon.start, days=horizon.days, assignments=assignments)


def calendar_of(place: Department, *duties: tuple[dt.date, str]) -> bytes:
    ledger = next_ledger(place, roster_of(place, *duties), made_at=MADE_AT)
    return feed(place, place.staff[0], ledger.of("ann"))


@pytest.mark.parametrize(
    ("date", "start", "end", "lasts"),
    [
        (
            dt.date(2027, 3, 13),
            "20270314T050000Z",
            "20270314T120000Z",
            "Lasts 7 h: clocks go forward during it.",
        ),
        (dt.date(2027, 3, 14), "20270315T040000Z", "20270315T120000Z", "Lasts 8 h."),
        (
            dt.date(2026, 10, 31),
            "20261101T040000Z",
            "20261101T130000Z",
            "Lasts 9 h: clocks go back during it.",
        ),
    ],
)
def test_a_night_over_a_clock_change_keeps_its_clock_times_and_says_how_long_it_lasts(
    date: dt.date, start: str, end: str, lasts: str
) -> None:
    text = calendar_of(department(start=date), (date, "N8")).decode().replace("\r\n ", "")
    assert f"DTSTART:{start}" in text
    assert f"DTEND:{end}" in text
    assert lasts in text
    assert re.search(r"23:00 to \w+ \d+-\d+-\d+ 07:00 \(America/Chicago\)", text)


def test_a_start_in_the_repeated_hour_is_told_apart_from_the_hour_before() -> None:
    date = dt.date(2026, 11, 1)
    night = NIGHT.model_copy(update={"start": 90, "end": 420, "next_day": False})
    text = calendar_of(department(start=date, night=night), (date, "N8")).decode()
    assert "DTSTART:20261101T063000Z" in text
    assert "Lasts 6 h 30 min: clocks go back during it." in text.replace("\r\n ", "")


def test_no_calendar_wide_uid_lets_a_client_merge_the_events() -> None:
    date = dt.date(2026, 3, 2)
    content = calendar_of(department(start=date), (date, "N8"), (date + dt.timedelta(days=2), "CALL"))
    calendar = Calendar.from_ical(content)
    assert "UID" not in calendar
    assert len({str(event["UID"]) for event in calendar.events}) == 2


def test_the_refresh_interval_carries_the_value_parameter_that_rfc_7986_demands() -> None:
    date = dt.date(2026, 3, 2)
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n" in calendar_of(department(start=date))


def test_there_are_no_zone_tables_no_floating_and_no_recurring_times() -> None:
    date = dt.date(2026, 3, 2)
    text = calendar_of(department(start=date), (date, "N8")).decode()
    for unwanted in ("VTIMEZONE", "TZID", "RRULE", "RDATE"):
        assert unwanted not in text
    assert text.count("DTSTAMP:20260201T093015Z\r\n") == 1


def test_the_same_input_gives_the_same_bytes() -> None:
    date = dt.date(2026, 3, 2)
    first, second = (calendar_of(department(start=date), (date, "N8"), (date, "N8")) for _ in range(2))
    assert first == second


def test_call_says_so_and_work_says_where() -> None:
    date = dt.date(2026, 3, 2)
    place = department(start=date)
    content = calendar_of(place, (date, "N8"), (date + dt.timedelta(days=1), "CALL"))
    work, call = sorted(Calendar.from_ical(content).events, key=lambda event: event.start)
    assert str(work["SUMMARY"]) == "CT main N8"
    assert str(work["LOCATION"]) == "Level 1"
    assert work.categories == ["CT", "duty"]
    assert str(call["SUMMARY"]) == "On call: CT main"
    assert call.categories == ["CT", "call"]


def test_a_cancelled_duty_says_so_in_status_and_words() -> None:
    place = department(start=dt.date(2026, 3, 2))
    roster = roster_of(place, (dt.date(2026, 3, 2), "N8"))
    before = next_ledger(place, roster, made_at=MADE_AT)
    after = next_ledger(place, roster_of(place), made_at=MADE_AT + dt.timedelta(days=1), earlier=before)
    (event,) = Calendar.from_ical(feed(place, place.staff[0], after.of("ann"))).events
    assert str(event["STATUS"]) == "CANCELLED"
    assert str(event["SUMMARY"]) == "Cancelled: CT main N8"
    assert event["SEQUENCE"] == 1


@pytest.mark.parametrize(
    "name",
    [
        "Eve\r\nBEGIN:VEVENT\r\nSUMMARY:forged\r\nEND:VEVENT",
        'Eve\u2028\u2029\x00\x1b[31m;,:\\"',
        "\u202eevE\u2066",
        "\u00e9\U0001f9d1\u200d\u2695\ufe0f" * 60,
        "E" * 100_000,
    ],
)
def test_a_hostile_name_forges_nothing_and_breaks_nothing(name: str) -> None:
    date = dt.date(2026, 3, 2)
    content = calendar_of(department(start=date, name=name), (date, "N8"))
    calendar = Calendar.from_ical(content)
    assert len(calendar.events) == 1
    assert content.count(b"\r\nBEGIN:VEVENT\r\n") == 1
    assert not set(str(calendar["NAME"])) & set("\r\n\u2028\u2029\x00\x1b\u202e\u2066")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
