"""The process of an attempt: it leaves processors to those who answer."""

import io
import json

import pytest

from api.jobs import runner


def test_an_attempt_steps_back_before_it_does_anything_else(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = list[int]()
    monkeypatch.setattr("os.nice", asked.append)
    monkeypatch.setattr("sys.stdin", io.StringIO("no order"))
    with pytest.raises(json.JSONDecodeError):
        runner.main()
    assert asked == [runner.NICE]
    assert runner.NICE > 0
