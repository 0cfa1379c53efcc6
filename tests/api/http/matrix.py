"""What every route is about: the declarations from which the matrix of roles, routes and owners is made.

A route is missing here? Say in `ROUTES` what it is about: by the names in its path, query or body that lead to a
department, which `World` makes; or that it is a list, or of nobody. Years of the examples are moved, so that everything
is still to come.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from api.auth.rights import Role


class Owner(StrEnum):
    """Whose thing a caller asks for."""

    OWN = "of the caller's department"
    COLLEAGUE = "of the caller's department, and of a colleague"
    OTHER = "of another department"
    NOBODY = "not there"


class Kind(StrEnum):
    """How a route has to do with departments."""

    OPEN = "for everybody"
    CALLER = "about the caller, or the service as a whole"
    LIST = "a list of what the caller may see"
    THING = "about one thing"
    DEPARTMENT = "about the department that the query or the body names"


@dataclass(frozen=True)
class About:
    """What a route is about."""

    kind: Kind
    things: Mapping[str, str] = field(default_factory=dict)
    """By parameter of path or query the name of a thing in `World`."""
    body: Mapping[str, Any] = field(default_factory=dict)
    """What the example of the body has otherwise; ``{name}`` stands for a thing."""
    personal: bool = False
    """Whether staff may have it of themselves alone."""
    version: int = 1
    """The version that a change is made from."""
    own: int = 0
    """The status for whoever may, where it is not one of success."""
    otherwise: Mapping[Role, int] = field(default_factory=dict)
    """The same for some roles."""


def thing(**things: str) -> About:
    """About one thing of one department."""
    return About(Kind.THING, things)


def personal(**things: str) -> About:
    """About one thing, which staff have of themselves alone."""
    return About(Kind.THING, things, personal=True)


OPEN, CALLER, LIST = About(Kind.OPEN), About(Kind.CALLER), About(Kind.LIST)
OF_DEPARTMENT = About(Kind.DEPARTMENT)
CANDIDATE, PUBLISHED = thing(roster="candidate"), thing(roster="published")
NOBODY_OF_THE_STAFF = dict.fromkeys((Role.ADMIN, Role.MANAGER, Role.LEAD), 403)
IN_FORCE = {"roster": "{published}"}
PARTS = {
    "staff": {"person": "new person"},
    "contracts": {"contract": "new contract"},
    "shifts": {"shift": "new shift"},
    "areas": {"area": "new area"},
    "coverage": {"date": "date", "area": "area"},
    "shift-needs": {"date": "date", "area": "area", "shift": "shift"},
}
"""Parts of a department, and what the address of one thing names."""
PASSWORD = {"password": "four words nobody said", "name": "new"}

ROUTES: dict[str, About] = {
    "GET /healthz": OPEN,
    "GET /readyz": OPEN,
    "GET /feeds/{token}.ics": OPEN,
    "POST /v1/session": OPEN,
    "DELETE /v1/session": OPEN,
    "GET /metrics": CALLER,
    "GET /v1/me": CALLER,
    "PUT /v1/me/password": About(Kind.CALLER, own=409),
    "GET /v1/audit": LIST,
    "POST /v1/keys": About(Kind.DEPARTMENT, body={"departments": ["{department}"]}),
    "GET /v1/keys": LIST,
    "DELETE /v1/keys/{key}": thing(key="key"),
    "POST /v1/users": About(Kind.DEPARTMENT, body={"departments": ["{department}"], "areas": None} | PASSWORD),
    "GET /v1/users": LIST,
    "GET /v1/users/{user}": thing(user="user"),
    "PUT /v1/users/{user}": About(Kind.THING, {"user": "user"}, body={"departments": ["riverside"], "areas": None}),
    "PUT /v1/users/{user}/password": thing(user="user"),
    "GET /v1/departments": LIST,
    "PUT /v1/departments/{department}": About(
        Kind.THING, {"department": "department"}, body={"id": "{department}", "name": "Changed"}
    ),
    "GET /v1/departments/{department}": thing(department="department"),
    "GET /v1/departments/{department}/versions": thing(department="department"),
    "POST /v1/rosters": OF_DEPARTMENT,
    "GET /v1/rosters": LIST,
    "GET /v1/rosters/{roster}": CANDIDATE,
    "GET /v1/rosters/{roster}/published": PUBLISHED,
    "GET /v1/rosters/{roster}/verification": CANDIDATE,
    "GET /v1/rosters/{roster}/versions": CANDIDATE,
    "GET /v1/rosters/{roster}/diff": CANDIDATE,
    "GET /v1/rosters/{roster}/roster.xlsx": CANDIDATE,
    "GET /v1/rosters/{roster}/roster.csv": PUBLISHED,
    "GET /v1/rosters/{roster}/roster.pdf": PUBLISHED,
    "GET /v1/rosters/{roster}/payroll.csv": CANDIDATE,
    "GET /v1/rosters/{roster}/calendar.ics": thing(roster="published", person="person"),
    "POST /v1/rosters/{roster}/edits": CANDIDATE,
    "POST /v1/rosters/{roster}/publish": CANDIDATE,
    "POST /v1/rosters/{roster}/withdraw": About(Kind.THING, {"roster": "published"}, version=2),
    "GET /v1/jobs": LIST,
    "GET /v1/jobs/{job}": thing(job="job"),
    "GET /v1/jobs/{job}/events": thing(job="ended"),
    "POST /v1/jobs/{job}/cancel": thing(job="job"),
    "POST /v1/feeds": OF_DEPARTMENT,
    "GET /v1/feeds": LIST,
    "DELETE /v1/feeds/{feed}": thing(feed="feed"),
    "GET /v1/time-off": LIST,
    "GET /v1/time-off/{source}/{remote_id}": personal(source="source", remote_id="absence"),
    "PUT /v1/time-off/{source}/{remote_id}": About(
        Kind.DEPARTMENT, {"source": "source", "remote_id": "absence"}, body={"modified_at": "2025-11-30T10:00:00Z"}
    ),
    "GET /v1/time-off/{source}/{remote_id}/effects": thing(source="source", remote_id="absence"),
    "POST /v1/time-off": OF_DEPARTMENT,
    "GET /v1/departments/{department}/equipment": thing(department="department"),
    "PUT /v1/departments/{department}/equipment": thing(department="department"),
    "POST /v1/departments/{department}/quality/control": About(
        Kind.THING, {"department": "department"}, body={"done_on": "2026-10-01"}
    ),
    "POST /v1/departments/{department}/quality/import": About(
        Kind.THING, {"department": "department"}, body={"csv": "date,area,acquired,rejected\n2026-10-01,CT,412,17\n"}
    ),
    "POST /v1/departments/{department}/quality/closings": thing(department="department"),
    "GET /v1/departments/{department}/quality/log": thing(department="department"),
    "GET /v1/departments/{department}/quality/report": thing(department="department"),
    "POST /v1/request-periods": About(
        Kind.DEPARTMENT, body={"first_day": "2027-03-01", "last_day": "2027-03-28", "closes_at": "2027-01-01T00:00:00Z"}
    ),
    "GET /v1/request-periods": LIST,
    "GET /v1/request-periods/{period}": thing(period="period"),
    "PUT /v1/request-periods/{period}": About(
        Kind.THING, {"period": "period"}, body={"closes_at": "2027-01-20T00:00:00Z"}
    ),
    "POST /v1/wishes": About(Kind.DEPARTMENT, body={"date": "2027-02-06", "person": "ann"}, otherwise={Role.LEAD: 403}),
    "GET /v1/wishes": LIST,
    "DELETE /v1/wishes/{wish}": About(Kind.THING, {"wish": "wish"}, personal=True, otherwise={Role.LEAD: 404}),
    "GET /v1/departments/{department}/self-service": thing(department="department"),
    "PUT /v1/departments/{department}/self-service": thing(department="department"),
    "GET /v1/rosters/{roster}/open-shifts": PUBLISHED,
    "POST /v1/open-shifts": About(Kind.DEPARTMENT, body=IN_FORCE | {"date": "2027-02-06"}),
    "DELETE /v1/open-shifts/{post}": thing(post="post"),
    "POST /v1/claims": About(Kind.DEPARTMENT, body=IN_FORCE | {"date": "2027-02-05"}, otherwise=NOBODY_OF_THE_STAFF),
    "GET /v1/claims": LIST,
    "GET /v1/claims/{claim}": personal(claim="claim"),
    "POST /v1/claims/{claim}/withdraw": personal(claim="claim"),
    "POST /v1/claims/{claim}/decision": thing(claim="claim"),
    "POST /v1/swaps": About(
        Kind.DEPARTMENT, body=IN_FORCE | {"giver": "ann", "give_date": "2027-02-01", "taker": None, "take_date": None}
    ),
    "GET /v1/swaps": LIST,
    "GET /v1/swaps/{swap}": personal(swap="offered by me"),
    "POST /v1/swaps/{swap}/accept": About(
        Kind.THING, {"swap": "offered to me"}, personal=True, otherwise=NOBODY_OF_THE_STAFF
    ),
    "POST /v1/swaps/{swap}/decline": personal(swap="offered to me"),
    "POST /v1/swaps/{swap}/withdraw": personal(swap="offered by me"),
    "POST /v1/webhooks": OF_DEPARTMENT,
    "GET /v1/webhooks": LIST,
    "GET /v1/webhooks/{webhook}": thing(webhook="webhook"),
    "DELETE /v1/webhooks/{webhook}": thing(webhook="webhook"),
    "POST /v1/webhooks/{webhook}/rotate": thing(webhook="webhook"),
    "POST /v1/webhooks/{webhook}/enable": thing(webhook="webhook"),
    "POST /v1/webhooks/{webhook}/test": thing(webhook="webhook"),
    "GET /v1/webhooks/{webhook}/deliveries": thing(webhook="webhook"),
    "POST /v1/webhooks/{webhook}/deliveries/{delivery}/repeat": thing(webhook="webhook", delivery="delivery"),
    "GET /v1/rosters/{roster}/budget": CANDIDATE,
    "POST /v1/rosters/{roster}/budget": CANDIDATE,
    "GET /v1/rosters/{roster}/budget.xlsx": CANDIDATE,
    "GET /v1/rosters/{roster}/budget.html": CANDIDATE,
    "GET /v1/departments/{department}/budget-plans": thing(department="department"),
    "GET /v1/departments/{department}/budget-plans/{period}": thing(department="department", period="plan"),
    "PUT /v1/departments/{department}/budget-plans/{period}": thing(department="department", period="plan"),
    "GET /v1/departments/{department}/burdens": thing(department="department"),
    "GET /v1/departments/{department}/staff/{person}/credentials": thing(department="department", person="person"),
    "PUT /v1/departments/{department}/staff/{person}/credentials": thing(department="department", person="person"),
    "GET /v1/departments/{department}/credentials/radar": thing(department="department"),
    "POST /v1/departments/{department}/credentials/radar": thing(department="department"),
    "GET /v1/rosters/{roster}/evidence": PUBLISHED,
    "GET /v1/rosters/{roster}/evidence.zip": PUBLISHED,
    "POST /v1/departments/{department}/volumes/import": thing(department="department"),
    "GET /v1/departments/{department}/volumes": thing(department="department"),
    "DELETE /v1/departments/{department}/volumes": thing(department="department"),
    "GET /v1/departments/{department}/forecast": thing(department="department"),
    "POST /v1/departments/{department}/forecast/coverage": thing(department="department"),
    "GET /v1/packs": CALLER,
    "POST /v1/departments/{department}/packs/{pack}": thing(department="department", pack="pack"),
    "GET /v1/departments/{department}/policy": thing(department="department"),
    "GET /v1/departments/{department}/policy/{item}": thing(department="department", item="item"),
    "PUT /v1/departments/{department}/policy/{item}": About(
        Kind.THING, {"department": "department", "item": "item"}, body={"id": "{item}"}
    ),
    "PUT /v1/departments/{department}/policy/{item}/enabled": thing(department="department", item="item"),
    "DELETE /v1/departments/{department}/policy/{item}": thing(department="department", item="item"),
    "POST /v1/swaps/{swap}/decision": About(Kind.THING, {"swap": "accepted"}, version=2),
}
for _part, _named in PARTS.items():
    _place = f"/v1/departments/{{department}}/{_part}"
    _one = f"{_place}/{'/'.join(f'{{{name}}}' for name in _named)}"
    ROUTES |= {f"GET {_place}": thing(department="department"), f"POST {_place}/import": thing(department="department")}
    ROUTES |= {f"{method} {_one}": thing(department="department", **_named) for method in ("GET", "PUT", "DELETE")}
