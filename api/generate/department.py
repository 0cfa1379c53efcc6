"""A whole made-up department for one schedule block, with the exams that came before it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from api.credentials.mammography import place
from api.generate.areas import areas
from api.generate.catalogue import shift_types
from api.generate.contracts import contracts
from api.generate.dates import DEFAULT_START, horizon_of
from api.generate.demand import call_needs, coverage
from api.generate.draw import stream
from api.generate.history import volumes
from api.generate.kinds import credential_kinds
from api.generate.lapses import strike
from api.generate.leave import time_off
from api.generate.mammography import exams_on_record
from api.generate.pay import pay_rules
from api.generate.people import hire, named, pool_modality
from api.generate.policy import policy
from api.generate.posts import groups
from api.generate.reference import Reference, reference
from api.generate.sites import Network, plan_network
from api.generate.tails import Past, tails
from api.generate.teams import requirements
from api.generate.wishes import Choice, choice, wishes
from models.calendar import Horizon
from models.demand import Area
from models.department import Department
from models.errors import InputError
from models.staff import Person


@dataclass(frozen=True, slots=True)
class GeneratedDepartment:
    """What is to be rostered, and the history that a forecast can be made from."""

    department: Department
    volumes: pl.DataFrame
    """Columns area, source (ED, IP, OP), start (local wall-clock hour), exams; 26 weeks up to the horizon."""


def generate_department(technologists: int, seed: int, *, start: dt.date | None = None) -> GeneratedDepartment:
    """A department of so many technologists (10 … 1000), the same one for the same arguments.

    MR assistants come on top of the technologists, because MR may not run without them; imaging assistants, nurses
    and students do work that no rule here counts, and are left out. `start` is a Sunday, 2027-01-03 when absent.
    Raises `InputError` for a size out of range, a negative seed, or another day.
    """
    if seed < 0:
        raise InputError("seed", f"{seed} is negative.", "Use 0 or more.")
    book = reference()
    network = plan_network(technologists, book)
    horizon = horizon_of(start or DEFAULT_START, book)
    staff = _staff(network, book, horizon=horizon, seed=seed)
    department = _department(staff, network, book=book, horizon=horizon, seed=seed)
    return GeneratedDepartment(department, volumes(network, book, horizon=horizon, seed=seed))


def _staff(network: Network, book: Reference, *, horizon: Horizon, seed: int) -> list[Person]:
    teams = groups(network, book)
    hired = [one for team in teams for one in hire(team, book=book, network=network, horizon=horizon, seed=seed)]
    with_names = named(hired, stream(seed, "names"))
    return strike(with_names, stream(seed, "lapses"), book=book, horizon=horizon)


def _department(
    staff: Sequence[Person], network: Network, *, book: Reference, horizon: Horizon, seed: int
) -> Department:
    frame = _Frame(network, book, horizon)
    leave = time_off(staff, stream(seed, "leave"), book=book, horizon=horizon)
    asked = requirements(network)
    made = Department(
        id=f"reference-{network.technologists}-seed-{seed}",
        name=book.meta.name,
        horizon=horizon,
        credential_kinds=credential_kinds(tuple(site.letter for site in network.sites)),
        shifts=frame.shifts,
        areas=frame.areas,
        contracts=frame.contracts,
        staff=tuple(staff),
        coverage=tuple(coverage(network, book, horizon)),
        shift_needs=tuple(call_needs(network, horizon, range(horizon.days))),
        team_requirements=tuple(team for teams in asked.values() for team in teams),
        time_off=tuple(leave.rows),
        wishes=tuple(wishes([frame.choice(person) for person in staff], stream(seed, "wishes"), leave)),
        tails=tails([frame.past(person) for person in staff], network, horizon),
        pay=pay_rules(book),
        policy=policy(staff, asked, book=book, network=network, horizon=horizon),
    )
    return place(made, exams_on_record(staff, stream(seed, "mammography"), horizon))


class _Frame:
    """Shifts, areas and contracts, and what of them is open to a person."""

    def __init__(self, network: Network, book: Reference, horizon: Horizon) -> None:
        self.shifts = shift_types(book, horizon.holidays)
        self.areas = areas(network, book)
        self.contracts = contracts(book)

    def choice(self, person: Person) -> Choice:
        """The shifts that a person can wish for."""
        (area, *_) = self._areas_of(person)
        (contract,) = (one for one in self.contracts if one.id == person.contract)
        return choice(person, contract, [shift for shift in self.shifts if shift.id in area.shifts])

    def past(self, person: Person) -> Past:
        """Where and on which shifts a person can have been before the horizon."""
        wished = self.choice(person).shifts
        nights = [shift for shift in wished if "night" in shift.tags]
        return Past(person, tuple(area.id for area in self._areas_of(person)), nights or wished)

    def _areas_of(self, person: Person) -> list[Area]:
        """The home area, or every area of a floating person's modality."""
        return [area for area in self.areas if area.id == person.home_area or area.modality == pool_modality(person)]
