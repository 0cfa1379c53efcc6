"""Steps of swaps that many tests take."""

from typing import Any

from api.auth.rights import Role
from tests.api.self_service.clinic import date, staff
from tests.api.service import Service, match

APPROVE = {"approve": True}


def offered(service: Service, roster: str, giver: str = "ann", **more: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    """An offer of somebody's duty on the first day."""
    answer = staff(service, giver).post("/v1/swaps", json={"roster": roster, "give_date": date(1), **more})
    assert answer.status_code == 201, answer.text
    told: dict[str, Any] = answer.json()
    assert answer.headers["etag"] == f'"{told["version"]}"'
    return told


def accepted(service: Service, swap: str, taker: str = "bo", version: int = 1) -> dict[str, Any]:
    """The offer, taken."""
    answer = staff(service, taker).post(f"/v1/swaps/{swap}/accept", headers=match(version))
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def hr(service: Service, person: str, day: int, **more: Any) -> None:  # noqa: ANN401 - JSON
    """HR reports somebody away on a day."""
    message = {
        "department": "riverside", "employee": person, "status": "APPROVED", "request_type": "FMLA",
        "start_time": date(day), "end_time": date(day), "modified_at": "2025-11-28T16:20:00Z", **more,
    }  # fmt: skip
    assert service.client(Role.HR).put(f"/v1/time-off/workday/{person}{day}", json=message).status_code < 300
