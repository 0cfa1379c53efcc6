"""What people are told of a solve."""

import pytest

from api.commands.outcome import tell
from models.roster import Verdict
from scheduler.result import Result, Status
from tests.api.running import small


@pytest.mark.parametrize(
    ("items", "last"),
    [(8, "item-8 $1"), (11, "4 further items $10")],
)
def test_the_lines_of_cost_add_up_to_the_cost(capsys: pytest.CaptureFixture[str], items: int, last: str) -> None:
    parts = {"free": 0} | {f"item-{number}": 100 * (items + 1 - number) for number in range(1, items + 1)}
    verdict = Verdict(holes=0, cost=sum(parts.values()), broken=0, parts=parts, violations=(), lines=())
    tell(small(), Result(status=Status.FEASIBLE, roster=None, verdict=verdict, seconds=1.0, seed=0, workers=1))
    told = capsys.readouterr().out.splitlines()
    amounts = [int(line.rsplit("$", 1)[1]) for line in told if line.startswith("    ")]
    assert (len(amounts), 100 * sum(amounts)) == (8, verdict.cost)
    assert " ".join(told[-1].split()) == last
