"""Attending to an attempt: cancelled, stopped, dead, or of wrong input, a job is never left half way."""

import os
import threading

import pytest

from api.audit.change import changing
from api.jobs import attendant, queue
from api.jobs.attendant import MOST_DEATHS, attend
from api.jobs.handlers import Work
from api.jobs.hold import Hold, claim, queue_again
from api.jobs.runner import run
from api.jobs.schemas import Job, JobState
from api.jobs.worker import work
from api.rosters.checked import checked
from api.rosters.work import GenerateRosterHandler
from api.storage.database import Database
from tests.api.rosters.made import ANN, held, kept, ordered
from tests.api.service import Service

SLEEPS, FAILS = "import time; time.sleep(600)", "raise SystemExit(3)"
NEVER = threading.Event()


def job_of(database: Database, job: str) -> Job:
    with database.read() as session:
        return queue.find(session, job)


def test_a_cancelled_attempt_is_killed_and_what_it_kept_is_there(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attendant, "RUNNER", SLEEPS)
    made, hold = ordered(service), held(service)
    hold.tell("incumbent", {}, keep=kept(ANN))

    def ask() -> None:
        with changing(service.database, actor="key:a") as change:
            queue.cancel(change, made.job)

    asking = threading.Timer(0.5, ask)
    asking.start()
    attend(hold, NEVER)
    asking.join()
    assert job_of(service.database, made.job).state is JobState.CANCELLED
    assert service.client().get(f"/v1/rosters/{made.roster}").json()["assignments"] == [ANN]


def test_what_was_kept_is_checked_before_somebody_cancels(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attendant, "RUNNER", SLEEPS)
    monkeypatch.setattr(attendant, "PREPARE_SECONDS", 0.01)
    made, hold, ready = ordered(service), held(service), threading.Event()
    hold.tell("incumbent", {}, keep=kept(ANN))
    prepare = GenerateRosterHandler.prepare

    def preparing(handler: GenerateRosterHandler, work: Work) -> None:
        prepare(handler, work)
        monkeypatch.setattr("api.rosters.checked.verify", None)  # nobody can check anything any more
        ready.set()

    monkeypatch.setattr(GenerateRosterHandler, "prepare", preparing)
    checked.forget()

    def ask() -> None:
        ready.wait()
        with changing(service.database, actor="key:a") as change:
            queue.cancel(change, made.job)

    asking = threading.Thread(target=ask)
    asking.start()
    attend(hold, NEVER)
    asking.join()
    assert service.client().get(f"/v1/rosters/{made.roster}").json()["assignments"] == [ANN]


def test_an_attempt_whose_worker_is_to_end_is_given_back(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attendant, "RUNNER", SLEEPS)
    made, stop = ordered(service), threading.Event()
    stop.set()
    attend(held(service), stop)
    assert job_of(service.database, made.job).state is JobState.QUEUED


def test_an_attempt_that_dies_is_begun_anew_and_after_some_times_the_job_has_failed(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attendant, "RUNNER", FAILS)
    made = ordered(service)
    held(service).give_back("its server was started anew")
    for attempt in range(2, MOST_DEATHS + 2):
        assert job_of(service.database, made.job).state is JobState.QUEUED
        hold = held(service)
        assert hold.attempt == attempt
        attend(hold, NEVER)
    ended = job_of(service.database, made.job)
    assert ended.state is JobState.FAILED
    assert "its process died (exit code 3;" in ended.error
    assert claim(service.database, "a worker") is None


def test_an_attempt_that_became_anothers_is_killed_and_writes_nothing(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attendant, "RUNNER", SLEEPS)
    made, hold = ordered(service), held(service)
    with service.database.write() as session:
        queue_again(session, queue.row_of(session, made.job, lock=True), "a test")
    attend(hold, NEVER)
    assert job_of(service.database, made.job).state is JobState.QUEUED


def test_wrong_input_fails_with_its_reason(service: Service) -> None:
    policy = [{"id": "cover", "family": "no_such_family"}]
    made = ordered(service, policy=policy)
    run(held(service))
    ended = job_of(service.database, made.job)
    assert ended.state is JobState.FAILED
    assert "no_such_family" in ended.error
    assert service.client().get(f"/v1/rosters/{made.roster}").json()["state"] == "draft"


def test_an_attempt_in_this_process_makes_the_roster(service: Service) -> None:
    made = ordered(service, seconds=60)
    run(held(service))
    ended = job_of(service.database, made.job)
    assert (ended.state, ended.error) == (JobState.SUCCEEDED, "")
    assert service.client().get(f"/v1/rosters/{made.roster}").json()["status"] == "OPTIMAL"


def test_a_worker_takes_jobs_until_it_is_told_to_end(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    stop, seen = threading.Event(), list[str]()

    def attended(hold: Hold, _stop: threading.Event, **_more: object) -> None:
        seen.append(hold.job)
        if len(seen) == len(jobs):
            stop.set()

    monkeypatch.setattr("api.jobs.worker.attend", attended)
    jobs = [ordered(service).job for _ in range(3)]
    work(service.database, stop, owner=f"worker {os.getpid()}")
    assert seen == jobs


def test_a_worker_whose_server_is_gone_takes_nothing_and_puts_nothing_back(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = ordered(service)
    monkeypatch.setattr("api.jobs.worker.surely_gone", lambda owner: owner == "of a dead server")
    work(service.database, NEVER, owner="of a dead server")
    assert job_of(service.database, made.job).attempt == 0
