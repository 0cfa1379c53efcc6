package rivals.timefold;

import ai.timefold.solver.core.api.score.stream.common.Sequence;

/**
 * What rosters are asked for, as facts of the problem; masks are by day, from the first known one on, and duty. Keys of
 * groups are the same when they are the same object.
 */
public final class Rules {

    private Rules() {
    }

    /** Whether a duty that is worked in a cell is one of a mask. */
    static boolean inside(int[][] mask, int history, Cell cell) {
        return cell.getDuty() != null && mask[cell.getDay() + history][cell.getDuty().index()] != 0;
    }

    /** What duties of some days add up to; {@code cents} by total where it is priced, a range where it is hard. */
    record Count(Person person, int first, int last, int[][] amounts, int begun, int low, int high, long[] cents) {

        boolean hard() {
            return cents.length == 0;
        }

        int amount(Cell cell) {
            int day = cell.getDay();
            return day < first || day > last ? 0 : amounts[day][cell.getDuty().index()];
        }

        /** Units outside the range, or cents, when the duties add up to {@code sum}. */
        long cost(int sum) {
            int total = begun + sum;
            if (hard()) {
                return Math.max(0, low - total) + Math.max(0, total - high);
            }
            return cents[Math.min(total, cents.length - 1)];
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** Days in a row with a duty of a mask, or without one; {@code least} and {@code most} are -1 where absent. */
    record Run(Person person, int[][] mask, int history, boolean off, int least, int most, boolean hard, long price,
            int days) {

        boolean counts(Cell cell) {
            return inside(mask, history, cell) != off;
        }

        /** Days too many or too few of a run, those before the horizon aside, at their price. */
        long cost(Sequence<Cell, Integer> run) {
            int from = run.getFirstItem().getDay();
            int to = run.getLastItem().getDay();
            int length = to - from + 1;
            long over = most < 0 ? 0 : Math.max(0, to - Math.max(from + most, 0) + 1);
            boolean open = from <= person.known || to >= days - 1 || to < -1;
            long under = least < 0 || open ? 0 : Math.max(0, least - length);
            return (over + under) * price;
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** Most weekends with a duty of a mask. */
    record WeekendLimit(Person person, int[][] mask, int history, int most, boolean hard, long price) {

        boolean counts(Cell cell) {
            return inside(mask, history, cell);
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** A day and the next: a duty of a mask on both, or on none. */
    record Both(Person person, int day, int[][] mask, int history, boolean hard, long price) {

        boolean counts(Cell cell) {
            return inside(mask, history, cell);
        }
    }

    /** People wanted on some places, said once or several times over; {@code people} is null for everybody. */
    record Row(int id, boolean[] people, Wanted[] wanted) {

        boolean counts(Cell cell) {
            return people == null || people[cell.getPerson().index];
        }

        /** What so many people cost on one level of the score. */
        long cost(int there, int level) {
            long total = 0;
            for (Wanted one : wanted) {
                if (one.level == level) {
                    total += one.under * Math.max(0, one.need - there);
                    total += one.most < 0 ? 0 : one.over * Math.max(0, there - one.most);
                }
            }
            return total;
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** {@code level}: 0 hard, 1 holes, 2 cents; {@code most} is -1 where absent. */
    record Wanted(int level, int need, int most, long under, long over) {
    }

    /** A day and duty that count in a row. */
    record Place(Row row, int day, Duty duty) {
    }
}
