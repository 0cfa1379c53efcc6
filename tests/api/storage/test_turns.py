"""Threads take turns in the order in which they came, and none waits longer than it wants to."""

import threading
import time

import pytest

from api.storage.turns import Turns


def waiting(turns: Turns, order: list[int], number: int) -> threading.Thread:
    """A thread that waits for its turn by now."""

    def take() -> None:
        with turns.turn(60):
            order.append(number)

    thread, before = threading.Thread(target=take), len(turns._waiting)
    thread.start()
    while len(turns._waiting) == before:
        time.sleep(0.001)
    return thread


def test_first_come_first_served() -> None:
    turns, order = Turns(), list[int]()
    with turns.turn(1):
        threads = [waiting(turns, order, number) for number in range(5)]
        assert order == []
    for thread in threads:
        thread.join()
    assert order == [0, 1, 2, 3, 4]


def test_whoever_has_waited_long_enough_is_told_and_forgotten() -> None:
    turns = Turns()
    with turns.turn(1), pytest.raises(TimeoutError, match=r"others wrote for 0\.01 s"), turns.turn(0.01):
        raise AssertionError
    with turns.turn(0.01):
        pass


def test_a_turn_ends_with_an_error_too() -> None:
    turns = Turns()
    with pytest.raises(ValueError, match="broken"), turns.turn(1):
        raise ValueError("broken")
    with turns.turn(0.01):
        pass
