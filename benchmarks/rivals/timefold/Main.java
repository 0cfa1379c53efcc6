package rivals.timefold;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;

import ai.timefold.solver.core.api.solver.Solver;
import ai.timefold.solver.core.api.solver.SolverFactory;
import ai.timefold.solver.core.config.solver.SolverConfig;
import ai.timefold.solver.core.config.solver.termination.TerminationConfig;

/**
 * {@code Main PROBLEM CONFIG SECONDS SEED WARM}: warms the virtual machine up for some seconds, prints "start", then
 * solves and prints "roster hard holes cents" and the cells for its best solutions, five times a second at most.
 */
public final class Main {

    private static final long PAUSE = 200;

    private Main() {
    }

    /** Reads, solves, prints. */
    public static void main(String[] arguments) throws Exception {
        Path problem = Path.of(arguments[0]);
        long seconds = Math.round(1000 * Double.parseDouble(arguments[2]));
        long warm = Math.round(1000 * Double.parseDouble(arguments[4]));
        long seed = Long.parseLong(arguments[3]);
        if (warm > 0) {
            solver(arguments[1], warm, seed + 1).solve(Reader.read(problem));
        }
        System.out.println("start");
        System.out.flush();
        Plan plan = Reader.read(problem);
        // The machine was started `seconds` before the end when it was not warmed up: reading is within the time.
        long spent = warm > 0 ? 0 : java.lang.management.ManagementFactory.getRuntimeMXBean().getUptime();
        Solver<Plan> solver = solver(arguments[1], Math.max(1, seconds - spent), seed);
        AtomicReference<Plan> held = new AtomicReference<>();
        long[] told = {0};
        solver.addEventListener(event -> {
            held.set(event.getNewBestSolution());
            if (System.currentTimeMillis() - told[0] >= PAUSE) {
                print(held.getAndSet(null));
                told[0] = System.currentTimeMillis();
            }
        });
        solver.solve(plan);
        print(held.get());
    }

    private static Solver<Plan> solver(String config, long milliseconds, long seed) {
        SolverConfig made = SolverConfig.createFromXmlFile(Path.of(config).toFile());
        made.setRandomSeed(seed);
        made.setTerminationConfig(new TerminationConfig().withMillisecondsSpentLimit(milliseconds));
        return SolverFactory.<Plan>create(made).buildSolver();
    }

    private static void print(Plan plan) {
        if (plan == null) {
            return;
        }
        StringBuilder line = new StringBuilder("roster ")
                .append(-plan.getScore().hardScore()).append(' ')
                .append(-plan.getScore().mediumScore()).append(' ')
                .append(-plan.getScore().softScore());
        for (Cell cell : plan.getCells()) {
            if (cell.getDay() >= 0) {
                line.append(' ').append(cell.getDuty() == null ? 0 : cell.getDuty().index() + 1);
            }
        }
        System.out.println(line);
        System.out.flush();
    }
}
