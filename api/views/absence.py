"""Time off in words: which days, and of days that are taken in part which hours."""

import datetime as dt

from models.calendar import clock_text
from models.requests import TimeOff


def span_of(leave: TimeOff) -> str:
    """Such as ``from 2027-02-01 to 2027-02-02``, with clock times where it has them."""
    begins = "" if leave.starts_at is None else f" {clock_text(leave.starts_at)}"
    ends = "" if leave.ends_at is None else f" {clock_text(leave.ends_at)}"
    return f"from {leave.start}{begins} to {leave.end}{ends}"


def hours_on(leave: TimeOff, date: dt.date) -> str:
    """Such as ``from 13:00``, ``until 12:00`` or ``13:00–15:00``; empty for a day that is taken whole."""
    begins = clock_text(leave.starts_at) if leave.starts_at is not None and date == leave.start else ""
    ends = clock_text(leave.ends_at) if leave.ends_at is not None and date == leave.end else ""
    if begins and ends:
        return f"{begins}–{ends}"
    return f"from {begins}" if begins else f"until {ends}" if ends else ""
