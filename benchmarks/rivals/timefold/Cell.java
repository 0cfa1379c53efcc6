package rivals.timefold;

import java.util.Comparator;
import java.util.List;

import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.entity.PlanningPin;
import ai.timefold.solver.core.api.domain.lookup.PlanningId;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.domain.variable.PlanningVariable;

/** A person on a day; unassigned is a day off. Days before the horizon are pinned. */
@PlanningEntity(difficultyComparatorClass = Cell.FewestOptions.class)
public class Cell {

    @PlanningId
    private Integer id;
    @PlanningPin
    private boolean pinned;
    private Person person;
    private int day;
    /** Number of the weekend, or -1. */
    private int weekend;
    private List<Duty> options;
    /** Cents by duty, the last being off. */
    private long[] cents;

    @PlanningVariable(valueRangeProviderRefs = "options", allowsUnassigned = true)
    private Duty duty;

    /** For the solver's copies. */
    public Cell() {
    }

    Cell(int id, Person person, int day, int weekend, List<Duty> options, long[] cents, boolean pinned, Duty duty) {
        this.id = id;
        this.person = person;
        this.day = day;
        this.weekend = weekend;
        this.options = options;
        this.cents = cents;
        this.pinned = pinned;
        this.duty = duty;
    }

    @ValueRangeProvider(id = "options")
    public List<Duty> getOptions() {
        return options;
    }

    public Integer getId() {
        return id;
    }

    public boolean isPinned() {
        return pinned;
    }

    public Person getPerson() {
        return person;
    }

    public int getDay() {
        return day;
    }

    public int getWeekend() {
        return weekend;
    }

    public Duty getDuty() {
        return duty;
    }

    public void setDuty(Duty duty) {
        this.duty = duty;
    }

    /** What stands in the cell costs so many cents. */
    long cost() {
        return cents[duty == null ? cents.length - 1 : duty.index()];
    }

    boolean allows(Duty other) {
        return !pinned && (other == null || options.contains(other));
    }

    /** Harder is a cell with fewer options, then an earlier day. */
    public static final class FewestOptions implements Comparator<Cell> {

        private static final Comparator<Cell> ORDER = Comparator
                .comparingInt((Cell cell) -> -cell.options.size())
                .thenComparingInt(cell -> -cell.day)
                .thenComparingInt(cell -> -cell.id);

        @Override
        public int compare(Cell one, Cell other) {
            return ORDER.compare(one, other);
        }
    }
}
