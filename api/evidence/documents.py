"""What an evidence pack holds, field by field: the facts, and the claims that rest on them.

Everything that could name a reason for somebody's absence or limits is missing on purpose: tags, time off, wishes,
contracts and pay have no field here.
"""

import datetime as dt
from enum import StrEnum
from typing import Annotated

from pydantic import PlainSerializer

from models.base import Noun
from models.calendar import Clock, Weekdays
from models.credentials import Requirement
from models.quality import Every

SCHEMA_VERSION = 1


def _bare(requirement: Requirement) -> dict[str, object]:
    return requirement.model_dump(mode="json", exclude_none=True)


Expression = Annotated[Requirement, PlainSerializer(_bare, return_type=dict[str, object], when_used="json")]
"""A requirement written with only the field that it has."""


class Status(StrEnum):
    """Whether a duty lies before the as-of date."""

    PAST = "past"
    PLANNED = "planned"


class Kind(StrEnum):
    """What the claims of a question are about."""

    REGISTER = "register"
    """Each duty: who stood where, and the rules that were kept."""
    DUTIES = "duties"
    """Each duty: its person held what the area asks for."""
    TEAM = "team"
    """Each stretch of a window: enough people who hold a skill were there, by name."""
    STUDENTS = "students"
    """Each stretch of a student's duty: a qualified person on site for every student."""
    PAPERS = "papers"
    """Each paper: verified at its source before it was relied on."""
    CONTROL = "control"
    """Each past day of work on a unit: its quality control was done, passed, and counted still."""


class Standard(Noun):
    """Where a question comes from; codes change with editions."""

    code: str
    edition: str
    effective_from: dt.date | None = None
    effective_to: dt.date | None = None


class Question(Noun):
    """One question of a survey, and which rules and areas answer it here."""

    id: str
    title: str
    kind: Kind
    standards: tuple[Standard, ...] = ()
    plus_one: bool = False
    """One of the people counted is there beside those who scan, and is named."""
    areas: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    """Ids of policy items."""


class Paper(Noun):
    """A credential, or a skill that the department signed off, as it was known on the as-of date."""

    code: str
    issuer: str = ""
    number: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    """Valid to the end of that day, local time."""
    verified_on: dt.date | None = None
    """Day of the primary-source verification; skills have none."""
    verified_how: str = ""
    verified_by: str = ""
    signed_off: bool = True


class Holder(Noun):
    """A person who worked, or will, with the papers that some claim rests on."""

    id: str
    name: str
    student: bool
    papers: tuple[Paper, ...]


class Duty(Noun):
    """One line of the register."""

    id: str
    person: str
    date: dt.date
    shift: str
    area: str
    begins: str
    """Local time with its offset from UTC."""
    ends: str
    covers_until: str | None
    """End of the time that counts as presence; none for call."""
    reached_until: str
    """End of the time in which the person can be reached, at work or on call."""
    status: Status


class Place(Noun):
    """An area and what work there asks for."""

    id: str
    name: str
    modality: str
    group: str
    """Areas of one group look after each other's students: one modality at one location."""
    requires: Expression | None


class Team(Noun):
    """So many people of a kind, in every whole hour that the window touches."""

    id: str
    name: str
    areas: tuple[str, ...]
    requires: Expression
    count: int
    start: Clock
    end: Clock
    weekdays: Weekdays
    on_holidays: bool
    dates: tuple[dt.date, ...] | None
    """Only on these; on all that weekdays and holidays allow when absent."""
    on_call: bool
    """Whether somebody on call counts as well."""


class Rule(Noun):
    """A policy item that claims rest on."""

    id: str
    family: str
    title: str
    citation: str
    effective_from: dt.date | None
    effective_to: dt.date | None
    areas: tuple[str, ...] | None
    """Only duties there; everywhere when absent."""
    students: bool
    """Whether it is about students too, who may be let in where a qualified person looks after them."""
    teams: tuple[str, ...]

    def in_force(self, date: dt.date) -> bool:
        """Whether it holds on that day."""
        begun = self.effective_from is None or self.effective_from <= date
        return begun and (self.effective_to is None or date <= self.effective_to)


class ControlUnit(Noun):
    """A machine or room whose quality control is on record."""

    id: str
    name: str
    area: str


class ControlTask(Noun):
    """A task of quality control without which a unit may see no patients."""

    id: str
    title: str
    modality: str
    every: Every
    source: str


class Result(Noun):
    """A line of the log that stood for a unit on some past day of work."""

    unit: str
    task: str
    done_on: dt.date
    counts_to: dt.date
    """The last day for which it counts, as the task comes round."""
    passed: bool
    by: str


class Header(Noun):
    """What every file of a pack says of itself."""

    schema_version: int = SCHEMA_VERSION
    department: str
    as_of: dt.date
    zone: str
    first: dt.date
    """First day of the horizon: team questions are answered from it on."""
    last: dt.date
    holidays: tuple[dt.date, ...]
    own_issuers: tuple[str, ...]
    """Who issues papers without a primary source outside: the department, an employer's waiver."""


class Facts(Noun):
    """Everything that the claims rest on, and nothing else."""

    header: Header
    questions: tuple[Question, ...]
    rules: tuple[Rule, ...]
    areas: tuple[Place, ...]
    teams: tuple[Team, ...]
    people: tuple[Holder, ...]
    duties: tuple[Duty, ...]
    units: tuple[ControlUnit, ...] = ()
    """Units, tasks and results are there where a log of quality control was given."""
    tasks: tuple[ControlTask, ...] = ()
    results: tuple[Result, ...] = ()


class RegisterClaim(Noun):
    """Who stood where, and which rules about papers that satisfied."""

    duty: Duty
    name: str
    satisfies: tuple[str, ...]
    misses: tuple[str, ...]
    met: bool


class DutyClaim(Noun):
    """That a person on a duty held what the work asks for on every date that it touches."""

    duty: Duty
    name: str
    rule: str
    citation: str
    papers: tuple[Paper, ...]
    """All papers of the person that the requirement mentions, valid or not."""
    met: bool


class TeamClaim(Noun):
    """Who of a kind was there from one instant to another."""

    team: str
    rule: str
    date: dt.date
    begins: str
    ends: str
    needed: int
    counted: tuple[str, ...]
    plus_one: tuple[str, ...]
    met: bool


class StudentClaim(Noun):
    """Who on site could look after the students of a group of areas from one instant to another."""

    group: str
    date: dt.date
    begins: str
    ends: str
    students: tuple[str, ...]
    qualified: tuple[str, ...]
    met: bool


class PaperClaim(Noun):
    """That a paper was verified at its source by the as-of date, before it lapsed."""

    id: str
    """Id of the person."""
    name: str
    paper: Paper
    needs_source: bool
    met: bool


class ControlClaim(Noun):
    """That the quality control of a unit stood done on a past day, and who worked in its area then."""

    date: dt.date
    unit: ControlUnit
    task: ControlTask
    people: tuple[str, ...]
    result: Result | None
    """The latest one up to the day; none where none is on record."""
    met: bool


Claim = RegisterClaim | DutyClaim | TeamClaim | StudentClaim | PaperClaim | ControlClaim


class Answer(Noun):
    """One file of a pack: the question, what it rests on, the claims, and how many of them are not met."""

    header: Header
    question: Question
    rules: tuple[Rule, ...]
    areas: tuple[Place, ...]
    teams: tuple[Team, ...]
    claims: tuple[Claim, ...]
    gaps: int
