package rivals.timefold;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import ai.timefold.solver.core.api.score.director.ScoreDirector;
import ai.timefold.solver.core.impl.heuristic.move.AbstractMove;

/** Gives several cells new duties at once. */
final class BlockMove extends AbstractMove<Plan> {

    private final List<Cell> cells;
    private final Duty[] duties;

    BlockMove(List<Cell> cells, Duty[] duties) {
        this.cells = cells;
        this.duties = duties;
    }

    @Override
    public boolean isMoveDoable(ScoreDirector<Plan> director) {
        boolean changes = false;
        for (int place = 0; place < duties.length; place++) {
            Cell cell = cells.get(place);
            if (!Objects.equals(cell.getDuty(), duties[place])) {
                if (!cell.allows(duties[place])) {
                    return false;
                }
                changes = true;
            }
        }
        return changes;
    }

    @Override
    protected void doMoveOnGenuineVariables(ScoreDirector<Plan> director) {
        for (int place = 0; place < duties.length; place++) {
            Cell cell = cells.get(place);
            if (!Objects.equals(cell.getDuty(), duties[place])) {
                director.beforeVariableChanged(cell, "duty");
                cell.setDuty(duties[place]);
                director.afterVariableChanged(cell, "duty");
            }
        }
    }

    @Override
    public List<Cell> getPlanningEntities() {
        return cells;
    }

    @Override
    public List<Duty> getPlanningValues() {
        return Arrays.asList(duties);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BlockMove move && cells.equals(move.cells) && Arrays.equals(duties, move.duties);
    }

    @Override
    public int hashCode() {
        return 31 * cells.hashCode() + Arrays.hashCode(duties);
    }
}
