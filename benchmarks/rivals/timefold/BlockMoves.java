package rivals.timefold;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

import ai.timefold.solver.core.api.score.director.ScoreDirector;
import ai.timefold.solver.core.impl.heuristic.selector.move.factory.MoveIteratorFactory;

/**
 * Moves over a few days in a row, which rostering with least days in a row needs: two people swap their days, a person
 * works one duty or none on all of them, or a person's days move by one.
 */
public class BlockMoves implements MoveIteratorFactory<Plan, BlockMove> {

    private static final int MOST_DAYS = 8;

    /** Everybody's cells of the horizon, by day. */
    private List<List<Cell>> lines;

    @Override
    public void phaseStarted(ScoreDirector<Plan> director) {
        lines = new ArrayList<>();
        Person last = null;
        for (Cell cell : director.getWorkingSolution().getCells()) {
            if (cell.getDay() >= 0) {
                if (cell.getPerson() != last) {
                    lines.add(new ArrayList<>());
                    last = cell.getPerson();
                }
                lines.get(lines.size() - 1).add(cell);
            }
        }
    }

    @Override
    public long getSize(ScoreDirector<Plan> director) {
        long people = lines.size();
        return people * people * lines.get(0).size() * MOST_DAYS;
    }

    @Override
    public Iterator<BlockMove> createOriginalMoveIterator(ScoreDirector<Plan> director) {
        throw new UnsupportedOperationException("block moves come in random order only");
    }

    @Override
    public Iterator<BlockMove> createRandomMoveIterator(ScoreDirector<Plan> director, Random random) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public BlockMove next() {
                return draw(random);
            }
        };
    }

    private BlockMove draw(Random random) {
        List<Cell> line = lines.get(random.nextInt(lines.size()));
        int length = Math.min(line.size(), 2 + random.nextInt(MOST_DAYS - 1));
        int start = random.nextInt(line.size() - length + 1);
        List<Cell> block = line.subList(start, start + length);
        return switch (random.nextInt(3)) {
            case 0 -> swap(block, lines.get(random.nextInt(lines.size())).subList(start, start + length));
            case 1 -> fill(block, random);
            default -> shift(block, random.nextBoolean());
        };
    }

    private static BlockMove swap(List<Cell> one, List<Cell> other) {
        List<Cell> cells = new ArrayList<>(one);
        cells.addAll(other);
        Duty[] duties = new Duty[cells.size()];
        for (int place = 0; place < one.size(); place++) {
            duties[place] = other.get(place).getDuty();
            duties[one.size() + place] = one.get(place).getDuty();
        }
        return new BlockMove(cells, duties);
    }

    private static BlockMove fill(List<Cell> block, Random random) {
        List<Duty> options = block.get(0).getOptions();
        int drawn = random.nextInt(options.size() + 1);
        Duty[] duties = new Duty[block.size()];
        for (int place = 0; place < duties.length && drawn < options.size(); place++) {
            duties[place] = options.get(drawn);
        }
        return new BlockMove(new ArrayList<>(block), duties);
    }

    private static BlockMove shift(List<Cell> block, boolean later) {
        int length = block.size();
        Duty[] duties = new Duty[length];
        for (int place = 0; place < length; place++) {
            duties[place] = block.get(Math.floorMod(place + (later ? -1 : 1), length)).getDuty();
        }
        return new BlockMove(new ArrayList<>(block), duties);
    }
}
