package rivals.timefold;

import static ai.timefold.solver.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore.ONE_HARD;
import static ai.timefold.solver.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore.ONE_MEDIUM;
import static ai.timefold.solver.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore.ONE_SOFT;
import static ai.timefold.solver.core.api.score.stream.ConstraintCollectors.countBi;
import static ai.timefold.solver.core.api.score.stream.ConstraintCollectors.countDistinct;
import static ai.timefold.solver.core.api.score.stream.ConstraintCollectors.sum;
import static ai.timefold.solver.core.api.score.stream.ConstraintCollectors.toConsecutiveSequences;
import static ai.timefold.solver.core.api.score.stream.Joiners.equal;
import static ai.timefold.solver.core.api.score.stream.Joiners.filtering;

import java.util.ArrayList;
import java.util.List;

import ai.timefold.solver.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore;
import ai.timefold.solver.core.api.score.stream.Constraint;
import ai.timefold.solver.core.api.score.stream.ConstraintFactory;
import ai.timefold.solver.core.api.score.stream.ConstraintProvider;
import ai.timefold.solver.core.api.score.stream.bi.BiConstraintStream;
import ai.timefold.solver.core.api.score.stream.common.Sequence;
import ai.timefold.solver.core.api.score.stream.common.SequenceChain;

/**
 * The constraints of Timefold's employee scheduling quick start (one shift a day, skills, rest between shifts, days
 * off, wishes) said for all that a department asks. One shift a day, skills and days off need no constraint: a cell
 * holds one duty, out of those that the person may work that day.
 *
 * <p>Counts and rows also cost something when nobody works, and then no cell joins them. So each is charged as if it
 * were empty, and what the cells change is added.
 */
public class RosterConstraints implements ConstraintProvider {

    private static final HardMediumSoftLongScore[] LEVELS = {ONE_HARD, ONE_MEDIUM, ONE_SOFT};
    private static final String[] NAMES = {"hard", "holes", "priced"};

    @Override
    public Constraint[] defineConstraints(ConstraintFactory factory) {
        List<Constraint> all = new ArrayList<>();
        all.add(cellCosts(factory));
        // Streams that several constraints begin with are made once: Timefold then computes them once.
        var counted = counted(factory);
        var staffed = staffed(factory);
        var worked = worked(factory);
        List<BiConstraintStream<Rules.Run, Sequence<Cell, Integer>>> runs =
                List.of(runs(factory, false), runs(factory, true));
        for (boolean hard : new boolean[] {true, false}) {
            String name = hard ? ", hard" : ", priced";
            HardMediumSoftLongScore unit = hard ? ONE_HARD : ONE_SOFT;
            for (int gap = 1; gap <= Person.MOST_GAP; gap++) {
                all.add(apart(factory, gap, hard, unit, "apart by " + gap + name));
            }
            all.add(emptyCounts(factory, hard, unit, "empty counts" + name));
            all.add(counts(counted, hard, unit, "counts" + name));
            for (var run : runs) {
                all.add(tooLongOrShort(run, hard, unit, "days in a row " + all.size() + name));
            }
            all.add(weekends(worked, hard, unit, "weekends" + name));
            all.add(both(factory, hard, unit, "whole weekends" + name));
        }
        for (int level = 0; level < LEVELS.length; level++) {
            all.add(emptyRows(factory, level));
            all.add(rows(staffed, level));
        }
        return all.toArray(new Constraint[0]);
    }

    private static Constraint cellCosts(ConstraintFactory factory) {
        return factory.forEachIncludingUnassigned(Cell.class)
                .filter(cell -> cell.cost() != 0)
                .penalizeLong(ONE_SOFT, Cell::cost)
                .asConstraint("wages and wishes");
    }

    private static Constraint apart(ConstraintFactory factory, int gap, boolean hard, HardMediumSoftLongScore unit,
            String name) {
        return factory.forEach(Cell.class)
                .join(Cell.class, equal(Cell::getPerson), equal(cell -> cell.getDay() + gap, Cell::getDay))
                .filter((first, second) -> first.getPerson().apart(first, second, hard) != 0)
                .penalizeLong(unit, (first, second) -> first.getPerson().apart(first, second, hard))
                .asConstraint(name);
    }

    private static BiConstraintStream<Rules.Count, Integer> counted(ConstraintFactory factory) {
        return factory.forEach(Cell.class)
                .join(Rules.Count.class,
                        equal(Cell::getPerson, Rules.Count::person),
                        filtering((cell, count) -> count.amount(cell) > 0))
                .groupBy((cell, count) -> count, sum((cell, count) -> count.amount(cell)));
    }

    private static Constraint emptyCounts(ConstraintFactory factory, boolean hard, HardMediumSoftLongScore unit,
            String name) {
        return factory.forEach(Rules.Count.class)
                .filter(count -> count.hard() == hard && count.cost(0) != 0)
                .penalizeLong(unit, count -> count.cost(0))
                .asConstraint(name);
    }

    private static Constraint counts(BiConstraintStream<Rules.Count, Integer> counted, boolean hard,
            HardMediumSoftLongScore unit, String name) {
        return counted
                .filter((count, total) -> count.hard() == hard && count.cost(total) != count.cost(0))
                .impactLong(unit, (count, total) -> count.cost(0) - count.cost(total))
                .asConstraint(name);
    }

    private static BiConstraintStream<Rules.Run, Sequence<Cell, Integer>> runs(ConstraintFactory factory,
            boolean off) {
        var cells = off ? factory.forEachIncludingUnassigned(Cell.class) : factory.forEach(Cell.class);
        return cells
                .join(factory.forEach(Rules.Run.class).filter(run -> run.off() == off),
                        equal(Cell::getPerson, Rules.Run::person),
                        filtering((cell, run) -> run.counts(cell)))
                .groupBy((cell, run) -> run, toConsecutiveSequences((Cell cell, Rules.Run run) -> cell, Cell::getDay))
                .flattenLast(SequenceChain::getConsecutiveSequences);
    }

    private static Constraint tooLongOrShort(BiConstraintStream<Rules.Run, Sequence<Cell, Integer>> runs,
            boolean hard, HardMediumSoftLongScore unit, String name) {
        return runs
                .filter((run, days) -> run.hard() == hard && run.cost(days) != 0)
                .penalizeLong(unit, (run, days) -> run.cost(days))
                .asConstraint(name);
    }

    private static BiConstraintStream<Rules.WeekendLimit, Integer> worked(ConstraintFactory factory) {
        return factory.forEach(Cell.class)
                .filter(cell -> cell.getWeekend() >= 0)
                .join(Rules.WeekendLimit.class,
                        equal(Cell::getPerson, Rules.WeekendLimit::person),
                        filtering((cell, limit) -> limit.counts(cell)))
                .groupBy((cell, limit) -> limit, countDistinct((cell, limit) -> cell.getWeekend()));
    }

    private static Constraint weekends(BiConstraintStream<Rules.WeekendLimit, Integer> worked, boolean hard,
            HardMediumSoftLongScore unit, String name) {
        return worked
                .filter((limit, count) -> limit.hard() == hard && count > limit.most())
                .penalizeLong(unit, (limit, count) -> (count - limit.most()) * limit.price())
                .asConstraint(name);
    }

    private static Constraint both(ConstraintFactory factory, boolean hard, HardMediumSoftLongScore unit,
            String name) {
        return factory.forEach(Rules.Both.class)
                .filter(both -> both.hard() == hard)
                .join(factory.forEachIncludingUnassigned(Cell.class),
                        equal(Rules.Both::person, Cell::getPerson), equal(Rules.Both::day, Cell::getDay))
                .join(factory.forEachIncludingUnassigned(Cell.class),
                        equal((both, first) -> both.person(), Cell::getPerson),
                        equal((both, first) -> both.day() + 1, Cell::getDay))
                .filter((both, first, second) -> both.counts(first) != both.counts(second))
                .penalizeLong(unit, (both, first, second) -> both.price())
                .asConstraint(name);
    }

    private static BiConstraintStream<Rules.Row, Integer> staffed(ConstraintFactory factory) {
        return factory.forEach(Cell.class)
                .join(Rules.Place.class,
                        equal(Cell::getDay, Rules.Place::day),
                        equal(Cell::getDuty, Rules.Place::duty),
                        filtering((cell, place) -> place.row().counts(cell)))
                .groupBy((cell, place) -> place.row(), countBi());
    }

    private static Constraint emptyRows(ConstraintFactory factory, int level) {
        return factory.forEach(Rules.Row.class)
                .filter(row -> row.cost(0, level) != 0)
                .penalizeLong(LEVELS[level], row -> row.cost(0, level))
                .asConstraint("nobody there, " + NAMES[level]);
    }

    private static Constraint rows(BiConstraintStream<Rules.Row, Integer> staffed, int level) {
        return staffed
                .filter((row, there) -> row.cost(there, level) != row.cost(0, level))
                .impactLong(LEVELS[level], (row, there) -> row.cost(0, level) - row.cost(there, level))
                .asConstraint("people there, " + NAMES[level]);
    }
}
