"""Ctrl-C and a request to end stop a solve and keep the best roster found so far."""

import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

ENDINGS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def stop_on_signal() -> Iterator[threading.Event]:
    """An event that is set by the first signal to end; the second one does what it always does.

    A thread of its own learns of the signal, since the main thread may be deep in a solver.
    """
    stop = threading.Event()
    heard, told = socket.socketpair()
    told.settimeout(0)  # as set_wakeup_fd demands
    usual = {one: signal.getsignal(one) for one in ENDINGS}

    def wait_for_signal() -> None:
        if heard.recv(1):
            stop.set()

    def once(number: int, _frame: object) -> None:
        signal.signal(number, usual[signal.Signals(number)])

    before = signal.set_wakeup_fd(told.fileno())
    for one in ENDINGS:
        signal.signal(one, once)
    thread = threading.Thread(target=wait_for_signal, daemon=True)
    thread.start()
    try:
        yield stop
    finally:
        signal.set_wakeup_fd(before)
        for one in ENDINGS:
            signal.signal(one, usual[one])
        told.close()
        thread.join()
        heard.close()
