import datetime as dt

import numpy as np
import pytest

from api.views.coverage import AreaCover, State, area_covers, need_rows, standing
from fixtures import showcase
from models.demand import ShiftNeed
from models.requests import Assignment
from models.roster import Roster


def cover(present: int, minimum: int, target: int, *, lasts: int = 60) -> AreaCover:
    return AreaCover("CT", *(np.full((1, 24), number) for number in (present, minimum, target, lasts)))


@pytest.mark.parametrize(
    ("there", "minimum", "target", "state"),
    [
        (0, 1, 2, State.HOLE),
        (1, 1, 2, State.SHORT),
        (2, 1, 2, State.MET),
        (3, 1, 2, State.OVER),
        (1, 0, 0, State.OVER),
        (0, 0, 0, State.IDLE),
    ],
)
def test_the_state_of_an_hour(there: int, minimum: int, target: int, state: State) -> None:
    assert standing(there, minimum, target) is state
    assert cover(there, minimum, target).state(0, 12) is state


def test_missing_people_are_counted_once_below_the_minimum_and_once_up_to_the_target() -> None:
    one = cover(1, 2, 5)
    assert (one.missing[0, 0], one.short[0, 0]) == (60, 180)


def test_an_hour_that_a_clock_change_skips_lacks_nobody() -> None:
    skipped = cover(0, 1, 1, lasts=0)
    assert skipped.state(0, 2) is State.IDLE
    assert skipped.missing.sum() == 0


def test_the_holes_shown_are_the_holes_that_the_checker_finds() -> None:
    place = showcase.department(people=28, areas=4)
    result = showcase.result(place)
    assert result.roster is not None
    assert result.verdict is not None
    shown = sum(int(one.missing.sum()) for one in area_covers(place, result.roster))
    assert shown == result.verdict.holes > 0


def test_needs_by_the_duty_count_who_is_on_it() -> None:
    place = showcase.department(people=4, areas=2, days=2)
    start = place.horizon.start
    needs = (
        ShiftNeed(area="CT", shift="D8", date=start, minimum=1, target=2),
        ShiftNeed(area="CT", shift="D8", date=start + dt.timedelta(days=1), target=0),
    )
    duty = Assignment(person="p001", date=start, shift="D8", area="CT")
    roster = Roster(department=place.id, start=start, days=2, assignments=(duty,))
    (row,) = need_rows(place.model_copy(update={"shift_needs": needs}), roster)
    assert (row.area, row.shift) == ("CT", "D8")
    assert [cell.state if cell else None for cell in row.cells] == [State.SHORT, State.IDLE]
