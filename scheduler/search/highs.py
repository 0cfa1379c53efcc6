"""HiGHS without its banner: version 1.16 prints one to the C library's stdout when it is made."""

import contextlib
import ctypes
import os
import threading
from collections.abc import Iterator

import highspy

_LOCK = threading.Lock()


def quiet_highs(*, seed: int = 0) -> highspy.Highs:
    """A new HiGHS, silent, on one thread."""
    with _silent_stdout():
        highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)  # noqa: FBT003 - HiGHS's own signature
    highs.setOptionValue("threads", 1)
    highs.setOptionValue("random_seed", seed % (1 << 30))
    return highs


@contextlib.contextmanager
def _silent_stdout() -> Iterator[None]:
    """Send file descriptor 1 to nowhere; the C library's buffer is emptied on both sides of it."""
    flush = ctypes.CDLL(None).fflush
    with _LOCK:
        flush(None)
        kept = os.dup(1)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, 1)
            yield
            flush(None)
        finally:
            os.dup2(kept, 1)
            os.close(kept)
            os.close(nowhere)
