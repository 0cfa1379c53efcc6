"""The queue and a worker's hold on its job, on both back ends: one owner at a time, and nobody writes too late."""

import datetime as dt
import threading

import pytest

from api.audit.change import changing
from api.jobs import queue
from api.jobs.hold import STEP_SECONDS, Hold, LostHoldError, claim, forget_owner
from api.jobs.schemas import JobState
from api.jobs.stalled import STILL_SECONDS, Watcher
from api.storage.database import Database
from tests.api.jobs.submitted import Watch, state_of, submitted, taken


def said(database: Database, job: str) -> list[tuple[int, str, object]]:
    with database.read() as session:
        return [(event.number, event.kind, event.said.get("state")) for event in queue.watch(session, job, after=0)]


def test_jobs_are_taken_by_priority_and_then_in_order(database: Database) -> None:
    low, high, later = submitted(database), submitted(database, priority=5), submitted(database)
    assert [taken(database).job for _ in range(3)] == [high.id, low.id, later.id]
    assert claim(database, "worker 1") is None


def test_whoever_has_waited_long_enough_goes_before_a_higher_priority(database: Database) -> None:
    old, high = submitted(database), submitted(database, priority=5)
    for waited, first in ((STEP_SECONDS * 5 - 60, high), (STEP_SECONDS * 5 + 60, old)):
        with database.write() as session:
            queue.row_of(session, old.id, lock=True).made_at = high.made_at - dt.timedelta(seconds=waited)
        hold = taken(database)
        assert hold.job == first.id
        hold.give_back()


def test_each_job_is_taken_once_by_whomever(database: Database) -> None:
    jobs = {submitted(database).id for _ in range(8)}
    found: list[str] = []

    def take(name: str) -> None:
        while (claimed := claim(database, name)) is not None:
            found.append(claimed[0].id)

    threads = [threading.Thread(target=take, args=(f"worker {n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == sorted(jobs)


def test_events_are_numbered_and_what_is_kept_is_the_newest(database: Database) -> None:
    job, hold = submitted(database).id, taken(database)
    assert hold.kept() is None
    hold.tell("incumbent", {"cost": 5}, keep="first")
    hold.tell("incumbent", {"cost": 3}, keep="second")
    hold.tell("bound", {"bound": 2})
    assert hold.kept() == "second"
    assert said(database, job) == [
        (1, "state", "queued"), (2, "state", "running"), (3, "incumbent", None), (4, "incumbent", None),
        (5, "bound", None),
    ]  # fmt: skip
    with database.read() as session:
        assert [event.number for event in queue.watch(session, job, after=3)] == [4, 5]


def test_whoever_lost_hold_writes_nothing_any_more(database: Database) -> None:
    job, late = submitted(database).id, taken(database)
    late.tell("incumbent", {}, keep="of the first attempt")
    forget_owner(database, late.owner)
    now = taken(database, "worker 2")
    assert (now.job, now.attempt, now.kept()) == (job, 2, "of the first attempt")
    for write in (late.beat, lambda: late.tell("incumbent", {}, keep="too late")):
        with pytest.raises(LostHoldError):
            write()
    assert late.cancelling()
    late.give_back()
    assert (state_of(database, job), now.kept(), now.cancelling()) == (JobState.RUNNING, "of the first attempt", False)


def test_the_same_owner_of_an_earlier_attempt_is_a_stranger(database: Database) -> None:
    submitted(database)
    first = taken(database)
    first.give_back()
    second = taken(database)
    assert (second.owner, second.attempt) == (first.owner, 2)
    with pytest.raises(LostHoldError):
        first.beat()
    assert second.beat() is False


def test_a_job_that_waits_is_cancelled_at_once_and_one_that_runs_is_asked_to_end(database: Database) -> None:
    running, waiting = submitted(database).id, submitted(database).id
    hold = taken(database)
    for job in (running, waiting, waiting):
        with changing(database, actor="key:a") as change:
            queue.cancel(change, job)
    assert (state_of(database, waiting), state_of(database, running)) == (JobState.CANCELLED, JobState.RUNNING)
    assert hold.cancelling()
    assert hold.beat() is True
    assert claim(database, "worker 2") is None


def test_a_beat_that_stands_still_is_noticed_by_the_watchers_own_clock(database: Database) -> None:
    watch, job = Watch(), submitted(database).id
    hold, watcher = taken(database), Watcher(database, now=watch)
    for _ in range(10):
        hold.beat()
        watch.seconds += STILL_SECONDS * 0.9
        assert watcher.look() == []
    watch.seconds += STILL_SECONDS * 0.2
    assert watcher.look() == []
    watch.seconds += STILL_SECONDS
    assert watcher.look() == [job]
    assert watcher.look() == []
    assert said(database, job)[-1][1:] == ("state", "queued")
    assert taken(database, "worker 2").attempt == 2


def test_a_job_whose_owner_ended_on_this_machine_is_put_back_at_once(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost, _ = submitted(database).id, submitted(database)
    taken(database, "the dead")
    taken(database, "the living")
    monkeypatch.setattr("api.jobs.stalled.surely_gone", lambda owner: owner == "the dead")
    assert Watcher(database, now=Watch()).look() == [lost]
    assert taken(database, "worker 3").attempt == 2


def test_a_watcher_that_has_just_come_gives_everybody_time(database: Database) -> None:
    watch = Watch()
    watch.seconds = 10**6
    submitted(database)
    taken(database)
    watcher = Watcher(database, now=watch)
    assert watcher.look() == []
    watch.seconds -= 3600  # a clock that jumps back takes nothing away either
    assert watcher.look() == []


def test_a_hold_on_a_job_that_is_over_is_lost(database: Database) -> None:
    job = submitted(database).id
    hold = taken(database)
    with database.write() as session:
        row = hold.mine(session)
        queue.end(session, row, JobState.FAILED, at=row.made_at, error="of no use")
    assert state_of(database, job) is JobState.FAILED
    with pytest.raises(LostHoldError):
        Hold(database, job, hold.owner, hold.attempt).beat()
