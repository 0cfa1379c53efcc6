"""The facts of a pack: what of a department and a roster was known on the as-of date, and may be shown."""

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from api.evidence.catalogue import ELIGIBILITY, TEAM_SKILL, catalogue, questions_of
from api.evidence.control import ControlRecord
from api.evidence.documents import Duty, Facts, Header, Holder, Kind, Paper, Place, Rule, Status, Team
from api.views.grid import area_label
from api.views.wording import plain
from models.credentials import CompetencyState
from models.demand import Area, TeamRequirement
from models.department import Department
from models.policy import Level, PolicyItem
from models.requests import Assignment
from models.roster import Roster
from models.shifts import ShiftKind
from models.staff import Person

HOUR = 60


def gather(department: Department, roster: Roster, as_of: dt.date, *, control: ControlRecord | None = None) -> Facts:
    """The facts for a roster and for the days worked before it, as they were known on a date.

    Papers, verifications and sign-offs dated later are left out; so is every person without a duty, every rule that
    is about named or tagged people, and every rule that is only wanted at a price: missing that is no breach. With a
    record of `control` the results that stood on past days of work are among them.
    """
    reading = _Reading(department, as_of)
    duties = tuple(sorted(reading.duties(roster), key=lambda one: (one.date, one.begins, one.area, one.person)))
    rules = tuple(reading.rules())
    worked = {duty.area for duty in duties}
    teams = tuple(reading.teams({team for rule in rules for team in rule.teams}))
    needed = worked.union(*(team.areas for team in teams))
    places = tuple(reading.places(needed))
    people = tuple(reading.people({duty.person for duty in duties}, _codes(places, teams)))
    students = any(one.student for one in people)
    asked = {Kind.STUDENTS: students, Kind.CONTROL: control is not None and bool(control.closing(places))}
    facts = Facts(
        header=reading.header(),
        questions=questions_of(places, teams, rules, asked=asked, as_of=as_of),
        rules=rules,
        areas=places,
        teams=teams,
        people=people,
        duties=duties,
    )
    return facts if control is None else control.shown(facts)


def _codes(places: Sequence[Place], teams: Sequence[Team]) -> frozenset[str]:
    asked = [place.requires.codes() for place in places if place.requires is not None]
    return frozenset().union(*asked, *(team.requires.codes() for team in teams))


@dataclass(frozen=True)
class _Reading:
    """A department read on a date."""

    department: Department
    as_of: dt.date

    def header(self) -> Header:
        horizon = self.department.horizon
        return Header(
            department=self.department.id,
            as_of=self.as_of,
            zone=horizon.zone,
            first=horizon.start,
            last=horizon.end,
            holidays=horizon.holidays,
            own_issuers=catalogue().own_issuers,
        )

    def duties(self, roster: Roster) -> Iterator[Duty]:
        start = self.department.horizon.start
        for tail in self.department.tails:
            for one in tail.assignments:
                if tail.known_from <= one.date < start:
                    yield self._duty(one)
        for one in roster.assignments:
            yield self._duty(one)

    def _duty(self, one: Assignment) -> Duty:
        shift, horizon = self.department.shift_by_id[one.shift], self.department.horizon
        day = horizon.day_of(one.date)

        def local(clock: int) -> str:
            return horizon.instant(day, clock).astimezone(horizon.tz).isoformat(timespec="minutes")

        covered = shift.paid_minutes if shift.covered_minutes is None else shift.covered_minutes
        until = None if shift.kind is ShiftKind.CALL else local(min(shift.start + covered, shift.finish))
        return Duty(
            id=f"{one.date} {one.person} {one.shift}@{one.area}",
            person=one.person,
            date=one.date,
            shift=one.shift,
            area=one.area,
            begins=local(shift.start),
            ends=local(shift.finish),
            covers_until=until,
            reached_until=local(shift.finish + shift.call_minutes),
            status=Status.PAST if one.date < self.as_of else Status.PLANNED,
        )

    def rules(self) -> Iterator[Rule]:
        for item in self.department.policy:
            teams = self._teams_of(item)
            if _may_be_shown(item) and (teams or _checks_papers(item)):
                yield Rule(
                    id=item.id,
                    family=item.family,
                    title=item.title,
                    citation=item.citation,
                    effective_from=item.effective_from,
                    effective_to=item.effective_to,
                    areas=None if item.scope.areas is None else tuple(sorted(item.scope.areas)),
                    teams=teams,
                    students=not _scope(item).get("without_tags"),
                )

    def _teams_of(self, item: PolicyItem) -> tuple[str, ...]:
        if item.family != TEAM_SKILL:
            return ()
        named = item.limits.get("requirements")
        known = [team.id for team in self.department.team_requirements if team.dates != ()]
        return tuple(team for team in known if not isinstance(named, list) or team in named)

    def teams(self, wanted: Collection[str]) -> Iterator[Team]:
        return (_team(one) for one in self.department.team_requirements if one.id in wanted)

    def places(self, wanted: Collection[str]) -> Iterator[Place]:
        for area in self.department.areas:
            if area.id in wanted:
                yield Place(
                    id=area.id,
                    name=area_label(area),
                    modality=area.modality,
                    group=_group(area),
                    requires=area.requires,
                )

    def people(self, working: Collection[str], codes: Collection[str]) -> Iterator[Holder]:
        tags = frozenset(catalogue().student_tags)
        for one in self.department.staff:
            if one.id in working:
                papers = tuple(paper for paper in self._papers(one) if paper.code in codes)
                yield Holder(id=one.id, name=one.label, student=not tags.isdisjoint(one.tags), papers=papers)

    def _papers(self, person: Person) -> Iterator[Paper]:
        issuers = {kind.code: kind.body for kind in self.department.credential_kinds}
        for held in person.credentials:
            if self._known(held.earned):
                seen = held.verified_on is not None and self._known(held.verified_on)
                yield Paper(
                    code=held.code, issuer=issuers.get(held.code, ""), number=held.number, since=held.earned,
                    until=held.valid_to, verified_on=held.verified_on if seen else None,
                    verified_how=held.verified_how if seen else "", verified_by=held.verified_by if seen else "",
                )  # fmt: skip
        for skill in person.competencies:
            if self._known(skill.signed_on):
                yield Paper(
                    code=skill.skill, issuer=issuers.get(skill.skill, ""), since=skill.signed_on, until=skill.next_due,
                    signed_off=skill.state is CompetencyState.SIGNED_OFF,
                )  # fmt: skip

    def _known(self, date: dt.date | None) -> bool:
        return date is None or date <= self.as_of


def _group(area: Area) -> str:
    modality = area.modality.removesuffix(catalogue().student_suffix) or area.id
    return f"{modality} at {plain(area.location)}" if area.location else modality


def _may_be_shown(item: PolicyItem) -> bool:
    """Whether it is required of everybody, but for students, or of everybody in some areas.

    Other scopes could say who is limited, and why.
    """
    scope = _scope(item)
    left_out = frozenset(scope.get("without_tags", ()))
    everybody = scope.keys() <= {"areas", "without_tags"} and left_out <= frozenset(catalogue().student_tags)
    return item.enabled and everybody and item.level is not Level.PRICED


def _scope(item: PolicyItem) -> dict[str, frozenset[str]]:
    """The filters that are set."""
    return {name: chosen for name, chosen in item.scope if chosen is not None}


def _checks_papers(item: PolicyItem) -> bool:
    checks = item.limits.get("checks")
    return item.family == ELIGIBILITY and (not isinstance(checks, list) or "credentials" in checks)


def _team(one: TeamRequirement) -> Team:
    """The requirement as it is counted: by whole hours."""
    return Team(
        id=one.id,
        name=one.name,
        areas=one.areas,
        requires=one.requires,
        count=one.count,
        start=one.start // HOUR * HOUR,
        end=-(-one.end // HOUR) * HOUR,
        weekdays=one.weekdays,
        on_holidays=one.on_holidays,
        dates=one.dates,
        on_call=one.on_call,
    )
