from api.views.cost import MOST_KINDS, PRICES, REST, cost_table, policy_costs
from fixtures import showcase
from models.roster import CostLine, Verdict

PLACE = showcase.department(people=8, areas=2, days=14)


def judged() -> Verdict:
    verdict = showcase.result(PLACE).verdict
    assert verdict is not None
    return verdict


def test_areas_and_kinds_add_up_to_the_verdicts_cost() -> None:
    verdict = judged()
    table = cost_table(PLACE, verdict)
    assert table.total == verdict.cost == sum(map(table.of_kind, table.kinds))
    assert table.kinds[0] == "base"
    assert table.kinds[-1] == PRICES
    assert [row.label for row in table.rows] == ["X-ray", "CT", "Not tied to an area"]


def test_policy_items_add_up_to_the_verdicts_cost_too() -> None:
    verdict = judged()
    lines = {line.item.id: line for line in policy_costs(PLACE, verdict)}
    assert sum(line.cents for line in lines.values()) == verdict.cost
    assert lines["wanted-cover"].unit == "person-hour"
    assert lines["least-cover"].hole_minutes == verdict.holes
    costs = [one.cost for one in lines["wanted-cover"].violations]
    assert costs == sorted(costs, reverse=True)
    assert "pins" in lines


def test_many_small_kinds_of_pay_are_put_together_and_none_is_lost() -> None:
    lines = tuple(CostLine(term="wages", kind=f"kind {n}", cents=1000 - n, area="CT") for n in range(MOST_KINDS + 5))
    verdict = Verdict(holes=0, cost=0, broken=0, parts={}, lines=lines)
    table = cost_table(PLACE, verdict)
    assert len(table.kinds) == MOST_KINDS
    assert table.kinds[-1] == REST
    assert table.total == sum(line.cents for line in lines)
