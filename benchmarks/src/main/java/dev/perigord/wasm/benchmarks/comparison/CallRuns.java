package dev.perigord.wasm.benchmarks.comparison;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a call costs inside one JVM: has JMH measure it on the optimizing run-time. */
final class CallRuns {
    /** The benchmarks whose unit is nanoseconds a call. */
    private static final String PATTERN = "(HostCall|ComponentCall|JavaScriptCall)Benchmark";

    private final Options options;
    private final Results results;
    private final Installation installation;

    CallRuns(Options options, Results results, Installation installation) {
        this.options = options;
        this.results = results;
        this.installation = installation;
    }

    void measure(String engine) throws IOException, InterruptedException {
        Progress.say("calls " + engine);
        Path report = Files.createTempFile("comparison", ".json");
        try {
            List<String> command = new ArrayList<>(List.of(installation.java()));
            command.addAll(installation.optimizingFlags());
            command.addAll(List.of(
                    "-cp",
                    installation.jmhClassPath(),
                    "org.openjdk.jmh.Main",
                    "-rf",
                    "json",
                    "-rff",
                    report.toString(),
                    PATTERN));
            // Each benchmark has its own warm-up.
            Child.Outcome outcome = Child.run(command, null, options.timeout() * 5);
            if (!outcome.succeeded()) {
                results.fail(Measurement.CALLS, "JMH", engine, outcome.failure(options.timeout() * 5));
            } else {
                for (JsonElement element :
                        JsonParser.parseString(Files.readString(report)).getAsJsonArray()) {
                    JsonObject benchmark = element.getAsJsonObject();
                    double score = benchmark
                            .getAsJsonObject("primaryMetric")
                            .get("score")
                            .getAsDouble();
                    results.add(Measurement.CALLS, name(benchmark), engine, score);
                }
            }
        } finally {
            Files.delete(report);
        }
    }

    private static String name(JsonObject benchmark) {
        String name = benchmark.get("benchmark").getAsString();
        String parameters = benchmark.has("params")
                ? benchmark.getAsJsonObject("params").entrySet().stream()
                        .map(entry -> entry.getValue().getAsString())
                        .collect(Collectors.joining(", ", " (", ")"))
                : "";
        return name.substring(name.lastIndexOf('.') + 1) + parameters;
    }
}
