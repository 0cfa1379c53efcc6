"""Webhooks over HTTP: made, listed, rotated, tested, deleted, and by whom."""

import pytest

from api.auth.rights import Role
from api.settings import Settings
from tests.api.service import RIVERSIDE, Service, problem
from tests.api.webhooks.receiver import receiving
from tests.api.webhooks.sent import Hook, carried, deliveries, hooked

URL = "https://hr.example/webhooks"


@pytest.fixture
def service(service: Service) -> Service:
    """The service, where webhooks may lead to this machine."""
    service.app.state.settings = Settings(webhook_networks="127.0.0.0/8")
    return service


def test_the_secret_is_shown_once_and_in_no_trail(service: Service) -> None:
    hook = hooked(service, URL, label="HR", types=["roster.published"])
    admin = service.client()
    shown = admin.get(hook.path).json()
    assert (shown["url"], shown["label"], shown["types"]) == (URL, "HR", ["roster.published"])
    assert shown["disabled_at"] is shown["failing_since"] is None
    assert admin.get("/v1/webhooks").json()["items"] == [shown]
    said = "".join(admin.get(path).text for path in (hook.path, "/v1/webhooks", "/v1/audit"))
    assert hook.secret not in said
    assert "whsec_" not in said
    assert '"webhook.made"' in said


def test_after_a_rotation_both_secrets_hold_and_a_second_one_ends_the_first(service: Service) -> None:
    with receiving() as receiver:
        hook = hooked(service, receiver.url)
        manager = service.client(Role.MANAGER)
        second = manager.post(f"{hook.path}/rotate", json={}).json()["secret"]
        manager.post(f"{hook.path}/test")
        carried(service)
        assert receiver.arrived[0].read(hook.secret) == receiver.arrived[0].read(second)
        third = manager.post(f"{hook.path}/rotate", json={"overlap_hours": 0}).json()["secret"]
        manager.post(f"{hook.path}/test")
        carried(service)
    assert receiver.arrived[1].read(third)["type"] == "webhook.test"
    assert len(receiver.arrived[1].headers["webhook-signature"].split()) == 1
    assert len({hook.secret, second, third}) == 3


def test_a_test_message_arrives_and_is_told_of(service: Service) -> None:
    with receiving() as receiver:
        hook = hooked(service, receiver.url, types=["roster.published"])
        asked = service.client(Role.MANAGER).post(f"{hook.path}/test")
        assert (asked.status_code, asked.json()["state"], asked.json()["attempts"]) == (202, "waiting", 0)
        carried(service)
    (arrived,) = receiver.arrived
    told = arrived.read(hook.secret)
    assert (told["type"], told["data"]) == ("webhook.test", {"department": "riverside", "webhook": hook.id})
    (one,) = deliveries(service, hook, "delivered")
    assert (one["message"], one["status"], one["attempts"], one["error"]) == (arrived.id, 204, 1, "")
    assert (one["payload"], one["next_at"]) == (told, None)
    assert one["delivered_at"]


def test_a_delivery_is_repeated_under_its_own_id(service: Service) -> None:
    with receiving() as receiver:
        hook, other = hooked(service, receiver.url), hooked(service, receiver.url)
        manager = service.client(Role.MANAGER)
        first = manager.post(f"{hook.path}/test").json()
        carried(service)
        again = manager.post(f"{hook.path}/deliveries/{first['id']}/repeat?why=lost")
        assert (again.status_code, again.json()["state"], again.json()["attempts"]) == (202, "waiting", 0)
        carried(service)
        problem(manager.post(f"{other.path}/deliveries/{first['id']}/repeat"), 404, "not-found")
    assert [one.id for one in receiver.arrived] == [first["message"]] * 2
    assert receiver.arrived[0].body == receiver.arrived[1].body


def test_a_deleted_webhook_hears_nothing_more(service: Service) -> None:
    with receiving() as receiver:
        hook = hooked(service, receiver.url)
        manager = service.client(Role.MANAGER)
        manager.post(f"{hook.path}/test")
        assert manager.delete(hook.path).json()["id"] == hook.id
        assert carried(service) == []
    assert receiver.arrived == []
    for answer in (manager.get(hook.path), manager.delete(hook.path), manager.get(f"{hook.path}/deliveries")):
        problem(answer, 404, "not-found")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"url": "http://hr.house/"}, "Take https"),
        ({"url": "https://[::1]/"}, "RADROSTER_WEBHOOK_NETWORKS"),
        ({"url": "https://ann:secret@hr.example/"}, "Leave it out"),
        ({"types": []}, "types"),
        ({"types": ["roster.made"]}, "types"),
        ({"secret": "whsec_mine"}, "secret"),
    ],
)
def test_mistakes_are_told(change: dict[str, object], told: str, service: Service) -> None:
    service.app.state.settings = Settings()
    client = service.client()
    client.put("/v1/departments/riverside", json=RIVERSIDE)
    refused = client.post("/v1/webhooks", json={"url": URL, "department": "riverside", **change})
    assert told in problem(refused, 422, "invalid")["detail"]


def test_webhooks_are_for_departments_that_the_caller_knows(service: Service) -> None:
    hook = hooked(service, URL)
    everywhere = service.client().post("/v1/webhooks", json={"url": URL}).json()["endpoint"]["id"]
    mine, stranger = service.client(Role.MANAGER, "riverside"), service.client(Role.MANAGER, "elsewhere")
    assert [one["id"] for one in mine.get("/v1/webhooks").json()["items"]] == [hook.id]
    assert mine.get(hook.path).status_code == 200
    refused = mine.post("/v1/webhooks", json={"url": URL})
    assert "Name a department" in problem(refused, 403, "forbidden")["detail"]
    problem(mine.get(f"/v1/webhooks/{everywhere}"), 404, "not-found")
    problem(mine.post("/v1/webhooks", json={"url": URL, "department": "nowhere"}), 404, "not-found")
    assert stranger.get("/v1/webhooks").json()["items"] == []
    problem(stranger.get("/v1/webhooks?department=riverside"), 404, "not-found")
    for method, path in (
        ("GET", ""), ("DELETE", ""), ("POST", "/rotate"), ("POST", "/enable"), ("POST", "/test"),
        ("GET", "/deliveries"), ("POST", "/deliveries/dlv_1/repeat"),
    ):  # fmt: skip
        problem(stranger.request(method, hook.path + path, json={}), 404, "not-found")


def test_lists_go_on_where_they_stopped(service: Service) -> None:
    hooks: list[Hook] = [hooked(service, URL) for _ in range(3)]
    client = service.client()
    for path, ids in (
        ("/v1/webhooks", [one.id for one in reversed(hooks)]),
        (f"{hooks[0].path}/deliveries", [client.post(f"{hooks[0].path}/test").json()["id"] for _ in range(3)][::-1]),
    ):
        first = client.get(f"{path}?limit=2").json()
        rest = client.get(path, params={"limit": 2, "cursor": first["next"]}).json()
        assert [one["id"] for one in (*first["items"], *rest["items"])] == ids
        assert rest["next"] is None
