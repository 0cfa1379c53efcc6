"""The Second International Nurse Rostering Competition, static: all weeks of an instance are known at once.

A skill is an area, so that a duty is a shift worked with a skill. Penalty points are cents; the files give no
clock times, so every shift is taken to last eight hours from midnight. The department's id is the instance's
name and its name the scenario's, as solution files repeat both.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from api.exchange.benchmark import CURRENCY, horizon
from api.exchange.inrc2_files import DAYS, ContractRow, InstanceName, Past, Scenario, Week
from api.exchange.inrc2_history import tail
from api.exchange.inrc2_input import read_history, read_scenario, read_week
from api.exchange.inrc2_policy import inrc2_parts, policy
from api.exchange.inrc2_solution import read_solution, write_solution
from models.calendar import Horizon
from models.credentials import Competency, CredentialKind, has
from models.demand import Area, ShiftNeed
from models.department import Department
from models.errors import FormatError
from models.limits import Range
from models.requests import Wish, WishKind
from models.shifts import ShiftType
from models.staff import Contract, OvertimeRule, Person

__all__ = ["inrc2_parts", "read", "read_solution", "write_solution"]

SHIFT_MINUTES = 480


def read(path: Path, instance: str | None = None) -> Department:
    """Read an instance such as ``n030w4_1_6-2-9-1`` from its data set's folder or that folder's parent."""
    if instance is None:
        advice = "Name one: data set, history and weeks, for example n005w4_0_1-2-3-3."
        raise FormatError(str(path), "a data set holds many instances.", advice)
    name = InstanceName.of(instance)
    folder = _folder(path, name)
    scenario = read_scenario(folder / f"Sc-{name.dataset}.txt")
    if scenario.weeks != len(name.weeks):
        advice = "Name as many weeks as the scenario has."
        problem = f"{len(name.weeks)} weeks, but the scenario lasts {scenario.weeks}."
        raise FormatError(f"instance {instance}", problem, advice)
    pasts = read_history(folder / f"H0-{name.dataset}-{name.history}.txt", scenario)
    weeks = {week: read_week(folder / f"WD-{name.dataset}-{week}.txt", scenario) for week in set(name.weeks)}
    return _department(name, scenario, pasts, [weeks[week] for week in name.weeks])


def _folder(path: Path, name: InstanceName) -> Path:
    for folder in (path, path / name.dataset):
        if (folder / f"Sc-{name.dataset}.txt").is_file():
            return folder
    advice = "Name the folder of the data set, or the folder that holds the data sets."
    raise FormatError(str(path), f"there is no Sc-{name.dataset}.txt.", advice)


def _department(name: InstanceName, scenario: Scenario, pasts: Iterable[Past], weeks: list[Week]) -> Department:
    span = horizon(len(weeks) * len(DAYS))
    later = {past.nurse: _later(past, scenario) for past in pasts if past.assignments or past.weekends}
    contracts = scenario.contracts | dict(later.values())
    return Department(
        id=name.text,
        name=scenario.name,
        currency=CURRENCY,
        horizon=span,
        credential_kinds=tuple(CredentialKind(code=skill) for skill in scenario.skills),
        shifts=tuple(ShiftType(id=shift, start=0, end=SHIFT_MINUTES) for shift in scenario.shifts),
        areas=tuple(Area(id=s, shifts=tuple(scenario.shifts), requires=has(s)) for s in scenario.skills),
        contracts=tuple(Contract(id=contract, overtime=OvertimeRule.NONE) for contract in contracts),
        staff=tuple(_staff(scenario, {nurse: contract for nurse, (contract, _) in later.items()})),
        shift_needs=tuple(_needs(weeks, span)),
        wishes=tuple(_wishes(weeks, span)),
        tails=tuple(tail(past, scenario, span.start) for past in pasts),
        policy=policy(scenario, contracts),
    )


def _later(past: Past, scenario: Scenario) -> tuple[str, ContractRow]:
    """A contract of what is left for a nurse who brings totals along; the spaces keep its id apart."""
    name = scenario.nurses[past.nurse].contract
    row = scenario.contracts[name]
    least, most = row.assignments.min or 0, row.assignments.max or 0
    if past.assignments > most or past.weekends > row.weekends:
        problem = f"{past.nurse} is beyond the contract's {most} assignments or {row.weekends} weekends already."
        raise past.line.mistake(problem, "Start from a history whose totals the contract allows.")
    left = Range(min=max(0, least - past.assignments), max=most - past.assignments)
    update = {"assignments": left, "weekends": row.weekends - past.weekends}
    return f"{name} after {past.assignments} days {past.weekends} weekends", row.model_copy(update=update)


def _staff(scenario: Scenario, later: Mapping[str, str]) -> Iterator[Person]:
    for name, nurse in scenario.nurses.items():
        skills = tuple(Competency(skill=skill) for skill in nurse.skills)
        yield Person(id=name, contract=later.get(name, nurse.contract), competencies=skills)


def _needs(weeks: Iterable[Week], span: Horizon) -> Iterator[ShiftNeed]:
    for number, week in enumerate(weeks):
        for need in week.needs:
            if need.optimum:
                yield ShiftNeed(
                    area=need.skill,
                    shift=need.shift,
                    date=span.date_of(number * len(DAYS) + need.day),
                    minimum=need.minimum,
                    target=need.optimum,
                )


def _wishes(weeks: Iterable[Week], span: Horizon) -> Iterator[Wish]:
    for number, week in enumerate(weeks):
        for nurse, shift, day in week.requests:
            date = span.date_of(number * len(DAYS) + day)
            yield Wish(person=nurse, date=date, kind=WishKind.OFF, shift=shift)
