"""Rules for trades over HTTP: kept by version, for a whole department."""

from api.auth.rights import Role
from tests.api.self_service.clinic import CLINIC, actions
from tests.api.service import Service, match, problem

PATH = "/v1/departments/riverside/self-service"
RULES = {"swaps": {"most_cents": 2500, "notice_hours": 48}}


def test_rules_are_kept_by_version_and_recorded(any_service: Service) -> None:
    any_service.client().put("/v1/departments/riverside", json=CLINIC)
    manager = any_service.client(Role.MANAGER)
    none = manager.get(PATH)
    assert (none.headers["etag"], none.json()["swaps"], none.json()["changed_by"]) == ('"0"', None, None)
    first = manager.put(f"{PATH}?why=agreed", json=RULES, headers={"If-Match": none.headers["etag"]})
    assert first.status_code == 200, first.text
    assert first.json()["swaps"] == {
        "most_cents": 2500, "notice_hours": 48, "same_modality": True, "overtime": False, "new_misses": False
    }  # fmt: skip
    assert first.json()["give_aways"] is None
    problem(manager.put(PATH, json=RULES), 428, "version-required")
    problem(manager.put(PATH, json=RULES, headers=match(2)), 412, "version-conflict")
    assert manager.put(PATH, json={}, headers=match(1)).json()["version"] == 2
    assert manager.get(PATH).json()["swaps"] is None
    assert actions(any_service, "self_service.") == ["self_service.rules_set"] * 2


def test_rules_are_for_managers_of_the_whole_department(service: Service) -> None:
    service.client().put("/v1/departments/riverside", json=CLINIC)
    problem(service.client(Role.MANAGER).put(PATH, json=RULES, headers=match(3)), 412, "version-conflict")
    partly = service.client(Role.MANAGER, "riverside", areas=("CT",))
    assert "of the whole department" in problem(partly.put(PATH, json=RULES), 403, "forbidden")["detail"]
    period = {"department": "riverside", "first_day": "2100-02-01", "last_day": "2100-02-28"}
    refused = partly.post("/v1/request-periods", json=period | {"closes_at": "2099-01-01T00:00:00Z"})
    problem(refused, 403, "forbidden")
    wrong = service.client().put(PATH, json={"swaps": {"most_cents": -1}})
    assert "most_cents" in problem(wrong, 422, "invalid")["detail"]
    assert service.client(Role.STAFF, "riverside").get(PATH).json()["version"] == 0


def test_a_manager_of_some_areas_makes_wishes_for_its_people(service: Service) -> None:
    service.client().put("/v1/departments/riverside", json=CLINIC)
    period = {"department": "riverside", "first_day": "2100-02-01", "last_day": "2100-02-28"}
    service.client().post("/v1/request-periods", json=period | {"closes_at": "2099-01-01T00:00:00Z"})
    partly = service.client(Role.MANAGER, "riverside", areas=("CT",))
    wish = {"department": "riverside", "date": "2100-02-02", "kind": "off"}
    assert partly.post("/v1/wishes", json=wish | {"person": "ann"}).status_code == 201
    refused = problem(partly.post("/v1/wishes", json=wish | {"person": "cy"}), 403, "forbidden")
    assert "The wish of cy is of the area MR" in refused["detail"]
