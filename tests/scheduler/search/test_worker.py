"""A worker tells its supervisor the best it has, and does not drown it in rosters that are replaced at once."""

from multiprocessing import Pipe
from multiprocessing.connection import Connection

import pytest

from scheduler.case import Case
from scheduler.search.blackboard import Blackboard
from scheduler.search.wire import receive, unpack
from scheduler.search.worker import ELSEWHERE, PipeLink
from tests.scheduler.search.boards import PLENTY, Clock, grid, ward

CASE = Case.of(ward())


@pytest.fixture
def ends() -> tuple[Connection, Connection]:
    """(the supervisor's, the worker's) end of a pipe."""
    return Pipe()


def board_with(link: PipeLink, clock: Clock) -> Blackboard:
    return Blackboard(CASE, deadline=PLENTY, link=link, began=0.0, now=clock)


def told(connection: Connection) -> list[str]:
    found = []
    while (message := receive(connection)) is not None:
        found.append(message["source"] if message["kind"] == "roster" else message["kind"])
    return found


ROSTERS = [grid(CASE, *lines) for lines in ((". . .", ". . ."), ("D . .", ". . ."), (". . D", "D . ."))]


def test_the_first_roster_goes_out_at_once(ends: tuple[Connection, Connection]) -> None:
    ours, theirs = ends
    board_with(PipeLink(theirs, pause=60.0), Clock()).offer(ROSTERS[0], "first")
    assert told(ours) == ["first"]


def test_of_rosters_in_quick_succession_the_last_one_is_told_with_the_next_bound(
    ends: tuple[Connection, Connection],
) -> None:
    ours, theirs = ends
    board = board_with(PipeLink(theirs, pause=60.0), Clock())
    for number, roster in enumerate(ROSTERS):
        assert board.offer(roster, f"number {number}")
    assert told(ours) == ["number 0"]
    board.offer_bound(1.0, "proof")
    assert told(ours) == ["number 2", "bound"]


def test_what_is_held_back_is_told_before_the_time_is_up(ends: tuple[Connection, Connection]) -> None:
    ours, theirs = ends
    clock = Clock()
    board = board_with(PipeLink(theirs, pause=5.0), clock)
    for number, roster in enumerate(ROSTERS):
        board.offer(roster, f"number {number}")
    assert not board.done
    assert told(ours) == ["number 0"]
    clock.time = PLENTY - 6.0
    assert not board.done
    message = receive(ours)
    assert message is not None
    assert (unpack(message["grid"]) == ROSTERS[2]).all()


def test_a_roster_from_elsewhere_is_not_sent_back_and_replaces_what_is_held(
    ends: tuple[Connection, Connection],
) -> None:
    ours, theirs = ends
    link = PipeLink(theirs, pause=60.0)
    board = board_with(link, Clock())
    board.offer(ROSTERS[0], "own")
    board.offer(ROSTERS[1], "own again")
    board.offer(ROSTERS[2], ELSEWHERE)
    link.release()
    assert told(ours) == ["own"]
