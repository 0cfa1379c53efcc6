"""When calendars last asked, noted by the way: a fetch does not wait for a transaction.

Fetches are kept in memory, and some seconds' worth of them is written in one transaction. Who reads of them has them
written first; what a server that dies has not written yet is forgotten.
"""

import datetime as dt
import logging
import threading
from collections import defaultdict

from api.feeds import repository
from api.storage.database import Database, patient

_LOG = logging.getLogger("radroster.feeds")
_pending: defaultdict[str, dict[str, dt.datetime]] = defaultdict(dict)
"""URL of a database → feed → when it was fetched last."""
_lock = threading.Lock()


def note(database: Database, feed: str, now: dt.datetime) -> None:
    """Note that a calendar has asked."""
    with _lock:
        _pending[database.url][feed] = now


def write(database: Database) -> None:
    """Write what was noted; it stays noted while the database cannot take it."""
    with _lock:
        noted = _pending.pop(database.url, {})
    if not noted:
        return
    written = False
    try:
        with patient(_LOG):
            with database.write() as session:
                for feed, at in sorted(noted.items()):
                    repository.note_fetch(session, feed, at)
            written = True
    finally:
        if not written:
            _note_again(database, noted)


def _note_again(database: Database, noted: dict[str, dt.datetime]) -> None:
    with _lock:
        _pending[database.url] = noted | _pending[database.url]
