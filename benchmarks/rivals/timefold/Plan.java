package rivals.timefold;

import java.util.ArrayList;
import java.util.List;

import ai.timefold.solver.core.api.domain.solution.PlanningEntityCollectionProperty;
import ai.timefold.solver.core.api.domain.solution.PlanningScore;
import ai.timefold.solver.core.api.domain.solution.PlanningSolution;
import ai.timefold.solver.core.api.domain.solution.ProblemFactCollectionProperty;
import ai.timefold.solver.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore;

/** A problem and its roster. Hard are rules, medium are minutes of holes, soft are cents. */
@PlanningSolution
public class Plan {

    @ProblemFactCollectionProperty
    private List<Rules.Count> counts = new ArrayList<>();
    @ProblemFactCollectionProperty
    private List<Rules.Run> runs = new ArrayList<>();
    @ProblemFactCollectionProperty
    private List<Rules.WeekendLimit> limits = new ArrayList<>();
    @ProblemFactCollectionProperty
    private List<Rules.Both> boths = new ArrayList<>();
    @ProblemFactCollectionProperty
    private List<Rules.Row> rows = new ArrayList<>();
    @ProblemFactCollectionProperty
    private List<Rules.Place> places = new ArrayList<>();
    @PlanningEntityCollectionProperty
    private List<Cell> cells = new ArrayList<>();
    @PlanningScore
    private HardMediumSoftLongScore score;

    public List<Rules.Count> getCounts() {
        return counts;
    }

    public List<Rules.Run> getRuns() {
        return runs;
    }

    public List<Rules.WeekendLimit> getLimits() {
        return limits;
    }

    public List<Rules.Both> getBoths() {
        return boths;
    }

    public List<Rules.Row> getRows() {
        return rows;
    }

    public List<Rules.Place> getPlaces() {
        return places;
    }

    public List<Cell> getCells() {
        return cells;
    }

    public HardMediumSoftLongScore getScore() {
        return score;
    }

    public void setScore(HardMediumSoftLongScore score) {
        this.score = score;
    }
}
