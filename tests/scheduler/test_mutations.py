"""Mistakes that somebody could make are caught by the examples and the contract; each was planted to see."""

import json
import subprocess
import sys

import pytest

from tests.scheduler.mutants import MUTATIONS, ROOT, Mutation


@pytest.fixture(scope="module")
def verdicts() -> dict[Mutation, str | None]:
    """What caught each mutant, None for those that nothing caught."""
    run = [sys.executable, "-m", "tests.scheduler.mutants"]
    done = subprocess.run(run, cwd=ROOT, check=True, capture_output=True, text=True)
    return dict(zip(MUTATIONS, json.loads(done.stdout), strict=True))


@pytest.mark.parametrize("mutation", MUTATIONS, ids=str)
def test_a_mistake_is_caught(mutation: Mutation, verdicts: dict[Mutation, str | None]) -> None:
    found = (ROOT / mutation.file).read_text(encoding="utf-8").count(mutation.old)
    assert found == 1, (
        f"{mutation.file} has this text {found} times: {mutation.old!r}. Maybe the mutation is out of date"
    )
    assert verdicts[mutation], "the contract does not notice. Maybe an example is missing"


def test_all_mistakes_are_caught_by_the_contract(
    verdicts: dict[Mutation, str | None], capsys: pytest.CaptureFixture[str]
) -> None:
    caught = sum(why is not None for why in verdicts.values())
    with capsys.disabled():
        print(f"\n{caught} of {len(verdicts)} planted mistakes caught")  # noqa: T201 - the share is the result
    assert caught == len(verdicts) >= 60
