"""A pack fitted to a department: what its items become there, and which of them have nothing to say, with reasons."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from api.credentials.catalogue import with_kinds
from api.packs.line_rules import line_items
from api.packs.places import chosen
from api.packs.team_rules import team_requirements
from models.credentials import Requirement, joined
from models.demand import Area, TeamRequirement
from models.department import Department
from models.errors import UnknownReferenceError
from models.policy import PolicyItem
from models.rule_pack import LineRule, PackItem, Places, RulePack, StateProfile, TeamAsk, WorkRule

ELIGIBILITY = PolicyItem(
    id="eligibility",
    family="eligibility",
    title="Who works holds what the work asks for on that day, is not on leave, and has the shift in the contract",
    citation="Credential table of the department",
)


@dataclass(frozen=True)
class Applied:
    """A department with a pack in it."""

    department: Department
    applied: tuple[str, ...]
    """Ids of the pack's items that say something here."""
    idle: dict[str, str]
    """Ids of the others, and why."""


def apply(
    department: Department, pack: RulePack, *, without: Collection[str] = (), state: StateProfile | None = None
) -> Applied:
    """The department with every enabled item of the pack but those `without`, and with a state's licences.

    An item that is there already is put in anew, so that applying twice changes nothing. What an area asks for is
    added to and never taken from. Raises `UnknownReferenceError` for an item that the pack does not have.
    """
    known = {item.id for item in pack.items}
    for name in without:
        if name not in known:
            raise UnknownReferenceError.near(
                "--without", "item", name, known, listed="`radroster pack show` lists all."
            )
    fitted = _Fitting(strip(department, pack))
    for item in pack.items:
        if item.id in without or not item.enabled:
            fitted.idle[item.id] = "switched off"
        else:
            fitted.put(item)
    for licence in state.licences if state else ():
        fitted.ask(licence.places, licence.requires)
    return fitted.result(tuple(item.id for item in pack.items))


def strip(department: Department, pack: RulePack) -> Department:
    """The department without the pack's team and line items; what its areas ask for stays."""
    ours = {item.id for item in pack.items}
    moved = [item.id for item in pack.items if isinstance(item.rule, LineRule) and item.rule.away]
    gone = {
        item.id for item in department.policy if item.id in ours or any(item.id.startswith(f"{one}-") for one in moved)
    }
    teams = {
        str(team)
        for item in department.policy
        if item.id in gone and item.family == "team_skill" and isinstance(item.limits.get("requirements"), list)
        for team in item.limits["requirements"]  # type: ignore[union-attr] # a list, as asked a line above
    }
    return department.model_copy(
        update={
            "policy": tuple(item for item in department.policy if item.id not in gone),
            "team_requirements": tuple(team for team in department.team_requirements if team.id not in teams),
        }
    )


class _Fitting:
    """A department as items are put into it one after another."""

    def __init__(self, department: Department) -> None:
        self.department = department
        self.asked: dict[str, Requirement | None] = {area.id: area.requires for area in department.areas}
        self.teams: list[TeamRequirement] = []
        self.policy: list[PolicyItem] = []
        self.idle: dict[str, str] = {}

    def put(self, item: PackItem) -> None:
        """Put an item in, or note why it has nothing to say."""
        rule = item.rule
        if isinstance(rule, LineRule):
            found = line_items(self.department, item, rule)
            self.policy += found
            if not found:
                self.idle[item.id] = "concerns nobody here"
        elif not chosen(self.department, rule.places):
            self.idle[item.id] = f"no area of {_told(rule.places)}"
        elif not _known(self.department, rule.requires):
            self.idle[item.id] = f"nobody on staff has a paper, valid or not, for {rule.requires.text()}"
        elif isinstance(rule, WorkRule):
            self.ask(rule.places, rule.requires)
        else:
            self._put_team(item, rule)

    def ask(self, places: Places, requires: Requirement) -> None:
        """Ask it in these areas on top of what they ask already."""
        for area in chosen(self.department, places):
            self.asked[area.id] = joined(self.asked[area.id], requires)

    def _put_team(self, item: PackItem, ask: TeamAsk) -> None:
        teams = team_requirements(self.department, item, ask)
        if not teams:
            self.idle[item.id] = "the curve asks for nobody in these hours"
            return
        self.teams += teams
        self.policy.append(
            PolicyItem(
                id=item.id,
                family="team_skill",
                title=item.title,
                level=ask.level,
                price=ask.price,
                limits={"requirements": [team.id for team in teams]},
                citation=item.citation,
                owner=item.owner,
                effective_from=item.effective_from,
                effective_to=item.effective_to,
            )
        )

    def result(self, order: Iterable[str]) -> Applied:
        """The department as it is now, checked as a whole."""
        place = self.department
        areas = tuple(area.model_copy(update={"requires": self.asked[area.id]}) for area in place.areas)
        asks = any(area.requires for area in areas) and all(one.family != "eligibility" for one in place.policy)
        policy = (*place.policy, *((ELIGIBILITY,) if asks else ()), *self.policy)
        teams = (*place.team_requirements, *self.teams)
        listed = with_kinds(place, _codes(areas, self.teams))
        checked = listed.revised(areas=areas, team_requirements=teams, policy=policy)
        return Applied(checked, tuple(name for name in order if name not in self.idle), self.idle)


def _codes(areas: Iterable[Area], teams: Iterable[TeamRequirement]) -> set[str]:
    asked = [area.requires for area in areas if area.requires] + [team.requires for team in teams]
    return {code for requirement in asked for code in requirement.codes()}


def _told(places: Places) -> str:
    tags = f" tagged {' or '.join(sorted(places.tags))}" if places.tags else ""
    return f"modality {' or '.join(places.modalities)}{tags}"


def _known(department: Department, requires: Requirement) -> bool:
    """Whether somebody has papers for it, lapsed or not: what is not kept at all cannot be asked for."""
    return any(
        requires.met_by(
            {one.code for one in person.credentials}.union(one.skill for one in person.competencies).__contains__
        )
        for person in department.staff
    )
