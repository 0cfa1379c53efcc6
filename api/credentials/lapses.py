"""What lapses in a span of days, and which work its holder loses by it."""

import datetime as dt
from collections.abc import Iterator

from models.base import Noun
from models.credentials import Credential, Requirement
from models.department import Department
from models.staff import Person

DAY = dt.timedelta(days=1)


class Loss(Noun):
    """Days of the horizon on which somebody may not work in an area, and could with the paper renewed."""

    area: str
    first: dt.date
    days: int


class Lapse(Noun):
    """One code of one person that ends, and no paper of the same code after it."""

    person: str
    name: str
    code: str
    last_day: dt.date
    issuer: str
    losses: tuple[Loss, ...] = ()
    """What it alone takes away; nothing where another paper serves as well."""
    teams: tuple[str, ...] = ()
    """Team requirements of areas open to its holder in which the holder does not count any more."""

    @property
    def matters(self) -> bool:
        """Whether the roster is any the poorer for it."""
        return bool(self.losses or self.teams)

    @property
    def message(self) -> str:
        """The lapse in a sentence."""
        lost = ", ".join(f"{one.area} from {one.first}" for one in self.losses)
        work = f", and with it {lost}" if lost else ""
        teams = f"; no longer counts for: {'; '.join(self.teams)}" if self.teams else ""
        return f"{self.name}: {self.code} ends on {self.last_day}{work}{teams}"


def lapses(department: Department, until: dt.date) -> tuple[Lapse, ...]:
    """Lapses up to the day `until`, the earliest first; what ended before the horizon is told while it matters.

    Losses are counted on the days of the horizon.
    """
    issuers = {kind.code: kind.body for kind in department.credential_kinds}
    found = [
        Lapse(
            person=person.id, name=person.label, code=code, last_day=last, issuer=issuers[code],
            losses=tuple(_losses(department, person, code, last)),
            teams=tuple(dict.fromkeys(_teams(department, person, code, last))),
        )
        for person in department.staff
        for code, last in _last_days(person).items()
        if last <= until
    ]  # fmt: skip
    told = [lapse for lapse in found if lapse.matters or lapse.last_day >= department.horizon.start]
    return tuple(sorted(told, key=lambda lapse: (lapse.last_day, lapse.person, lapse.code)))


def renewed(department: Department, until: dt.date) -> Department:
    """The department with everything that lapses up to the day `until` good for ever."""
    return department.model_copy(update={"staff": tuple(_renewed(one, until) for one in department.staff)})


def _last_days(person: Person) -> dict[str, dt.date]:
    """For each code that ends, the last day on which some paper of it is good."""
    spans = [(one.code, one.valid_to) for one in person.credentials]
    spans += [(one.skill, one.next_due) for one in person.competencies]
    endless = {code for code, last in spans if last is None}
    return {code: max(day for name, day in spans if name == code and day) for code, _ in spans if code not in endless}


def _renewed(person: Person, until: dt.date, only: str | None = None) -> Person:
    ending = {code for code, last in _last_days(person).items() if last <= until and only in {None, code}}
    credentials = tuple(
        one.model_copy(update={"valid_to": None}) if one.code in ending and _is_last(person, one) else one
        for one in person.credentials
    )
    competencies = tuple(
        one.model_copy(update={"next_due": None}) if one.skill in ending else one for one in person.competencies
    )
    return person.model_copy(update={"credentials": credentials, "competencies": competencies})


def _is_last(person: Person, credential: Credential) -> bool:
    return credential.valid_to == _last_days(person)[credential.code]


def _losses(department: Department, person: Person, code: str, last: dt.date) -> Iterator[Loss]:
    for area in department.areas:
        if area.requires is not None:
            lost = _lost(department, person, area.requires, (code, last))
            if lost:
                yield Loss(area=area.id, first=lost[0], days=len(lost))


def _teams(department: Department, person: Person, code: str, last: dt.date) -> Iterator[str]:
    """Names of the team requirements; those of areas that the person may not work in anyway are left out."""
    for team in department.team_requirements:
        lost = _lost(department, person, team.requires, (code, last))
        asked = [department.area_by_id[area].requires for area in team.areas]
        if lost and any(one is None or one.met_by(lambda held: person.holds(held, last)) for one in asked):
            yield team.name or team.id


def _lost(department: Department, person: Person, requires: Requirement, ends: tuple[str, dt.date]) -> list[dt.date]:
    """Dates of the horizon on which the person does not meet it, and would with the code renewed."""
    code, last = ends
    if code not in requires.codes():
        return []
    horizon, with_it = department.horizon, _renewed(person, last, only=code)
    return [
        date
        for date in (horizon.date_of(day) for day in range(horizon.days))
        if date > last
        and requires.met_by(lambda one, on=date: with_it.holds(one, on))  # type: ignore[misc] # mypy cannot infer a lambda with a default
        and not requires.met_by(lambda one, on=date: person.holds(one, on))  # type: ignore[misc] # the same
    ]
