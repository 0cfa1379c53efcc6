package rivals.timefold;

import java.util.ArrayList;
import java.util.List;

/** One member of staff, with the pairs of duties that may not follow each other on days near by. */
public final class Person {

    /** Pairs of duties that are apart by {@code gap} days; {@code tables} is by first day, null where nothing is. */
    record Apart(int gap, boolean hard, long price, int history, int[][][] tables) {

        boolean forbids(Cell first, Cell second) {
            int[][] table = tables[first.getDay() + history];
            return table != null && table[first.getDuty().index()][second.getDuty().index()] != 0;
        }
    }

    /** The longest gap that constraints look at. */
    static final int MOST_GAP = 2;

    final int index;
    /** First day of which it is known what was worked. */
    final int known;
    private final List<Apart> aparts = new ArrayList<>();

    Person(int index, int known) {
        this.index = index;
        this.known = known;
    }

    void add(Apart apart) {
        if (apart.gap() > MOST_GAP) {
            throw new IllegalArgumentException("duties " + apart.gap() + " days apart: raise MOST_GAP");
        }
        aparts.add(apart);
    }

    /** What a pair of cells costs, hard units or cents. */
    long apart(Cell first, Cell second, boolean hard) {
        int gap = second.getDay() - first.getDay();
        long total = 0;
        for (Apart apart : aparts) {
            if (apart.gap() == gap && apart.hard() == hard && apart.forbids(first, second)) {
                total += apart.price();
            }
        }
        return total;
    }
}
