"""Rehearsals: origins, what was known then, sums of series."""

from dataclasses import dataclass

import numpy as np

from fixtures.series import history
from scheduler.forecast.history import History
from scheduler.forecast.rehearsal import added_up, rehearse
from scheduler.forecast.volumes import Floats


@dataclass(frozen=True)
class LastValue:
    """Says the last known count, so that an answer tells what was known."""

    name: str = "last_value"
    member: bool = False

    def means(self, history: History, days: int) -> Floats:
        return np.full(days, history.counts[-1])


def test_origins_are_a_week_apart_and_end_a_week_ago() -> None:
    made = rehearse(LastValue(), history(np.arange(100.0)), 14, weeks=4)
    assert made.origins.tolist() == [72, 79, 86, 93]
    assert made.targets[0].tolist() == list(range(72, 86))


def test_each_knows_the_eve_of_its_origin_and_no_more() -> None:
    made = rehearse(LastValue(), history(np.arange(100.0)), 14, weeks=4)
    assert made.means[:, 0].tolist() == [71.0, 78.0, 85.0, 92.0]
    assert made.errors[0].tolist() == list(np.arange(1.0, 15.0))


def test_what_has_not_come_yet_is_not_known() -> None:
    made = rehearse(LastValue(), history(np.arange(100.0)), 14, weeks=1)
    assert made.known[0].tolist() == [True] * 7 + [False] * 7


def test_a_short_history_has_fewer_origins() -> None:
    assert rehearse(LastValue(), history(np.arange(40.0)), 14).origins.tolist() == [33]
    assert rehearse(LastValue(), history(np.arange(30.0)), 14).means.shape == (0, 14)


def test_a_sum_has_the_origins_that_all_parts_have() -> None:
    long, short = history(np.full(100, 10.0)), history(np.full(50, 1.0))
    made = added_up([rehearse(LastValue(), one, 7) for one in (long, short)], short.days)
    assert made.origins.tolist() == [29, 36, 43]
    assert made.means.tolist() == [[11.0] * 7] * 3
    assert (made.counts == 11.0).all()


def test_nothing_is_learned_from_a_time_when_all_was_shut_down() -> None:
    exams = np.full(100, 20.0)
    exams[60:90] = 0
    made = rehearse(LastValue(), history(exams), 7, weeks=7)
    assert made.origins.tolist() == [51, 58, 65, 72, 79, 86, 93]
    assert made.known.sum(axis=1).tolist() == [7, 2, 0, 0, 0, 0, 7]
