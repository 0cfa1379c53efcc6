"""Of all the people who are called on in the horizon, at most a share comes from some group."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from models.base import Noun
from models.policy import Level, Scope
from models.roster import Violation
from scheduler.extend import scoped_cells
from scheduler.family import Bound, TeamRow, TeamRule
from scheduler.linear import FALSE, TRUE, Lit
from scheduler.lines import Lines
from scheduler.problem import OFF, Problem

if TYPE_CHECKING:
    from scheduler.context import Context

WHOLE = 100
HOLES_PER_PERSON = 4800
"""While a hard share may still be broken, a person too many weighs ten shifts: more than their duties fill."""


class ActivationShareLimits(Noun):
    """The share."""

    percent: Annotated[int, Field(ge=0, le=WHOLE)]
    """Of a hundred people with a duty in scope, at most so many are of the group that the scope's people make."""


class ActivationShare(TeamRule[ActivationShareLimits]):
    """Everybody with a duty in scope is called on. An item for each group, with shares up to 100, makes a ratio.

    Searches by columns do not see it: their bounds stay true, and are weaker where it binds.
    """

    name, unit, limits = "activation_share", "person too many, a part of one whole", ActivationShareLimits

    def rows(self, problem: Problem, bound: Bound[ActivationShareLimits]) -> Iterator[TeamRow]:  # noqa: ARG002 - there are none
        """None: who is called on is no sum of duties. Who reads those only has a problem with one rule less."""
        yield from ()

    def post(self, ctx: "Context", bound: Bound[ActivationShareLimits]) -> None:
        """One row over everybody: whoever of the group is called on takes what the others leave."""
        group, percent, store = ctx.problem.people_in(bound.item.scope), bound.limits.percent, ctx.store
        shares = [WHOLE - percent if person in group else -percent for person in range(ctx.problem.people)]
        counted = zip(_called(ctx, bound), shares, strict=True)
        called = [(lit, share) for lit, share in counted if lit != FALSE and share]
        if all(lit == TRUE for lit, _ in called):
            return
        lits, coefs = [lit for lit, _ in called], [share for _, share in called]
        most = sum(coef for coef in coefs if coef > 0)
        least = sum(coef for coef in coefs if coef < 0)
        if most <= 0:
            return
        if bound.item.level is Level.HARD and not ctx.soft_team:
            broken = store.boolean()
            store.row([*lits, broken], [*coefs, -most], least - most, 0)
            ctx.require_clause(bound, [~broken])
            return
        people = store.integer(0, -(-most // WHOLE))
        store.row([*lits, people], [*coefs, -WHOLE], least - most - WHOLE, 0)
        if bound.item.level is Level.HARD:
            store.charge_holes(people, HOLES_PER_PERSON)
        else:
            store.charge(people, bound.price)

    def check(self, lines: Lines, bound: Bound[ActivationShareLimits]) -> Iterator[Violation]:
        """The horizon, when too many of the group are called on."""
        scope, percent = bound.item.scope, bound.limits.percent
        anybody = scope.model_copy(update={"people": None, "contracts": None, "tags": None, "without_tags": None})
        everybody, group = _called_of(lines, anybody), _called_of(lines, scope)
        beyond = WHOLE * group - percent * everybody
        if beyond > 0:
            message = (
                f"{bound.item.title or bound.item.id}: {group} of {everybody} people called on, more than {percent} %"
            )
            yield bound.miss(message, units=-(-beyond // WHOLE), date=lines.date(0))


def _called(ctx: "Context", bound: Bound[ActivationShareLimits]) -> Iterator[Lit]:
    """For each person one literal: they have a duty in scope in the horizon."""
    problem, window = ctx.problem, ctx.window
    inside = scoped_cells(problem, bound.item)
    days = range(problem.history, problem.history + problem.days)
    for person, line in enumerate(window.base.tolist()):
        if window.free[person].any():
            yield ctx.either([ctx.works(bound, person, day) for day in range(problem.days)])
        else:
            yield TRUE if any(line[day] != OFF and inside[day, line[day]] for day in days) else FALSE


def _called_of(lines: Lines, scope: Scope) -> int:
    return sum(next(lines.worked(person.id, scope), None) is not None for person in lines.people(scope))


FAMILY = ActivationShare()
