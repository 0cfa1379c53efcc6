"""Erlang C against worked figures of the reference department's seven areas at their busiest hour."""

import pytest

from models.errors import InputError
from scheduler.forecast.erlang import chance_to_wait, mean_wait, servers_for_wait

VECTORS = [
    # load, servers, minutes per exam, chance to wait, mean wait in minutes
    (4.44, 6, 18, 0.4037, 4.66),
    (4.44, 5, 18, 0.7359, 23.65),
    (7.38, 9, 15, 0.4775, 4.42),
    (2.75, 3, 40, 0.8467, 135.0),
    (5.71, 7, 35, 0.5195, 14.1),
]


@pytest.mark.parametrize(("load", "servers", "minutes", "chance", "wait"), VECTORS)
def test_worked_figures(load: float, servers: int, minutes: float, chance: float, wait: float) -> None:
    assert chance_to_wait(load, servers) == pytest.approx(chance, abs=5e-5)
    assert mean_wait(load, servers, minutes) == pytest.approx(wait, rel=5e-3)


def test_one_server_waits_as_often_as_it_is_busy() -> None:
    assert chance_to_wait(0.3, 1) == pytest.approx(0.3)
    assert mean_wait(0.3, 1, 10) == pytest.approx(0.3 * 10 / 0.7)


def test_too_few_servers_never_catch_up() -> None:
    assert chance_to_wait(3.0, 3) == 1.0
    assert mean_wait(3.0, 3, 10) == float("inf")


def test_no_load_needs_nobody() -> None:
    assert (chance_to_wait(0, 0), mean_wait(0, 0, 10), servers_for_wait(0, 10, 5)) == (0.0, 0.0, 0)


@pytest.mark.parametrize(("load", "servers", "minutes", "wait"), [(a, s, m, w) for a, s, m, _, w in VECTORS])
def test_the_fewest_servers_for_a_wait_are_just_enough(load: float, servers: int, minutes: float, wait: float) -> None:
    assert servers_for_wait(load, minutes, wait * 1.01) == servers
    assert servers_for_wait(load, minutes, wait * 0.99) == servers + 1


def test_no_wait_at_all_cannot_be_promised() -> None:
    with pytest.raises(InputError, match="cannot be promised"):
        servers_for_wait(2.0, 18, 0)
