"""What the routes of time off take and give; fields are named as in the HR model of Merge."""

import datetime as dt
from enum import StrEnum
from typing import Annotated

from pydantic import AwareDatetime, Field

from models.base import Noun
from models.calendar import Clock

Id = Annotated[str, Field(min_length=1, max_length=200)]
Moment = AwareDatetime | dt.date
"""A date, which is the whole day where the department is, or an instant."""


SOURCE = r"^[A-Za-z0-9._-]{1,64}$"
"""What the name of an HR system looks like."""


class ReportedStatus(StrEnum):
    """Where a request is, in the order in which a request goes: of two messages of one instant the later one counts."""

    REQUESTED = "REQUESTED"
    APPROVED = "APPROVED"
    DECLINED = "DECLINED"
    CANCELLED = "CANCELLED"
    DELETED = "DELETED"

    @property
    def open(self) -> bool:
        """Whether the person is away, or may be once somebody has decided."""
        return self in {ReportedStatus.REQUESTED, ReportedStatus.APPROVED}


class Units(StrEnum):
    """What `amount` counts."""

    HOURS = "HOURS"
    DAYS = "DAYS"


class TimeOffMessage(Noun):
    """What an HR system says of one absence."""

    department: Id
    employee: Id
    """Id of the person in the department's document."""
    status: ReportedStatus
    request_type: Id | None = None
    """``VACATION``, ``SICK``, ``PERSONAL``, ``JURY_DUTY``, ``VOLUNTEER``, ``BEREAVEMENT``, or any other word."""
    start_time: Moment
    end_time: Moment
    """A date is included, an instant is not. Two dates take whole days, on which no duty begins; instants take the
    time between them, and no duty may meet it. Twice the same instant is its day."""
    half_day_start: bool = False
    """Of the first day, a date, only the afternoon is taken: from noon where the department is."""
    half_day_end: bool = False
    """Of the last day, a date, only the morning is taken: until noon."""
    units: Units | None = None
    amount: Annotated[float, Field(ge=0, le=10**5, allow_inf_nan=False)] | None = None
    """How much leave it is. Of a part of one day hours count towards least hours, at most as many as a whole day does;
    otherwise days count what the contract says, and parts of them their share of 24 hours."""
    employee_note: Annotated[str, Field(max_length=4000)] = ""
    replaces: Id | None = None
    """The id, in the same source, of an absence whose place this one takes: for systems in which an edit is a new
    request. The other one counts as deleted, whichever message comes first."""
    modified_at: AwareDatetime
    """When the HR system last changed it; of two messages the one changed later counts, whichever comes first."""


class ReportTimeOff(TimeOffMessage):
    """A message, and what is to be done about it."""

    repair: bool = False
    """Begin to repair the rosters in force that an approved absence tears open; once for each message that counts."""

    @property
    def message(self) -> TimeOffMessage:
        """What is said of the absence itself."""
        return TimeOffMessage.model_validate({name: getattr(self, name) for name in TimeOffMessage.model_fields})


class PostedTimeOff(ReportTimeOff):
    """A message that may leave it to the service what its absence is called."""

    source: Annotated[str, Field(pattern=SOURCE)] = "post"
    remote_id: Id | None = None
    """The HR system's own id; one is made up when absent, and an Idempotency-Key is needed then."""


class KeptTimeOff(Noun):
    """One absence as the newest message says."""

    source: str
    remote_id: str
    department: str
    employee: str
    status: ReportedStatus
    first_day: dt.date
    last_day: dt.date
    """Days of the department's zone, both included."""
    starts_at: Clock | None = None
    """When it begins on the first day; absent where the day is taken from its start."""
    ends_at: Clock | None = None
    """When it ends on the last day; absent where the day is taken to its end."""
    start_time: Moment
    end_time: Moment
    half_day_start: bool = False
    half_day_end: bool = False
    units: Units | None = None
    amount: float | None = None
    request_type: str | None = None
    """Absent for whoever may not report time off, as is the note."""
    employee_note: str | None = None
    replaces: str | None = None
    modified_at: AwareDatetime
    version: int
    received_at: AwareDatetime


class LostDuty(Noun):
    """A duty that falls into time off."""

    date: dt.date
    shift: str
    area: str
    minutes: int
    """Person-minutes below the least cover when nobody else takes it, and nobody the duties listed before it."""


class RosterEffect(Noun):
    """What time off does, or would do once approved, to a roster that staff see."""

    roster: str
    version: int
    broken: int
    """Places where the person's duties break a hard rule, as long as nobody drops them."""
    duties: tuple[LostDuty, ...]
    hole_change: int
    """Person-minutes below the least cover when all of them are dropped."""
    cost_change: int | None = None
    """Cents, when all of them are dropped and nobody takes them; for those who may see costs."""


class Effects(Noun):
    """What an absence does to rosters that staff see."""

    effects: tuple[RosterEffect, ...]


class Repair(Noun):
    """A repair of a roster in force that was begun."""

    roster: str
    """The roster in force."""
    candidate: str
    """The roster to come."""
    job: str
    """The job that makes it."""


class Outcome(StrEnum):
    """What became of a message."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    """It came before."""
    OUTDATED = "outdated"
    """A later one came before it."""


class ReportedTimeOff(Noun):
    """The answer to a message."""

    outcome: Outcome
    time_off: KeptTimeOff
    """As it is kept now."""
    effects: tuple[RosterEffect, ...]
    repairs: tuple[Repair, ...] = ()
    """Begun for the newest message, by this request or an earlier one."""
