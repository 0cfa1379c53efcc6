"""Items of a pack about people's own lines as policy items of the department."""

from collections import defaultdict
from collections.abc import Iterator

from pydantic import JsonValue

from api.packs.places import chosen
from models.credentials import Requirement
from models.department import Department
from models.policy import PolicyItem, Scope
from models.rule_pack import LineRule, PackItem
from models.staff import Person


def line_items(department: Department, item: PackItem, rule: LineRule) -> list[PolicyItem]:
    """The policy items; none when the rule concerns nobody here."""
    people = [person for person in department.staff if _concerned(department, rule, person)]
    if not people or (rule.places is not None and not _all_there(department, rule)):
        return []
    return list(_away(department, item, rule, people)) if rule.away else [_one(department, item, rule, people)]


def _all_there(department: Department, rule: LineRule) -> bool:
    """Whether there is an area to speak of; for company one of every modality."""
    found = {area.modality for area in chosen(department, rule.places)} if rule.places else set()
    return found.issuperset(rule.places.modalities) if rule.partners and rule.places else bool(found)


def _concerned(department: Department, rule: LineRule, person: Person) -> bool:
    if rule.tags is not None and rule.tags.isdisjoint(person.tags):
        return False
    if rule.partners is not None and _meets(department, rule.partners, person):
        return False
    return rule.holders is None or _meets(department, rule.holders, person)


def _meets(department: Department, requires: Requirement, person: Person) -> bool:
    """Whether the person meets it on some day of the horizon; on the others no area lets them work."""
    horizon = department.horizon
    dates = (horizon.date_of(day) for day in range(horizon.days))
    return any(requires.met_by(lambda code, on=date: person.holds(code, on)) for date in dates)  # type: ignore[misc] # mypy cannot infer a lambda with a default


def _one(department: Department, item: PackItem, rule: LineRule, people: list[Person]) -> PolicyItem:
    named = frozenset(person.id for person in people) if rule.holders or rule.partners else None
    places = None if rule.places is None else frozenset(area.id for area in chosen(department, rule.places))
    scope = Scope(people=named, tags=rule.tags, areas=places, shift_tags=rule.shift_tags)
    if rule.partners is None:
        return policy_item(item, item.id, rule, scope)
    partners: list[JsonValue] = [one.id for one in department.staff if _meets(department, rule.partners, one)]
    beside = rule.model_copy(update={"limits": {**rule.limits, "partners": partners}})
    return policy_item(item, item.id, beside, scope)


def _away(department: Department, item: PackItem, rule: LineRule, people: list[Person]) -> Iterator[PolicyItem]:
    """For each home modality its people, and every area of other modalities."""
    homes: defaultdict[str, set[str]] = defaultdict(set)
    for person in people:
        if person.home_area is not None:
            homes[department.area_by_id[person.home_area].modality].add(person.id)
    for modality in rule.places.modalities if rule.places else sorted(homes):
        away = {area.id for area in department.areas if area.modality != modality}
        if homes[modality] and away:
            scope = Scope(people=frozenset(homes[modality]), areas=frozenset(away), shift_tags=rule.shift_tags)
            yield policy_item(item, f"{item.id}-{modality}", rule, scope)


def policy_item(item: PackItem, name: str, rule: LineRule, scope: Scope) -> PolicyItem:
    """A policy item with all that the pack's item says of itself."""
    return PolicyItem(
        id=name,
        family=rule.family,
        title=item.title,
        level=rule.level,
        price=rule.price,
        scope=scope,
        limits=rule.limits,
        citation=item.citation,
        owner=item.owner,
        effective_from=item.effective_from,
        effective_to=item.effective_to,
    )
