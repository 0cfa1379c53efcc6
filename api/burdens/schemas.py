"""What the route of burdens gives."""

import datetime as dt

from models.base import Noun


class Burden(Noun):
    """What one person bore, by the rosters in force."""

    person: str
    name: str
    duties: int
    weekends: int
    """Weekends with any duty."""
    nights: int
    """Duties at work that are under way at three o'clock in the morning."""
    holidays: int
    """Duties that touch a holiday."""
    calls: int
    """Duties of waiting at home."""
    wishes_granted: int
    wishes_refused: int


class Burdens(Noun):
    """A department's burdens over some days."""

    department: str
    first_day: dt.date
    last_day: dt.date
    rosters: tuple[str, ...]
    """The rosters in force that have any of these days, in order of time."""
    people: tuple[Burden, ...]
    """In order of ids; everybody who is on one of the rosters."""
