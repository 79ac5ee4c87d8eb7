package dev.perigord.wasm.benchmarks.comparison;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Peak, warm-up and interpreters: an engine calls a kernel again and again in a process of its own. */
final class KernelRuns {
    private static final int LEAST_CALLS = 5;

    /** So many times longer takes an engine that compiles in the background. */
    private static final int DYNAMIC_FACTOR = 4;

    /**
     * What an engine's driver printed, one element for each call.
     *
     * @param walls milliseconds on the clock
     * @param cpus milliseconds of processor time
     * @param checksums what the kernel returned
     */
    record Calls(List<Double> walls, List<Double> cpus, Set<String> checksums) {
        static Calls parse(String output) {
            List<Double> walls = new ArrayList<>();
            List<Double> cpus = new ArrayList<>();
            Set<String> checksums = new HashSet<>();
            for (String line : output.lines().toList()) {
                String[] words = line.split(" ");
                if (words.length == 4 && words[0].equals("call")) {
                    walls.add(Long.parseLong(words[1]) / 1e6);
                    cpus.add(Long.parseLong(words[2]) / 1e6);
                    checksums.add(words[3]);
                }
            }
            return new Calls(walls, cpus, checksums);
        }
    }

    private final Options options;
    private final Results results;

    /** By kernel, for its large n: what the first engine computed, which all others have to. */
    private final Map<String, Set<String>> expected = new HashMap<>();

    KernelRuns(Options options, Results results) {
        this.options = options;
        this.results = results;
    }

    /** One round on one engine. */
    void measure(Engine engine, Kernel kernel) throws IOException, InterruptedException {
        Set<Measurement> wanted = options.measurements();
        if (engine.kind() == Engine.Kind.INTERPRETER) {
            if (wanted.contains(Measurement.INTERPRETER)) {
                Calls calls = run(
                        engine, kernel, kernel.small(), Math.max(2, options.seconds() / 3), Measurement.INTERPRETER);
                if (calls != null) {
                    results.add(Measurement.INTERPRETER, kernel.name(), engine.id(), Statistics.peak(calls.cpus));
                }
            }
        } else if (wanted.contains(Measurement.PEAK) || wanted.contains(Measurement.WARMUP)) {
            int seconds = engine.kind() == Engine.Kind.DYNAMIC
                    ? options.seconds()
                    : Math.max(1, options.seconds() / DYNAMIC_FACTOR);
            Calls calls = run(engine, kernel, kernel.n(), seconds, Measurement.PEAK);
            if (calls != null && wanted.contains(Measurement.PEAK)) {
                results.add(Measurement.PEAK, kernel.name(), engine.id(), Statistics.peak(calls.cpus));
            }
            if (calls != null && wanted.contains(Measurement.WARMUP) && engine.kind() == Engine.Kind.DYNAMIC) {
                results.add(
                        Measurement.WARMUP,
                        kernel.name(),
                        engine.id(),
                        Statistics.warmUp(calls.walls, calls.cpus) / 1e3);
            }
        }
    }

    private Calls run(Engine engine, Kernel kernel, int n, int seconds, Measurement measurement)
            throws IOException, InterruptedException {
        List<String> command = engine.kernel(kernel, n, seconds, LEAST_CALLS);
        if (command.isEmpty() || results.hasFailed(measurement, kernel.name(), engine.id())) {
            return null;
        }
        Progress.say(measurement.id() + " " + kernel.name() + " " + engine.id());
        Child.Outcome outcome = Child.run(command, null, options.timeout());
        Calls calls = Calls.parse(outcome.output());
        if (!outcome.succeeded() || calls.cpus.isEmpty()) {
            results.fail(measurement, kernel.name(), engine.id(), outcome.failure(options.timeout()));
            return null;
        }
        Set<String> right = n == kernel.small()
                ? Set.of(Integer.toString(kernel.checksum()))
                : expected.computeIfAbsent(kernel.name(), _ -> calls.checksums);
        if (calls.checksums.size() != 1 || !calls.checksums.equals(right)) {
            results.fail(
                    measurement, kernel.name(), engine.id(), "wrong checksum " + calls.checksums + ", not " + right);
            return null;
        }
        return calls;
    }
}
