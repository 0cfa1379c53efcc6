"""Whatever people do to each other's offers, in any order and from whatever they saw: no duty is lost or doubled."""

from collections import Counter
from random import Random
from typing import Any

import httpx2
import pytest
from fastapi.testclient import TestClient

from api.audit.chain import flaws
from api.auth.rights import Role
from tests.api.self_service.clinic import assignments, duty, in_force, staff
from tests.api.service import Service, match

PEOPLE = ("ann", "bo", "cy")
REFUSED = {403, 404, 409, 412, 422}
START = [duty("ann", 1), duty("ann", 4), duty("bo", 1, "N@CT"), duty("bo", 5, "D@MR"), duty("cy", 2), duty("cy", 6)]


def step(draw: Random, clients: dict[str, TestClient], lead: TestClient, roster: str) -> tuple[int, dict[str, Any]]:
    """Something that somebody does, mostly sensible."""
    known = lead.get("/v1/swaps?limit=200").json()["items"]
    going = [one for one in known if one["state"] in {"offered", "waiting"}]
    if not going or draw.random() < 0.25:
        return said(offer(draw, clients, roster, lead.get(f"/v1/rosters/{roster}").json()["assignments"]))
    swap = draw.choice(going if draw.random() < 0.9 else known)
    sensible = ("accept", "accept", "accept", "decline") if swap["state"] == "offered" else ("decision",)
    action = draw.choice(sensible if draw.random() < 0.9 else ("accept", "decline", "decision", "withdraw"))
    who = swap["taker"] if swap["taker"] and draw.random() < 0.8 else draw.choice(PEOPLE)
    client = lead if action == "decision" else clients[who]
    body = {"approve": draw.random() < 0.8} if action == "decision" else None
    seen = match(max(1, swap["version"] - draw.choice((0, 0, 0, 0, 1))))
    return said(client.post(f"/v1/swaps/{swap['id']}/{action}", json=body, headers=seen))


def offer(draw: Random, clients: dict[str, TestClient], roster: str, duties: list[dict[str, str]]) -> httpx2.Response:
    """Somebody offers a duty; to whom, and against what, may make no sense."""
    mine, other = draw.sample(duties, k=2)
    body = {"roster": roster, "give_date": mine["date"]}
    if draw.random() < 0.7:
        body |= {"taker": other["person"]}
        body |= {"take_date": other["date"]} if draw.random() < 0.5 else {}
    return clients[mine["person"]].post("/v1/swaps", json=body)


def said(answer: httpx2.Response) -> tuple[int, dict[str, Any]]:
    """The status of an answer, and what it tells."""
    told: dict[str, Any] = answer.json()
    return answer.status_code, told


@pytest.mark.parametrize("seed", [1, 2])
def test_no_duty_is_lost_or_doubled_and_no_rule_broken(service: Service, seed: int) -> None:
    draw, roster = Random(seed), in_force(service, *START)
    if seed % 2:
        rules = {"most_cents": 10**6, "overtime": True, "same_modality": False}
        service.client().put("/v1/departments/riverside/self-service", json={"give_aways": rules})
    clients, lead = {name: staff(service, name) for name in PEOPLE}, service.client(Role.LEAD)
    wanted = Counter((one["date"], one["shift"], one["area"]) for one in START)
    states: Counter[str] = Counter()
    for _ in range(50):
        status, told = step(draw, clients, lead, roster)
        assert status in {200, 201, *REFUSED}, told
        states[told["state"] if status < 300 else str(status)] += 1
        now = assignments(service, roster)
        assert Counter((one["date"], one["shift"], one["area"]) for one in now) == wanted
        assert max(Counter((one["person"], one["date"]) for one in now).values()) == 1
    assert lead.get(f"/v1/rosters/{roster}/verification").json()["broken"] == 0
    swaps = lead.get("/v1/swaps?limit=200").json()["items"]
    approved = sorted(one["roster_version"] for one in swaps if one["state"] == "approved")
    assert approved == list(range(3, 3 + len(approved))), "each is a version of its own"
    assert lead.get(f"/v1/rosters/{roster}").json()["version"] == 2 + len(approved)
    assert len(approved) >= 3, states
    with service.database.read() as session:
        assert list(flaws(session)) == []
