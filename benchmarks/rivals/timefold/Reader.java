package rivals.timefold;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a problem: whole numbers in an order that {@code timefold_text.py} knows; -1 stands for what is absent. */
final class Reader {

    private final String[] words;
    private int place;
    private int history;
    private final List<int[][]> tables = new ArrayList<>();
    private final List<Person> people = new ArrayList<>();
    private final List<Duty> duties = new ArrayList<>();
    private final Plan plan = new Plan();

    private Reader(String text) {
        words = text.strip().split("\\s+");
    }

    static Plan read(Path path) throws IOException {
        return new Reader(Files.readString(path)).plan();
    }

    private Plan plan() {
        int days = next();
        history = next();
        for (int duty = next(); duty > 0; duty--) {
            duties.add(new Duty(duties.size()));
        }
        for (int table = next(); table > 0; table--) {
            int rows = next();
            tables.add(new int[rows][]);
            for (int row = 0; row < rows; row++) {
                tables.get(tables.size() - 1)[row] = numbers();
            }
        }
        for (int person = next(); person > 0; person--) {
            people.add(new Person(people.size(), next()));
        }
        each(this::cell);
        each(this::count);
        each(() -> plan.getRuns().add(run(days)));
        each(this::limit);
        each(this::both);
        each(() -> apart(days));
        each(this::row);
        return plan;
    }

    private void cell() {
        Person person = people.get(next());
        int day = next();
        int weekend = next();
        int held = next();
        List<Duty> options = new ArrayList<>();
        for (int option : numbers()) {
            options.add(duties.get(option));
        }
        long[] cents = longs();
        boolean pinned = day < 0 || options.isEmpty();
        Duty duty = held < 0 ? null : duties.get(held);
        int id = plan.getCells().size();
        plan.getCells().add(new Cell(id, person, day, weekend, options, cents, pinned, duty));
    }

    private void count() {
        plan.getCounts().add(new Rules.Count(
                people.get(next()), next(), next(), tables.get(next()), next(), next(), next(), longs()));
    }

    private Rules.Run run(int days) {
        Person person = people.get(next());
        int[][] mask = tables.get(next());
        boolean off = next() == 1;
        int least = next();
        int most = next();
        int price = next();
        return new Rules.Run(person, mask, history, off, least, most, price < 0, Math.abs(price), days);
    }

    private void limit() {
        Person person = people.get(next());
        int[][] mask = tables.get(next());
        int most = next();
        int price = next();
        plan.getLimits().add(new Rules.WeekendLimit(person, mask, history, most, price < 0, Math.abs(price)));
    }

    private void both() {
        Person person = people.get(next());
        int day = next();
        int[][] mask = tables.get(next());
        int price = next();
        plan.getBoths().add(new Rules.Both(person, day, mask, history, price < 0, Math.abs(price)));
    }

    private void apart(int days) {
        int gap = next();
        int price = next();
        int[][][] byDay = new int[history + days][][];
        int[] pairs = numbers();
        for (int pair = 0; pair < pairs.length; pair += 2) {
            byDay[pairs[pair] + history] = tables.get(pairs[pair + 1]);
        }
        for (int person : numbers()) {
            people.get(person).add(new Person.Apart(gap, price < 0, Math.abs(price), history, byDay));
        }
    }

    private void row() {
        int[] at = numbers();
        boolean everybody = next() == 1;
        boolean[] who = everybody ? null : new boolean[people.size()];
        for (int person : numbers()) {
            who[person] = true;
        }
        Rules.Wanted[] wanted = new Rules.Wanted[next()];
        for (int one = 0; one < wanted.length; one++) {
            wanted[one] = new Rules.Wanted(next(), next(), next(), next(), next());
        }
        Rules.Row row = new Rules.Row(plan.getRows().size(), who, wanted);
        plan.getRows().add(row);
        for (int pair = 0; pair < at.length; pair += 2) {
            plan.getPlaces().add(new Rules.Place(row, at[pair], duties.get(at[pair + 1])));
        }
    }

    private void each(Runnable read) {
        for (int left = next(); left > 0; left--) {
            read.run();
        }
    }

    private int[] numbers() {
        int[] found = new int[next()];
        for (int number = 0; number < found.length; number++) {
            found[number] = next();
        }
        return found;
    }

    private long[] longs() {
        long[] found = new long[next()];
        for (int number = 0; number < found.length; number++) {
            found[number] = Long.parseLong(words[place++]);
        }
        return found;
    }

    private int next() {
        return Integer.parseInt(words[place++]);
    }
}
