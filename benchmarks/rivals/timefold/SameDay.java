package rivals.timefold;

import ai.timefold.solver.core.api.score.director.ScoreDirector;
import ai.timefold.solver.core.impl.heuristic.selector.common.decorator.SelectionFilter;
import ai.timefold.solver.core.impl.heuristic.selector.move.generic.SwapMove;

/** Lets only those swaps through that keep either the day or the person. */
public class SameDay implements SelectionFilter<Plan, SwapMove<Plan>> {

    @Override
    public boolean accept(ScoreDirector<Plan> director, SwapMove<Plan> move) {
        Cell one = (Cell) move.getLeftEntity();
        Cell other = (Cell) move.getRightEntity();
        return one.getDay() == other.getDay() || one.getPerson() == other.getPerson();
    }
}
