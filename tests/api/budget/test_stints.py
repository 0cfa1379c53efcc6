"""What a roster means for payroll: stints of work and of waiting."""

import datetime as dt

from api.budget.payroll import pay
from api.budget.stints import stints_of
from fixtures.builders import AUTUMN_NIGHT, CHICAGO, department, item, person, roster, shift
from models.budget import PayRules
from models.pay import PayCode, StintKind
from scheduler.verify import verify

THEN_CALL = shift("DC", "07:00-15:30", unpaid_minutes=30, call_minutes=900)
PLACE = department(
    item("labour_cost", price=0),
    people=(person("ann", hourly_cents=3000),), shifts=(THEN_CALL,), pay=PayRules(standby_cents_per_hour=450),
)  # fmt: skip
ROSTER = roster(PLACE, {"ann": "DC"})


def test_a_shift_and_the_call_after_it_are_two_stints_one_behind_the_other() -> None:
    work, call = stints_of(PLACE, ROSTER)
    assert (work.kind, call.kind) == (StintKind.WORK, StintKind.STANDBY)
    assert work.ends == call.starts
    assert (work.worked, work.elapsed, call.worked, call.elapsed) == (480, 510, 0, 900)
    assert (call.person, call.date, call.area, call.shift) == (work.person, work.date, work.area, work.shift)


def test_payroll_pays_both_what_the_cost_term_pays() -> None:
    cents = {line.code: line.cents for line in pay(PLACE, stints_of(PLACE, ROSTER))}
    assert cents == {PayCode.REGULAR: 24000, PayCode.STANDBY: 6750}
    assert verify(PLACE, ROSTER).cost == 30750


def test_call_over_a_clock_change_lasts_an_hour_longer() -> None:
    place = department(start=AUTUMN_NIGHT, zone=CHICAGO, shifts=(THEN_CALL,))
    *_, call = stints_of(place, roster(place, {"ann": "DC"}))
    assert call.ends - call.starts == dt.timedelta(hours=16)
