"""When a message is tried again: later and later, never all at once, and not for ever."""

import datetime as dt

from api.webhooks.schedule import DELAYS, JITTER, LONGEST_WISH, delay


def test_each_delay_is_the_planned_one_give_or_take_a_fifth() -> None:
    for attempts, planned in enumerate(DELAYS, 1):
        found = [delay(attempts) for _ in range(50)]
        assert all(one is not None and abs(one - planned) <= planned * JITTER for one in found)
        assert len(set(found)) > 1, "many messages would come back at the same moment"


def test_nothing_is_tried_after_nearly_three_days() -> None:
    assert delay(len(DELAYS) + 1) is None
    assert dt.timedelta(days=2) < sum(DELAYS, dt.timedelta()) < dt.timedelta(days=3)


def test_a_receivers_wish_is_heeded_within_a_day() -> None:
    assert delay(1, 600) == dt.timedelta(minutes=10)
    assert delay(1, 999_999) == LONGEST_WISH
    assert (delay(5, 1) or dt.timedelta()) > dt.timedelta(minutes=20), "a wish makes nothing earlier"
