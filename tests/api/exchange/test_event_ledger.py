import datetime as dt

import pytest

from api.exchange.event_ledger import DutyEvent, Ledger, next_ledger
from models.calendar import Horizon
from models.demand import Area
from models.department import Department
from models.errors import InputError
from models.requests import Assignment
from models.roster import Roster
from models.shifts import ShiftType
from models.staff import Contract, Person

START = dt.date(2026, 3, 2)
FIRST, SECOND, THIRD = (dt.datetime(2026, 2, day, tzinfo=dt.UTC) for day in (1, 8, 15))
PLACE = Department(
    id="dep",
    horizon=Horizon(start=START, days=7, zone="America/Chicago"),
    shifts=(ShiftType(id="D", start=420, end=900), ShiftType(id="E", start=900, end=1380)),
    areas=(Area(id="CT", shifts=("D", "E")), Area(id="MR", shifts=("D", "E"))),
    contracts=(Contract(id="full"),),
    staff=(Person(id="ann", contract="full"), Person(id="bo", contract="full")),
)


def roster(*duties: tuple[str, int, str]) -> Roster:
    assignments = tuple(
        Assignment(person=person, date=START + dt.timedelta(days=day), shift=shift, area="CT")
        for person, day, shift in duties
    )
    return Roster(department="dep", start=START, days=7, assignments=assignments)


def publish(*versions: tuple[dt.datetime, Roster]) -> Ledger:
    ledger = None
    for made_at, version in versions:
        ledger = next_ledger(PLACE, version, made_at=made_at, earlier=ledger)
    assert ledger is not None
    return ledger


def only(ledger: Ledger, person: str) -> DutyEvent:
    (event,) = ledger.of(person)
    return event


def test_a_duty_that_stays_keeps_every_byte_of_its_event() -> None:
    before = publish((FIRST, roster(("ann", 0, "D"))))
    after = publish((FIRST, roster(("ann", 0, "D"))), (SECOND, roster(("ann", 0, "D"), ("bo", 1, "D"))))
    assert only(after, "ann") == only(before, "ann")
    assert only(after, "bo").made_at == SECOND


def test_a_duty_that_changes_on_its_day_updates_its_event() -> None:
    before = only(publish((FIRST, roster(("ann", 0, "D")))), "ann")
    after = only(publish((FIRST, roster(("ann", 0, "D"))), (SECOND, roster(("ann", 0, "E")))), "ann")
    assert (after.uid, after.sequence, after.made_at) == (before.uid, 1, SECOND)
    assert after.start - before.start == dt.timedelta(hours=8)


def test_a_duty_that_moves_to_another_day_updates_its_event() -> None:
    before = only(publish((FIRST, roster(("ann", 0, "D")))), "ann")
    after = only(publish((FIRST, roster(("ann", 0, "D"))), (SECOND, roster(("ann", 3, "D")))), "ann")
    assert (after.uid, after.sequence, after.date) == (before.uid, 1, START + dt.timedelta(days=3))


def test_a_swap_between_two_people_updates_one_event_in_each_calendar() -> None:
    first = roster(("ann", 0, "D"), ("bo", 4, "E"))
    before = publish((FIRST, first))
    after = publish((FIRST, first), (SECOND, roster(("bo", 0, "D"), ("ann", 4, "E"))))
    for person, day in (("ann", 4), ("bo", 0)):
        assert only(after, person).uid == only(before, person).uid
        assert only(after, person).date == START + dt.timedelta(days=day)
        assert only(after, person).sequence == 1


def test_a_duty_that_goes_stays_as_a_cancelled_event_and_is_cancelled_once() -> None:
    versions = ((FIRST, roster(("ann", 0, "D"))), (SECOND, roster()), (THIRD, roster()))
    event = only(publish(*versions), "ann")
    assert (event.cancelled, event.sequence, event.made_at) == (True, 1, SECOND)


def test_a_cancelled_duty_that_comes_back_is_the_same_event_again() -> None:
    versions = ((FIRST, roster(("ann", 0, "D"))), (SECOND, roster()), (THIRD, roster(("ann", 0, "D"))))
    first, event = only(publish(versions[0]), "ann"), only(publish(*versions), "ann")
    assert (event.uid, event.cancelled, event.sequence, event.made_at) == (first.uid, False, 2, THIRD)


def test_a_uid_is_never_given_to_a_second_event() -> None:
    moved = (SECOND, roster(("ann", 3, "D")))
    back = (THIRD, roster(("ann", 0, "E"), ("ann", 3, "D")))
    ledger = publish((FIRST, roster(("ann", 0, "D"))), moved, back)
    events = ledger.of("ann")
    assert len({event.uid for event in events}) == len(events) == 2
    assert sorted(event.sequence for event in events) == [0, 1]


def test_the_ledger_survives_its_json() -> None:
    ledger = publish((FIRST, roster(("ann", 0, "D"), ("bo", 2, "E"))))
    read = Ledger.model_validate_json(ledger.model_dump_json())
    again = next_ledger(PLACE, roster(("ann", 0, "D"), ("bo", 2, "E")), made_at=SECOND, earlier=read)
    assert again.model_dump_json() == ledger.model_dump_json()


def test_a_ledger_of_another_department_is_refused_by_name() -> None:
    ledger = publish((FIRST, roster())).model_copy(update={"department": "other"})
    with pytest.raises(InputError, match="'other', not 'dep'"):
        next_ledger(PLACE, roster(), made_at=SECOND, earlier=ledger)


def test_events_of_days_outside_the_roster_are_let_go() -> None:
    ledger = publish((FIRST, roster(("ann", 0, "D"))))
    later = roster().model_copy(update={"start": START + dt.timedelta(days=7)})
    assert next_ledger(PLACE, later, made_at=SECOND, earlier=ledger).events == ()
