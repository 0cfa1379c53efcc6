package rivals.timefold;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;

import ai.timefold.solver.core.api.score.buildin.hardmediumsoftlong.HardMediumSoftLongScore;
import ai.timefold.solver.core.api.solver.Solver;
import ai.timefold.solver.core.api.solver.SolverFactory;
import ai.timefold.solver.core.config.solver.SolverConfig;

/**
 * {@code Main PROBLEM CONFIG SECONDS SEED WARM}: warms the virtual machine up for some seconds, prints "start", then
 * solves and prints "roster milliseconds hard holes cents" and the cells for its best solutions, five times a second at
 * most; the last of those that follow each other at once is kept, with the time at which it was found.
 */
public final class Main {

    private static final long PAUSE = 200;

    private Main() {
    }

    /** Reads, solves, prints. */
    public static void main(String[] arguments) throws Exception {
        Path problem = Path.of(arguments[0]);
        long milliseconds = Math.round(1000 * Double.parseDouble(arguments[2]));
        long seed = Long.parseLong(arguments[3]);
        long warm = Math.round(1000 * Double.parseDouble(arguments[4]));
        if (warm > 0) {
            Solver<Plan> solver = solver(arguments[1], seed + 1);
            endAt(solver, System.currentTimeMillis() + warm);
            solver.solve(Reader.read(problem));
        }
        // Without a warm-up the clock began with the machine: reading and building are within the time.
        long began = warm > 0 ? System.currentTimeMillis() : ManagementFactory.getRuntimeMXBean().getStartTime();
        System.out.println("start");
        System.out.flush();
        Plan plan = Reader.read(problem);
        Solver<Plan> solver = solver(arguments[1], seed);
        Printer printer = new Printer(began);
        solver.addEventListener(event -> printer.take(event.getNewBestSolution()));
        endAt(solver, began + milliseconds);
        solver.solve(plan);
        printer.release();
    }

    private static Solver<Plan> solver(String config, long seed) {
        SolverConfig made = SolverConfig.createFromXmlFile(Path.of(config).toFile());
        made.setRandomSeed(seed);
        return SolverFactory.<Plan>create(made).buildSolver();
    }

    private static void endAt(Solver<Plan> solver, long time) {
        Thread clock = new Thread(() -> {
            try {
                while (System.currentTimeMillis() < time || !solver.terminateEarly()) {
                    Thread.sleep(20);
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
        clock.setDaemon(true);
        clock.start();
    }

    /** Prints rosters, and holds back those that come too quickly. */
    private static final class Printer {

        private final long began;
        private Plan held;
        private long found;
        private long told;

        Printer(long began) {
            this.began = began;
        }

        void take(Plan plan) {
            held = plan;
            found = System.currentTimeMillis();
            if (found - told >= PAUSE) {
                release();
            }
        }

        void release() {
            if (held == null) {
                return;
            }
            HardMediumSoftLongScore score = held.getScore();
            StringBuilder line = new StringBuilder("roster ").append(found - began);
            line.append(' ').append(-score.hardScore());
            line.append(' ').append(-score.mediumScore());
            line.append(' ').append(-score.softScore());
            for (Cell cell : held.getCells()) {
                if (cell.getDay() >= 0) {
                    line.append(' ').append(cell.getDuty() == null ? 0 : cell.getDuty().index() + 1);
                }
            }
            System.out.println(line);
            System.out.flush();
            held = null;
            told = found;
        }
    }
}
