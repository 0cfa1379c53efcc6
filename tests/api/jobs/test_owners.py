"""Names of owners: those of processes that ended here are known to be gone, and of nobody else is that said."""

import os
import subprocess
import sys

import pytest

from api.jobs import owners
from api.jobs.owners import new_owner, surely_gone


def ended() -> str:
    """The name of somebody who has come and gone."""
    code = "from api.jobs.owners import new_owner; print(new_owner())"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    ).stdout.strip()


def test_whoever_runs_is_not_gone_and_no_two_have_one_name() -> None:
    assert not surely_gone(new_owner())
    assert new_owner() != new_owner()


def test_whoever_ended_is_gone() -> None:
    assert surely_gone(ended())


def test_a_process_that_has_the_number_of_an_earlier_one_is_another() -> None:
    host, here, process, begun, token = new_owner().rsplit("-", 4)
    assert surely_gone("-".join((host, here, process, str(int(begun) - 1), token)))


def test_of_other_machines_containers_and_names_nothing_is_said() -> None:
    host, here, process, begun, token = ended().rsplit("-", 4)
    assert surely_gone(f"elsewhere-{here}-{process}-{begun}-{token}")
    for other in ("0" * 12, "nowhere"):
        assert not surely_gone(f"{host}-{other}-{process}-{begun}-{token}")
    assert not surely_gone("worker 1")


def test_where_the_system_does_not_say_which_process_is_whose_nobody_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    gone = ended()
    monkeypatch.setattr(owners, "_here", lambda: "nowhere")
    assert not surely_gone(gone)
    assert not surely_gone(new_owner())


def test_another_accounts_process_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_process: int, _signal: int) -> None:
        raise PermissionError

    gone = ended()
    monkeypatch.setattr(os, "kill", refuse)
    assert not surely_gone(gone)
