"""Messages arrive as they were sent, and a peer that does not read holds nobody up."""

import time
from multiprocessing import Pipe

import numpy as np
import pytest

from scheduler.search.wire import Outbox, pack, receive, send, unpack


@pytest.mark.parametrize("shape", [(3, 5), (1, 1), (0, 5), (3, 0)])
def test_a_grid_comes_out_as_it_went_in_and_may_be_written_to(shape: tuple[int, int]) -> None:
    grid = np.arange(-2, shape[0] * shape[1] - 2, dtype=np.int16).reshape(shape)
    found = unpack(pack(grid))
    assert np.array_equal(found, grid)
    assert found.flags.writeable


def test_a_part_of_a_grid_is_packed_as_that_part() -> None:
    grid = np.arange(20, dtype=np.int16).reshape(4, 5)
    assert np.array_equal(unpack(pack(grid[:, 1:3])), grid[:, 1:3])


def test_messages_arrive_in_order_and_none_is_none() -> None:
    ours, theirs = Pipe()
    assert receive(theirs) is None
    for number in range(3):
        send(ours, {"kind": "bound", "value": number + 0.5})
    assert [receive(theirs) for _ in range(4)] == [*({"kind": "bound", "value": n + 0.5} for n in range(3)), None]


def test_a_peer_that_is_gone_is_no_error_to_send_to_and_an_end_to_receive_from() -> None:
    ours, theirs = Pipe()
    theirs.close()
    send(ours, {"kind": "bound"})
    with pytest.raises((EOFError, OSError)):
        receive(ours)


def test_a_peer_that_never_reads_holds_nobody_up_and_misses_all_but_first_and_last() -> None:
    ours, theirs = Pipe()
    outbox = Outbox(ours)
    for number in range(200):
        outbox.put({"number": number, "ballast": "x" * 100_000})
    found: list[int] = []
    until = time.monotonic() + 60
    while (not found or found[-1] != 199) and time.monotonic() < until:
        if theirs.poll(0.1) and (message := receive(theirs)) is not None:
            found.append(message["number"])
    assert found == sorted(found)
    assert found[-1] == 199
    assert len(found) < 100
    outbox.close()


def test_an_outbox_closes_though_its_last_message_was_never_read() -> None:
    ours, theirs = Pipe()
    outbox = Outbox(ours)
    outbox.put({"ballast": "x" * 10_000_000})
    theirs.close()
    outbox.close()
    assert ours.closed
