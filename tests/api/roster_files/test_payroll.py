"""Pay of a roster as a file: a row for each person, day and code, that adds up to what the roster was priced at."""

import csv
import io
from random import Random
from typing import Any

import pytest

from api.auth.rights import Role
from api.budget.payroll import OvertimeBasis, pay
from api.budget.stints import stints_of
from api.exchange.payroll_csv import pay_days_csv
from scheduler.problem import compile_problem
from scheduler.verify import verify
from tests.api.budget.test_agreement import anybody_anywhere, made_up
from tests.api.rosters.made import ANN, made_roster
from tests.api.service import RIVERSIDE, Service, problem


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode())))


@pytest.mark.parametrize("seed", range(2))
def test_the_rows_add_up_to_the_labour_cost_to_the_cent(seed: int) -> None:
    place = made_up(seed)
    roster = anybody_anywhere(compile_problem(place), Random(seed))
    labour = next(item.id for item in place.policy if item.family == "labour_cost")
    lines = pay(place, stints_of(place, roster), basis=OvertimeBasis.BASE_WAGE)
    found = rows(pay_days_csv(place, lines))
    assert sum(int(row["cents"]) for row in found) == verify(place, roster).parts[labour]
    keys = [(row["person"], row["date"], row["code"]) for row in found]
    assert keys == sorted(set(keys))
    assert len({row["code"] for row in found}) > 2


def paid(**person: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - fields of a person
    return [{**one, **person} for one in RIVERSIDE["staff"]]


def test_it_is_there_for_those_who_see_costs(service: Service) -> None:
    document = RIVERSIDE | {"staff": paid(hourly_cents=3000)}
    service.client().put("/v1/departments/riverside", json=document)
    path = f"/v1/rosters/{made_roster(service, ANN).roster}"
    answer = service.client(Role.MANAGER).get(f"{path}/payroll.csv")
    assert answer.headers["content-disposition"] == 'attachment; filename="payroll.csv"'
    (row,) = rows(answer.content)
    assert (row["person"], row["name"], row["date"], row["code"]) == ("ann", "Ann", "2027-02-01", "REG")
    assert int(row["cents"]) == int(row["minutes"]) * 50
    problem(service.client(Role.STAFF, person="ann").get(f"{path}/payroll.csv"), 403, "forbidden")
    problem(service.client().get(f"{path}/payroll.csv?basis=wages"), 422, "invalid")
    assert service.client().get(f"{path}/payroll.csv?basis=regular_rate").content == answer.content
