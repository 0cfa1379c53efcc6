"""Coverage curves: what they say, and what they refuse."""

import datetime as dt

import pytest
from pydantic import ValidationError

from models.demand import HOURS, CoverageDay

DAY = {"area": "CT", "date": dt.date(2026, 6, 1), "minimum": (0,) * HOURS, "target": (2,) * HOURS}


def test_the_target_is_enough_unless_more_is_ample() -> None:
    assert CoverageDay.model_validate(DAY).enough == (2,) * HOURS
    assert CoverageDay.model_validate({**DAY, "ample": (3,) * HOURS}).enough == (3,) * HOURS


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"ample": (1,) * HOURS}, "at 00:00: the target 2 exceeds ample 1"),
        ({"short_cost": ((60,),)}, "given for 1 hours, not 24"),
        ({"short_cost": ((),) * 23 + ((120, 60),)}, "at 23:00: short_cost falls: 120, 60 cents"),
        ({"short_cost": ((61,),) * HOURS}, "multiple of 60"),
        ({"minimum": (3,) * HOURS}, "at 00:00: the minimum 3 exceeds the target 2"),
    ],
)
def test_what_cannot_be_is_refused_with_its_hour(fields: dict[str, object], problem: str) -> None:
    with pytest.raises(ValidationError, match=problem):
        CoverageDay.model_validate({**DAY, **fields})
