package dev.perigord.wasm.benchmarks.comparison;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Programs, start-up, load and memory: processes from a cold start to their end. */
final class ProgramRuns {
    private static final double MIB = 1 << 20;
    private static final int READ_MILLIS = 60_000;

    private final Options options;
    private final Results results;

    ProgramRuns(Options options, Results results) {
        this.options = options;
        this.results = results;
    }

    private boolean wants(Measurement measurement, String workload, Engine engine) {
        return options.wants(measurement, workload) && !results.hasFailed(measurement, workload, engine.id());
    }

    /** One run on one engine; the measurement says what its wall time is called. */
    void measure(Engine engine, Program program, Measurement measurement) throws IOException, InterruptedException {
        if (!wants(measurement, program.name(), engine)) {
            return;
        }
        if (!Files.exists(program.file())) {
            results.fail(
                    measurement,
                    program.name(),
                    engine.id(),
                    "no " + program.file().getFileName());
            return;
        }
        Path scratch = Files.createTempDirectory("comparison");
        try {
            if (program.scratch() != null) {
                Files.createFile(scratch.resolve(program.scratch()));
            }
            List<String> command = engine.program(program, scratch);
            if (!command.isEmpty()) {
                Progress.say(measurement.id() + " " + program.name() + " " + engine.id());
                Child.Outcome outcome = Child.run(command, program.input(), options.timeout());
                record(outcome, program.output(), measurement, program.name(), engine);
            }
        } finally {
            delete(scratch);
        }
    }

    /** One first call on one engine. */
    void measureCall(Engine engine, Call call) throws IOException, InterruptedException {
        List<String> command = engine.call(call);
        if (!command.isEmpty() && wants(Measurement.LOAD, call.name(), engine)) {
            Progress.say("load " + call.name() + " " + engine.id());
            Child.Outcome outcome = Child.run(command, null, options.timeout());
            record(outcome, call.result(), Measurement.LOAD, call.name(), engine);
        }
    }

    /** One time of loading on one engine. */
    void measureLoad(Engine engine, String workload, Path file, boolean component)
            throws IOException, InterruptedException {
        List<String> command = engine.load(file, component);
        if (!command.isEmpty() && wants(Measurement.LOAD, workload, engine)) {
            Progress.say("load " + workload + " " + engine.id());
            record(Child.run(command, null, options.timeout()), Measurement.LOAD, workload, engine);
        }
    }

    /** The time to the first answer of a component that serves HTTP; the answer to {@code /x} is {@code hello /x}. */
    void measureServe(Engine engine, String workload, Path file) throws IOException, InterruptedException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        List<String> command = engine.serve(file, port);
        if (!command.isEmpty() && wants(Measurement.LOAD, workload, engine)) {
            Progress.say("load " + workload + " " + engine.id());
            record(
                    Child.run(command, null, options.timeout(), () -> answers(port)),
                    Measurement.LOAD,
                    workload,
                    engine);
        }
    }

    private static boolean answers(int port) {
        try {
            URLConnection connection = URI.create("http://127.0.0.1:" + port + "/benchmark")
                    .toURL()
                    .openConnection();
            connection.setReadTimeout(READ_MILLIS);
            try (InputStream stream = connection.getInputStream()) {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8).contains("hello /benchmark");
            }
        } catch (IOException e) {
            // Not yet.
            return false;
        }
    }

    /** What only counts if it printed the text. */
    private void record(Child.Outcome outcome, String output, Measurement measurement, String workload, Engine engine) {
        if (outcome.succeeded() && !outcome.output().contains(output)) {
            results.fail(measurement, workload, engine.id(), "does not print " + output);
        } else {
            record(outcome, measurement, workload, engine);
        }
    }

    private void record(Child.Outcome outcome, Measurement measurement, String workload, Engine engine) {
        if (!outcome.succeeded()) {
            results.fail(measurement, workload, engine.id(), outcome.failure(options.timeout()));
            return;
        }
        if (options.measurements().contains(measurement)) {
            results.add(measurement, workload, engine.id(), outcome.seconds());
        }
        if (options.measurements().contains(Measurement.MEMORY) && outcome.peakBytes() > 0) {
            results.add(Measurement.MEMORY, workload, engine.id(), outcome.peakBytes() / MIB);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
