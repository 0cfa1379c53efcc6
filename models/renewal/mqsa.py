"""MQSA: who stays qualified for mammography (21 CFR 900.12(a)(2)), counted to the ends of calendar quarters.

A facility may end the window that is looked at on the day of the inspection, on the last day of the calendar quarter
before it, or on any day between: one such day with enough is enough. Source: FDA, MQSA policy guidance.
"""

import datetime as dt
from collections.abc import Collection, Iterator, Sequence

from models.base import Noun
from models.renewal.education import Credit, Hours
from models.renewal.months import DAY, previous_quarter_end, quarter_end, window_start, years_later

EXAMS, EXAM_MONTHS, EXAMS_FROM = 200, 24, 2
UNITS, UNIT_MONTHS, UNITS_FROM = 15, 36, 3
UNITS_EACH = 6
INITIAL_HOURS, INITIAL_EXAMS = 40, 25
NEW_MODALITY_HOURS = 8
REQUALIFYING_EXAMS = 25


class Exams(Noun):
    """Mammography exams that one technologist performed on a day, or was given for a month on its last day."""

    date: dt.date
    count: int


class Qualification(Noun):
    """What is asked of one technologist on one day; nothing is owed by somebody who may work unsupervised."""

    experience: bool
    education: bool
    supervised_exams: int
    """MQ-06: exams under direct supervision before unsupervised work."""
    units: Hours
    """MQ-06: education units to be restored before unsupervised work."""

    @property
    def current(self) -> bool:
        """Whether mammography may be done without supervision."""
        return self.experience and self.education


def initially_qualified(*, licensed: bool, hours: float, supervised: int) -> bool:
    """MQ-01: licence or general certification, and 40 hours of training with 25 exams under direct supervision."""
    return licensed and hours >= INITIAL_HOURS and supervised >= INITIAL_EXAMS


def experience_counts_from(qualified: dt.date) -> dt.date:
    """MQ-02: second anniversary of the end of the calendar quarter in which initial requirements were met."""
    return years_later(quarter_end(qualified), EXAMS_FROM)


def education_counts_from(qualified: dt.date) -> dt.date:
    """MQ-04: third anniversary of that day."""
    return years_later(quarter_end(qualified), UNITS_FROM)


def window_ends(inspection: dt.date) -> Iterator[dt.date]:
    """MQ-03: the days on which a facility may let the window end."""
    date = previous_quarter_end(inspection)
    while date <= inspection:
        yield date
        date += DAY


def experience_met(exams: Sequence[Exams], inspection: dt.date) -> bool:
    """MQ-02, MQ-03: 200 exams in 24 months up to one of the days that may end the window."""
    return any(exams_up_to(exams, end) >= EXAMS for end in window_ends(inspection))


def exams_up_to(exams: Sequence[Exams], end: dt.date) -> int:
    """Exams in the 24 months whose last day is `end`."""
    first = window_start(end, EXAM_MONTHS)
    return sum(one.count for one in exams if first <= one.date <= end)


def education_met(units: Sequence[Credit], inspection: dt.date, *, modalities: Collection[str] = ()) -> bool:
    """MQ-04, MQ-03: 15 units in 36 months up to one of the days that may end the window.

    Older text of the rule asks for 6 of them in each mammographic modality used; naming `modalities` asks for that too.
    """
    return any(
        _units_up_to(units, end) >= UNITS
        and all(_units_up_to([one for one in units if one.subject == name], end) >= UNITS_EACH for name in modalities)
        for end in window_ends(inspection)
    )


def _units_up_to(units: Sequence[Credit], end: dt.date) -> float:
    first = window_start(end, UNIT_MONTHS)
    return sum(one.hours for one in units if first <= one.date <= end)


def ready_for_modality(hours: float) -> bool:
    """MQ-05: 8 hours about a new modality, such as tomosynthesis, before it is used without supervision."""
    return hours >= NEW_MODALITY_HOURS


def qualification(
    date: dt.date, qualified: dt.date, *, exams: Sequence[Exams], units: Sequence[Credit]
) -> Qualification:
    """MQ-06: what somebody who met the initial requirements on `qualified` owes on a day."""
    experienced = date < experience_counts_from(qualified) or experience_met(exams, date)
    educated = date < education_counts_from(qualified) or education_met(units, date)
    missing = UNITS - max(_units_up_to(units, end) for end in window_ends(date))
    return Qualification(
        experience=experienced,
        education=educated,
        supervised_exams=0 if experienced else REQUALIFYING_EXAMS,
        units=0 if educated else missing,
    )


def duties_needed(exams: Sequence[Exams], window_end: dt.date, *, exams_per_duty: int) -> int:
    """Duties in mammography that bring the 24 months up to `window_end` to 200 exams."""
    missing = max(0, EXAMS - exams_up_to(exams, window_end))
    return -(-missing // exams_per_duty)
