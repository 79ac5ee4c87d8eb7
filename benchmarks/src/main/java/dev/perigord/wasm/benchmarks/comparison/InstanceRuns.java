package dev.perigord.wasm.benchmarks.comparison;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A thousand instances of one module in one process. */
final class InstanceRuns {
    private static final int COUNT = 1000;

    private final Options options;
    private final Results results;

    InstanceRuns(Options options, Results results) {
        this.options = options;
        this.results = results;
    }

    void measure(Engine engine, String workload, Path file, boolean component)
            throws IOException, InterruptedException {
        List<String> command = engine.instances(file, component, COUNT);
        if (command.isEmpty() || results.hasFailed(Measurement.INSTANCES, workload, engine.id())) {
            return;
        }
        Progress.say("instances " + workload + " " + engine.id());
        Child.Outcome outcome = Child.run(command, null, options.timeout());
        if (!outcome.succeeded()) {
            results.fail(Measurement.INSTANCES, workload, engine.id(), outcome.failure(options.timeout()));
            return;
        }
        for (String line : outcome.output().lines().toList()) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "seconds" ->
                    results.add(
                            Measurement.INSTANCES, workload, engine.id(), Double.parseDouble(words[1]) * 1e6 / COUNT);
                case "bytes" ->
                    results.add(Measurement.INSTANCE_BYTES, workload, engine.id(), Double.parseDouble(words[1]) / 1024);
                default -> {}
            }
        }
    }
}
