"""Time off: leave that nobody may refuse, days that per-diem staff do not offer, and vacation asked for."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from api.generate.draw import Stream, one_of, pick, whole
from api.generate.lapses import LARGE
from api.generate.people import team
from api.generate.reference import Reference
from models.calendar import Horizon
from models.requests import TimeOff, TimeOffStatus
from models.staff import Person

NOT_OFFERED = "not offered"
OFFERED_PER_WEEK = 3
"""Days that a per-diem person offers in each week."""
LONG_LEAVE = (7, 7, 7, 14)
"""Days of the vacations that the document calls ``7+``."""
SMALL = 4
"""Nobody goes on vacation from a team of fewer people."""
SCHEDULED = ("FT12", "FT10", "FT8", "PT")
"""Contracts whose people the shares of other leave are taken from."""


class LeaveBook:
    """Who is away when, as requests come in one after another."""

    def __init__(self, staff: Sequence[Person], rng: Stream, *, book: Reference, horizon: Horizon) -> None:
        self.staff, self.rng, self.asked, self.horizon = staff, rng, book.requests, horizon
        self.sizes = Counter(team(person) for person in staff)
        self.away: defaultdict[str, set[int]] = defaultdict(set)
        """Days away by person."""
        self.absent: Counter[tuple[str, int]] = Counter()
        """People away by team and day."""
        self.rows: list[TimeOff] = []

    def enter(self, person: Person, days: range, kind: str, *, private: bool = False) -> None:
        """Enter a leave that is approved; days that somebody does not offer take nobody's place."""
        self.away[person.id].update(days)
        if kind != NOT_OFFERED:
            self.absent.update((team(person), day) for day in days)
        self._add(person, days, kind, private=private)

    def _add(
        self,
        person: Person,
        days: range,
        kind: str,
        *,
        private: bool = False,
        status: TimeOffStatus = TimeOffStatus.APPROVED,
    ) -> None:
        first, last = self.horizon.date_of(days[0]), self.horizon.date_of(days[-1])
        self.rows.append(TimeOff(person=person.id, start=first, end=last, kind=kind, status=status, private=private))

    def ask(self, person: Person, days: range) -> None:
        """Vacation: declined where too many of the team would be away on one of its days."""
        size = self.sizes[team(person)]
        most = max(1, whole(size * self.asked.denial_if_over_concurrent_pct)) if size >= SMALL else 0
        if any(self.absent[team(person), day] >= most for day in days):
            self._add(person, days, "vacation", status=TimeOffStatus.DECLINED)
        else:
            self.enter(person, days, "vacation")

    def free(self, person: Person, days: range) -> bool:
        """Whether the person is there on all of these days."""
        return self.away[person.id].isdisjoint(days)


def time_off(staff: Sequence[Person], rng: Stream, *, book: Reference, horizon: Horizon) -> LeaveBook:
    """All leave of a horizon, approved or declined."""
    leave = LeaveBook(staff, rng, book=book, horizon=horizon)
    _unrefusable(leave)
    for person in staff:
        if person.contract == "PRN":
            _not_offered(leave, person)
    for number in rng.permutation(len(staff)).tolist():
        if staff[number].contract != "PRN":
            _vacations(leave, staff[number])
    leave.rows.sort(key=lambda row: (row.person, row.start))
    return leave


def _unrefusable(leave: LeaveBook) -> None:
    """Protected leave (its reason stays private), court and service, and education."""
    asked, days = leave.asked, leave.horizon.days
    staff = [person for person in leave.staff if person.contract in SCHEDULED]
    large = [person for person in staff if leave.sizes[team(person)] >= LARGE]
    for person in _hit(leave, large, asked.fmla_continuous):
        leave.enter(person, range(days), "fmla", private=True)
    for person in _hit(leave, staff, asked.fmla_intermittent):
        for day in sorted(leave.rng.choice(days, size=2, replace=False).tolist()):
            leave.enter(person, range(day, day + 1), "fmla", private=True)
    for person in _hit(leave, large, asked.jury):
        leave.enter(person, _workdays(leave, 3), "jury")
    for person in _hit(leave, large, asked.military):
        leave.enter(person, _weekend(leave), "military")
    for person in _hit(leave, staff, asked.education_day):
        leave.enter(person, _workdays(leave, 1), "education")


def _hit(leave: LeaveBook, among: Sequence[Person], share: float) -> list[Person]:
    """`share` of the whole staff, out of those among them who have no leave yet."""
    free = [person for person in among if not leave.away[person.id]]
    chosen = pick(leave.rng, [person.id for person in free], whole(share * len(leave.staff)))
    return [person for person in free if person.id in chosen]


def _workdays(leave: LeaveBook, length: int) -> range:
    """So many days in a row from Monday to Friday."""
    starts = [
        day
        for day in range(leave.horizon.days - length + 1)
        if not any(leave.horizon.is_weekend(later) for later in range(day, day + length))
    ]
    first = int(leave.rng.choice(starts))
    return range(first, first + length)


def _weekend(leave: LeaveBook) -> range:
    """A Saturday and the Sunday after it."""
    saturdays = [
        day
        for day in range(leave.horizon.days - 1)
        if leave.horizon.is_weekend(day) and leave.horizon.is_weekend(day + 1)
    ]
    first = int(leave.rng.choice(saturdays))
    return range(first, first + 2)


def _not_offered(leave: LeaveBook, person: Person) -> None:
    days = leave.horizon.days
    offered: set[int] = set()
    for week in range(0, days, 7):
        offered.update(week + day for day in leave.rng.choice(7, size=OFFERED_PER_WEEK, replace=False).tolist())
    edges = [-1, *sorted(day for day in offered if day < days), days]
    for before, after in pairwise(edges):
        if after - before > 1:
            leave.enter(person, range(before + 1, after), NOT_OFFERED)


def _vacations(leave: LeaveBook, person: Person) -> None:
    for _ in range(int(leave.rng.poisson(leave.asked.pto_requests_per_staff))):
        first = int(leave.rng.integers(leave.horizon.days))
        days = range(first, first + _length(leave))
        if leave.free(person, days):
            leave.ask(person, days)


def _length(leave: LeaveBook) -> int:
    """Calendar days; ``3-5`` is drawn evenly."""
    text = one_of(leave.rng, leave.asked.pto_length_days)
    if text.endswith("+"):
        return int(leave.rng.choice(LONG_LEAVE))
    first, _, last = text.partition("-")
    return int(leave.rng.integers(int(first), int(last or first) + 1))
