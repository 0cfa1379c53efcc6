"""The job that prices what lapses: the department solved as it is, and with every lapsing paper renewed."""

import datetime as dt
from typing import Final

from pydantic import JsonValue

from api.audit.change import Change
from api.credentials.lapses import lapses, renewed
from api.credentials.pricing import KIND
from api.credentials.radar import compare
from api.credentials.schemas import PricedRadar, PricedRadarOrder
from api.departments.composition import composed
from api.jobs.handlers import Ending, Handler, Work
from api.jobs.schemas import Job, JobState
from models.department import Department
from scheduler.result import Result
from scheduler.search.supervisor import solve

SOLVED: Final = "solved"
"""Kind of the event that tells of one of the two rosters."""


class PriceRadarHandler:
    """Solves the version of the department that was ordered, with what other features add to it by now."""

    def run(self, work: Work) -> JsonValue:
        """Solve twice; the first roster is kept, so that a later attempt has only the second to make."""
        order = PricedRadarOrder.model_validate({name: work.order[name] for name in ("seconds", "seed", "workers")})
        version, until = int(str(work.order["version"])), dt.date.fromisoformat(str(work.order["until"]))
        with work.database.read() as session:
            department, _ = composed(session, work.job.subject, version)
        found = lapses(department, until)
        told = PricedRadar(department=department.id, version=version, until=until, lapses=found, price=None)
        if any(lapse.matters for lapse in found):
            better = renewed(department, until)
            if work.kept is None:
                first = _solved(work, department, order, "with_lapses")
            else:
                first = Result.model_validate_json(work.kept)
            second = _solved(work, better, order, "without")
            told = told.model_copy(update={"price": compare(first, second, better)})
        return told.model_dump(mode="json")

    def prepare(self, work: Work) -> None:
        """Nothing: what is kept is only half of a comparison."""

    def settle(self, change: Change, job: Job, ending: Ending) -> JsonValue:
        """The radar with its price; nothing of a job that was ended early, since one solve compares with nothing."""
        priced = ending.result if ending.state is JobState.SUCCEEDED else None
        change.record("radar.priced", job.subject, department=job.department, after={"priced": priced is not None})
        return priced


def _solved(work: Work, department: Department, order: PricedRadarOrder, side: str) -> Result:
    result = solve(department, seconds=order.seconds, seed=order.seed, workers=order.workers)
    said: dict[str, JsonValue] = {"side": side, "status": result.status.value, "bound": result.bound}
    if result.verdict is not None:
        said |= {"holes": result.verdict.holes, "cost": result.verdict.cost}
    work.hold.tell(SOLVED, said, keep=result.model_dump_json() if side == "with_lapses" else None)
    return result


HANDLERS: dict[str, Handler] = {KIND: PriceRadarHandler()}
