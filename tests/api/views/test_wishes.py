import datetime as dt

import pytest

from api.views.wishes import wish_states
from fixtures import showcase
from models.requests import Assignment, Wish, WishKind
from models.roster import Roster

PLACE = showcase.department(people=2, areas=2, days=2)
START = PLACE.horizon.start
ROSTER = Roster(
    department=PLACE.id,
    start=START,
    days=2,
    assignments=(Assignment(person="p000", date=START, shift="D8", area="XR"),),
)


@pytest.mark.parametrize(
    ("day", "kind", "shift", "area", "granted"),
    [
        (0, WishKind.ON, None, None, True),
        (0, WishKind.ON, "D8", "XR", True),
        (0, WishKind.ON, "E8", None, False),
        (0, WishKind.OFF, None, None, False),
        (0, WishKind.OFF, "E8", None, True),
        (0, WishKind.OFF, "D8", "CT", True),
        (1, WishKind.OFF, None, None, True),
        (1, WishKind.ON, None, None, False),
    ],
)
def test_a_wish_is_granted_when_the_day_is_as_wished(
    day: int, kind: WishKind, shift: str | None, area: str | None, *, granted: bool
) -> None:
    wish = Wish(person="p000", date=START + dt.timedelta(days=day), kind=kind, shift=shift, area=area)
    (state,) = wish_states(PLACE.model_copy(update={"wishes": (wish,)}), ROSTER)
    assert state.granted is granted


def test_wishes_for_other_months_are_left_out() -> None:
    wish = Wish(person="p000", date=START + dt.timedelta(days=2), kind=WishKind.OFF)
    assert wish_states(PLACE.model_copy(update={"wishes": (wish,)}), ROSTER) == ()
