"""Sheets to post: an area and a week each, everybody who works there, and nothing that is private."""

import datetime as dt

from api.views.palette import DayPart
from api.views.posting import AWAY, Entry, Sheet, sheets
from fixtures.builders import MONDAY, D, N, area, department, leave, person, roster
from models.department import Department
from models.requests import TimeOff


def place(*time_off: TimeOff, start: dt.date = MONDAY, days: int = 7) -> Department:
    staff = (person("ann", home_area="CT"), person("bo", home_area="MR"), person("cy"))
    areas = (area("CT", D, N), area("MR", D))
    return department(start=start, days=days, people=staff, shifts=(D, N), areas=areas, time_off=time_off)


def names(sheet: Sheet) -> list[tuple[str, bool]]:
    return [(line.name, line.visits) for line in sheet.lines]


def test_each_area_and_calendar_week_has_a_sheet() -> None:
    made = place(start=MONDAY + dt.timedelta(days=3), days=13)
    found = sheets(made, roster(made, {}))
    assert [(one.area, one.week, len(one.days)) for one in found] == [
        (group, week, days)
        for week, days in (("4 Jun – 7 Jun 2026", 4), ("8 Jun – 14 Jun 2026", 7), ("15 Jun – 16 Jun 2026", 2))
        for group in ("CT", "MR", "Staff without a home area")
    ]
    assert [(day.name, day.quiet) for day in found[0].days[1:3]] == [("Fri 5 Jun", False), ("Sat 6 Jun", True)]


def test_duties_say_when_and_where_they_are() -> None:
    made = place()
    ct, mr, _ = sheets(made, roster(made, {"ann": "N@CT D@MR", "bo": ". D@CT D@MR"}))
    assert names(ct) == [("ann", False), ("bo", True)]
    night, day = Entry(text="N", part=DayPart.NIGHT), Entry(text="D", part=DayPart.DAY)
    day_elsewhere = day.model_copy(update={"place": "MR"})
    assert ct.lines[0].entries[:3] == (night, day_elsewhere, Entry())
    assert ct.lines[1].entries[:3] == (Entry(), day, day_elsewhere)
    assert ct.here == (1, 1, 0, 0, 0, 0, 0)
    assert names(mr) == [("bo", False), ("ann", True)]
    assert [(key.shift, key.means, key.part) for key in ct.keys] == [
        ("D", "07:00–15:00", DayPart.DAY), ("N", "23:00–07:00 next day", DayPart.NIGHT),
    ]  # fmt: skip


def test_time_off_has_no_kind_on_a_wall() -> None:
    made = place(leave("ann", 0, kind="bereavement"))
    found = sheets(made, roster(made, {}))
    assert found[0].lines[0].entries[0] == Entry(text=AWAY)
    assert not any("bereavement" in one.model_dump_json() for one in found)
