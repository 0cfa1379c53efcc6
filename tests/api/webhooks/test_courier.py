"""What is in the outbox arrives at least once, on both back ends: through failures, deaths and silence."""

import datetime as dt
import threading

import pytest

from api.audit.chain import flaws
from api.auth.rights import Role
from api.settings import Settings
from api.webhooks import courier
from api.webhooks.courier import AT_ONCE, LEASE, TO_ONE, Courier, forget, settle, take
from api.webhooks.posting import Outcome
from tests.api.rosters.made import made_roster
from tests.api.service import Service
from tests.api.webhooks.receiver import receiving
from tests.api.webhooks.sent import HERE, Hook, aged, carried, deliveries, hooked
from tests.processes import wait_for

DAYS = dt.timedelta(days=3)
ALLOWING = Settings(webhook_networks="127.0.0.0/8")


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def ask(service: Service, hook: Hook, times: int = 1) -> None:
    client = service.client(Role.MANAGER)
    for _ in range(times):
        assert client.post(f"{hook.path}/test").status_code == 202


@pytest.fixture
def any_service(any_service: Service) -> Service:
    any_service.app.state.settings = ALLOWING
    return any_service


@pytest.fixture
def service(service: Service) -> Service:
    service.app.state.settings = ALLOWING
    return service


def test_a_receiver_that_fails_twice_gets_the_same_message_a_third_time(any_service: Service) -> None:
    with receiving(500, 503) as receiver:
        hook = hooked(any_service, receiver.url)
        ask(any_service, hook)
        assert [one.delivered for one in carried(any_service)] == [False]
        (one,) = deliveries(any_service, hook, "waiting")
        assert (one["attempts"], one["status"], one["error"]) == (1, 500, "answered 500")
        assert dt.timedelta(0) < dt.datetime.fromisoformat(one["next_at"]) - now() < dt.timedelta(seconds=2)
        assert any_service.client().get(hook.path).json()["failing_since"]
        assert carried(any_service) == [], "not due yet"
        assert [one.delivered for one in carried(any_service, later=DAYS)] == [False]
        assert [one.delivered for one in carried(any_service, later=DAYS)] == [True]
        assert carried(any_service, later=DAYS) == []
    assert len({(one.id, one.body) for one in receiver.arrived}) == 1
    assert all(one.read(hook.secret) for one in receiver.arrived)
    assert any_service.client().get(hook.path).json()["failing_since"] is None
    assert deliveries(any_service, hook)[0]["state"] == "delivered"


def test_a_message_is_given_up_after_its_last_attempt(service: Service) -> None:
    with receiving(*[500] * 20) as receiver:
        hook = hooked(service, receiver.url)
        ask(service, hook)
        while carried(service, later=DAYS):
            pass
    assert len(receiver.arrived) == 11
    (one,) = deliveries(service, hook)
    assert (one["state"], one["next_at"], one["attempts"]) == ("failed", None, 11)


def test_a_410_ends_the_webhook_and_what_waits_for_it(any_service: Service) -> None:
    with receiving(410) as receiver:
        hook = hooked(any_service, receiver.url)
        ask(any_service, hook, 3)
        (parcel, *_) = take(any_service.database, now=now(), limit=1)
        courier.deliver(any_service.database, parcel, HERE)
        assert carried(any_service, later=DAYS) == []
        manager = any_service.client(Role.MANAGER)
        shown = manager.get(hook.path).json()
        assert (bool(shown["disabled_at"]), "410" in shown["disabled_why"]) == (True, True)
        found = deliveries(any_service, hook, "failed")
        assert [one["error"] for one in found] == ["answered 410", *["the webhook was disabled"] * 2]
        assert manager.post(f"{hook.path}/test").status_code == 409
        assert manager.post(f"{hook.path}/enable?why=moved").json()["disabled_at"] is None
        manager.post(f"{hook.path}/deliveries/{found[2]['id']}/repeat")
        assert [one.delivered for one in carried(any_service)] == [True]
    events = any_service.client().get("/v1/audit?limit=200").json()["items"]
    (ended,) = [event for event in events if event["action"] == "webhook.disabled"]
    assert (ended["actor"], ended["department"]) == ("system", "riverside")
    with any_service.database.read() as session:
        assert list(flaws(session)) == []


def test_an_address_where_nothing_arrives_for_five_days_is_disabled(service: Service) -> None:
    with receiving(500, 500) as receiver:
        hook = hooked(service, receiver.url)
        ask(service, hook)
        carried(service)
        aged(service, "webhooks", "failing_since", 4)
        carried(service, later=DAYS)
        assert service.client().get(hook.path).json()["disabled_at"] is None
        ask(service, hook)
        aged(service, "webhooks", "failing_since", 6)
        receiver.answers.append(500)
        carried(service)
    assert "nothing has arrived since" in service.client().get(hook.path).json()["disabled_why"]


def test_a_courier_that_dies_leaves_its_message_to_the_next_one(any_service: Service) -> None:
    with receiving() as receiver:
        hook = hooked(any_service, receiver.url)
        ask(any_service, hook)
        (lost,) = take(any_service.database, now=now())
        assert take(any_service.database, now=now()) == []
        (again,) = take(any_service.database, now=now() + LEASE + dt.timedelta(seconds=1))
        assert (lost.attempt, again.attempt, lost.message) == (1, 2, again.message)
        settle(any_service.database, lost, Outcome(error="back from a pause"), now=now())
        assert deliveries(any_service, hook)[0]["error"] == "", "how a lost attempt went is of no interest"
        courier.deliver(any_service.database, again, HERE)
        settle(any_service.database, lost, Outcome(error="and again"), now=now())
    assert deliveries(any_service, hook)[0]["state"] == "delivered"


def test_couriers_at_once_never_take_the_same_message(any_service: Service) -> None:
    hooks = [hooked(any_service, "https://hr.example/") for _ in range(4)]
    for hook in hooks:
        ask(any_service, hook, 2)
    found: list[str] = []
    threads = [
        threading.Thread(
            target=lambda: found.extend(one.delivery for one in take(any_service.database, now=now(), limit=3))
        )
        for _ in range(5)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == len(set(found)) == 8


def test_an_address_gets_some_messages_at_a_time_and_a_failing_one_a_single_one(service: Service) -> None:
    with receiving(500) as receiver:
        bad, good = hooked(service, receiver.url), hooked(service, "https://hr.example/")
        ask(service, bad)
        carried(service)
    ask(service, bad, AT_ONCE)
    ask(service, good, AT_ONCE)
    parcels = take(service.database, now=now() + DAYS, limit=100)
    assert [sum(one.endpoint == hook.id for one in parcels) for hook in (bad, good)] == [1, TO_ONE]
    assert take(service.database, now=now() + DAYS, without=[bad.id, good.id]) == []


def test_messages_are_kept_for_a_month_and_longer_while_they_wait(service: Service) -> None:
    with receiving() as receiver:
        hook = hooked(service, receiver.url)
        ask(service, hook)
        carried(service)
        ask(service, hook)
        aged(service, "webhook_messages", "made_at", 31)
        with service.database.write() as session:
            forget(session, now=now())
    (left,) = deliveries(service, hook)
    assert left["state"] == "waiting"


def test_the_courier_delivers_until_it_is_stopped(any_service: Service) -> None:
    stop = threading.Event()
    running = threading.Thread(target=Courier(any_service.database, HERE).run, args=(stop,))
    with receiving(500) as receiver, receiving() as other:
        running.start()
        hook, second = hooked(any_service, receiver.url), hooked(any_service, other.url)
        ask(any_service, hook, 3)
        ask(any_service, second, 12)
        roster = made_roster(any_service).roster
        any_service.client().post(f"/v1/rosters/{roster}/publish", headers={"If-Match": '"1"'})
        other.wait_for(13)
        receiver.wait_for(5)
        assert wait_for(lambda: {one["state"] for one in deliveries(any_service, hook)} == {"delivered"})
        stop.set()
        running.join(timeout=30)
    assert not running.is_alive()
    assert len({one.id for one in other.arrived}) == 13
    assert len({one.id for one in receiver.arrived}) == 4
