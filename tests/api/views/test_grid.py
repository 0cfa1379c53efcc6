import datetime as dt

from api.views.grid import Mark, Totals, board
from fixtures import showcase
from models.policy import Level
from models.requests import Assignment, TimeOff, TimeOffStatus
from models.roster import Roster, Violation

PLACE = showcase.department(people=4, areas=2, days=28)
START = PLACE.horizon.start


def roster(*duties: tuple[str, int, str, str]) -> Roster:
    assignments = tuple(
        Assignment(person=person, date=START + dt.timedelta(days=day), shift=shift, area=area)
        for person, day, shift, area in duties
    )
    return Roster(department=PLACE.id, start=START, days=28, assignments=assignments)


def test_staff_stand_under_their_home_area_in_the_departments_order() -> None:
    groups = board(PLACE, roster()).groups
    assert [(group.label, [row.person.id for row in group.rows]) for group in groups] == [
        ("X-ray", ["p000", "p002"]),
        ("CT", ["p001", "p003"]),
    ]


def test_a_department_without_home_areas_is_one_group() -> None:
    staff = tuple(person.model_copy(update={"home_area": None}) for person in PLACE.staff)
    (group,) = board(PLACE.model_copy(update={"staff": staff}), roster()).groups
    assert (group.label, len(group.rows)) == ("Staff", 4)


def test_totals_count_what_is_worked_and_nights_over_the_clock_change_as_they_last() -> None:
    # Day 19 is Saturday 31 October 2026: clocks go back that night.
    duties = (("p000", 19, "N12", "XR"), ("p000", 21, "D8", "CT"), ("p000", 22, "CALL_N", "XR"))
    row = board(PLACE, roster(*duties)).groups[0].rows[0]
    assert row.totals == Totals(minutes=780 + 480, duties=2, nights=1, weekend_days=1, calls=1)
    assert [cell.away for cell in row.cells if cell.shift] == [False, True, False]


def test_private_time_off_is_only_time_off_and_requests_do_not_show() -> None:
    def leave(person: str, status: TimeOffStatus, *, private: bool) -> TimeOff:
        return TimeOff(person=person, start=START, end=START, kind="fmla", status=status, private=private)

    listed = (
        leave("p000", TimeOffStatus.APPROVED, private=True),
        leave("p002", TimeOffStatus.APPROVED, private=False),
        leave("p001", TimeOffStatus.REQUESTED, private=False),
    )
    groups = board(PLACE.model_copy(update={"time_off": listed}), roster()).groups
    shown = {row.person.id: row.cells[0].time_off for group in groups for row in group.rows}
    assert shown == {"p000": "time off", "p002": "fmla", "p001": None, "p003": None}


def test_violations_and_changes_mark_their_cells() -> None:
    def miss(level: Level, day: int) -> Violation:
        date = START + dt.timedelta(days=day)
        return Violation(item="x", family="rest", level=level, message="m", person="p000", date=date)

    published = roster(("p000", 2, "D8", "XR")).assignments
    place = PLACE.model_copy(update={"published": published})
    found = board(place, roster(), [miss(Level.HARD, 0), miss(Level.PRICED, 0), miss(Level.PRICED, 1)])
    cells = found.groups[0].rows[0].cells
    assert [cell.marks for cell in cells[:4]] == [
        frozenset({Mark.HARD, Mark.PRICED}),
        frozenset({Mark.PRICED}),
        frozenset({Mark.CHANGED}),
        frozenset(),
    ]


def test_days_know_weekends_and_holidays() -> None:
    days = board(PLACE, roster()).days
    assert [day.date.day for day in days if day.holiday] == [19]
    assert [day.date.day for day in days if day.weekend][:2] == [17, 18]
