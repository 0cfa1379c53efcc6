"""Every role at every page: pages are not in the OpenAPI document, and so have a matrix of their own."""

import json
import re
from collections import defaultdict

import pytest
from fastapi.routing import APIRoute, iter_route_contexts

from api.auth.guard import Allowed
from api.auth.rights import RIGHTS, Right, Role
from api.http.openapi import dependencies
from tests.api.rosters.made import made_roster
from tests.api.service import RIVERSIDE, Service

FORMS = {
    "rosters": {"once": "12345678"},
    "cell": {"version": "1", "person": "0", "day": "0"},
    "publish": {"version": "1"},
    "withdraw": {"version": "1", "why": "why"},
    "restore": {"version": "1", "back_to": "1"},
    "offer": {"roster": "nobody", "date": "2027-02-01"},
    "offers": {"roster": "nobody", "give_date": "2027-02-01", "once": "12345678"},
    "{step}": {"version": "1"},
    "claims": {"roster": "nobody", "date": "2027-02-01", "shift": "D", "area": "CT"},
    "wishes": {"date": "2027-02-01", "kind": "off"},
    "{trade}": {"version": "1", "says": "approve"},
    "open-shifts": {"roster": "nobody", "date": "2027-02-01", "duty": "0"},
    "{period}": {"version": "1", "closes_at": "2100-01-01T12:00"},
    "{department}/calendars": {"of": "person:ann"},
    "{department}/wishes": {"first_day": "2027-02-01", "last_day": "2027-02-02", "closes_at": "2100-01-01T12:00"},
    "{claim}/withdraw": {"version": "1"},
    "document": {"version": "1", "document": json.dumps(RIVERSIDE | {"id": "nobody"})},
    "new-department": {"document": json.dumps(RIVERSIDE | {"id": "nobody"})},
    "users": {"name": "kim", "role": "staff"},
    "{user}": {"version": "1", "role": "staff"},
    "keys": {"name": "a program", "role": "staff"},
}
"""What each form has to be sent with, by the end of its address."""
CHOICES = {"{step}": "accept", "{kind}": "swaps"}
"""Parts of addresses that are one of some words."""
OPEN = {"/", "/sign-in", "/sign-in/sso", "/sign-in/sso/back", "/sign-out", "/desk/assets/{name}"}


def form_of(path: str) -> dict[str, str]:
    """What a page is asked with."""
    *_, before, end = path.split("/")
    return FORMS.get(f"{before}/{end}") or FORMS.get(end, {})


def pages(service: Service) -> list[tuple[str, str, Right | None]]:
    """Method, path and right of every page."""
    found: list[tuple[str, str, Right | None]] = []
    for context in iter_route_contexts(service.app.routes):
        if isinstance(context.route, APIRoute) and context.route.endpoint.__module__.startswith("api.desk."):
            rights = [one.right for one in dependencies(context.route.dependant) if isinstance(one, Allowed)]
            right = rights[0] if rights else None
            found += [(method, str(context.path), right) for method in sorted(context.methods or ())]
    return found


def test_only_the_way_in_and_out_is_open(service: Service) -> None:
    found = pages(service)
    assert {path for _, path, right in found if right is None} == OPEN
    assert len(found) > 20


@pytest.mark.parametrize("role", [*Role, None])
def test_a_role_may_see_what_the_table_says_and_nothing_else(service: Service, role: Role | None) -> None:
    client = service.client(role)
    for method, path, right in pages(service):
        if right is None:
            continue
        form = form_of(path)
        place = re.sub(r"\{\w+\}", lambda part: CHOICES.get(part[0], "nobody"), path)
        answer = client.request(method, place, data=form, params=form, follow_redirects=False)
        if role is None:
            assert answer.headers["location"].startswith("/sign-in")
        else:
            assert (answer.status_code != 403) == (right in RIGHTS[role]), f"{role} at {method} {path}"
            assert answer.status_code in {200, 303, 403, 404}, f"{role} at {method} {path}: {answer.text}"


def test_rosters_of_others_are_as_good_as_not_there(service: Service) -> None:
    roster = made_roster(service).roster
    stranger = service.client(Role.MANAGER, "elsewhere")
    for method, path, right in pages(service):
        if right not in RIGHTS[Role.MANAGER] or "{" not in path:
            continue
        form = form_of(path)
        names = {"roster": roster, "department": "riverside", "step": "accept", "kind": "swaps"}
        place = path.format_map(defaultdict(lambda: "nobody", names))
        answer = stranger.request(method, place, data=form, params=form, follow_redirects=False)
        assert answer.status_code == 404, f"{method} {path}: {answer.status_code}"
        assert "Ann" not in answer.text
    assert "Riverside" not in stranger.get("/desk/departments").text
