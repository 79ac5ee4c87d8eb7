package dev.perigord.wasm.benchmarks.comparison;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command {@code benchmarks/compare}: runs the same WebAssembly on Perigord and every other engine that it finds. */
public final class Compare {
    private static final Pattern PROCESSOR = Pattern.compile("model name\\s*:\\s*(.*)");
    private static final Pattern MEMORY = Pattern.compile("MemTotal:\\s*(\\d+) kB");
    private static final int PROBE_SECONDS = 60;

    private final Options options;
    private final Installation installation;
    private final List<Engine> engines;
    private final Map<String, String> versions = new LinkedHashMap<>();
    private final Results results = new Results();

    private Compare(Options options, Installation installation, List<Engine> engines) {
        this.options = options;
        this.installation = installation;
        this.engines = engines;
    }

    /** Measures what the options ask for; {@code perigord.root} is the project. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path root = Path.of(System.getProperty("perigord.root")).toAbsolutePath();
        Installation installation = new Installation(root, root.resolve("target/comparison-work"));
        List<String> words = Arrays.asList(arguments);
        if (words.contains("--help")) {
            System.out.print(Options.USAGE);
            return;
        }
        if (words.contains("--list")) {
            list(Engines.all(installation));
            return;
        }
        try {
            Options options = Options.parse(words, root);
            new Compare(options, installation, chosen(options, Engines.all(installation))).run();
        } catch (Options.UsageException e) {
            System.err.println("compare: " + e.getMessage());
            System.err.print(Options.USAGE);
            System.exit(2);
        }
    }

    private static void list(List<Engine> engines) {
        for (Engine engine : engines) {
            System.out.println(engine.id() + "  " + engine.title()
                    + engine.missing()
                            .map(reason -> " (missing: " + reason + ")")
                            .orElse(""));
        }
        for (Kernel kernel : Kernel.ALL) {
            System.out.println("kernel " + kernel.name() + "  " + kernel.about());
        }
    }

    private static List<Engine> chosen(Options options, List<Engine> all) throws Options.UsageException {
        if (options.engines().isEmpty()) {
            return all;
        }
        List<Engine> chosen = new ArrayList<>();
        for (String id : options.engines()) {
            chosen.add(all.stream()
                    .filter(engine -> engine.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> new Options.UsageException("unknown engine " + id)));
        }
        return chosen;
    }

    private void run() throws IOException, InterruptedException {
        List<Engine> present =
                engines.stream().filter(engine -> engine.missing().isEmpty()).toList();
        for (Engine engine : present) {
            versions.put(engine.id(), version(engine));
        }
        // An interpreter takes minutes for a program: only for who asks.
        List<Engine> fast = present.stream()
                .filter(engine -> engine.kind() != Engine.Kind.INTERPRETER
                        || !options.engines().isEmpty())
                .toList();
        List<Program> large = large();
        List<Call> firstAnswers = firstAnswers();
        for (int round = 1; round <= options.rounds(); round++) {
            Progress.say("round " + round + " of " + options.rounds());
            programs(fast);
            load(fast, large, firstAnswers);
            write(round);
            instances(fast);
            kernels(present, round);
            if (wants(Measurement.CALLS) && round == 1) {
                new CallRuns(options, results, installation).measure("perigord");
            }
            write(round);
        }
        System.out.println(options.output().resolve("comparison.md"));
    }

    private boolean wants(Measurement... measurements) {
        return Arrays.stream(measurements).anyMatch(options.measurements()::contains);
    }

    private List<Program> large() throws IOException, InterruptedException {
        List<Program> large = new ArrayList<>(List.of(Program.goHello(options.guests())));
        Recipe recipe = GoServer.recipe(installation);
        Program server = Program.goHttp(recipe.product());
        if (isMade(recipe, server.name())) {
            large.add(server);
        }
        return large;
    }

    private List<Call> firstAnswers() throws IOException, InterruptedException {
        Recipe recipe = StarlingMonkey.recipe(installation);
        Call call = StarlingMonkey.firstAnswer(recipe.product());
        return isMade(recipe, call.name()) ? List.of(call) : List.of();
    }

    /** Makes what a workload needs if that is wanted; if it cannot be made, the report says why. */
    private boolean isMade(Recipe recipe, String workload) throws IOException, InterruptedException {
        if (!options.wants(Measurement.LOAD, workload)) {
            return false;
        }
        Optional<String> missing = recipe.make();
        missing.ifPresent(reason -> results.fail(Measurement.LOAD, workload, "every engine", reason));
        return missing.isEmpty();
    }

    private void programs(List<Engine> engines) throws IOException, InterruptedException {
        ProgramRuns runs = new ProgramRuns(options, results);
        Path guests = options.guests();
        for (Program program : Program.hello(guests)) {
            for (Engine engine : engines) {
                runs.measure(engine, program, Measurement.STARTUP);
            }
        }
        for (Program program : Program.real(guests)) {
            for (Engine engine : engines) {
                runs.measure(engine, program, Measurement.PROGRAMS);
            }
        }
    }

    private void load(List<Engine> engines, List<Program> large, List<Call> firstAnswers)
            throws IOException, InterruptedException {
        ProgramRuns runs = new ProgramRuns(options, results);
        for (Program program : large) {
            for (Engine engine : engines) {
                runs.measure(engine, program, Measurement.LOAD);
            }
        }
        for (Call call : firstAnswers) {
            for (Engine engine : engines) {
                runs.measureCall(engine, call);
            }
        }
        Path starlingMonkey = options.guests().resolve("js-httpp2-sm.component.wasm");
        for (Engine engine : engines) {
            if (Files.exists(starlingMonkey)) {
                runs.measureLoad(engine, "StarlingMonkey component (14 MB)", starlingMonkey, true);
                runs.measureServe(engine, "StarlingMonkey's first answer by HTTP", starlingMonkey);
            }
        }
    }

    private void instances(List<Engine> engines) throws IOException, InterruptedException {
        if (!wants(Measurement.INSTANCES)) {
            return;
        }
        InstanceRuns runs = new InstanceRuns(options, results);
        for (Program program : Program.hello(options.guests())) {
            for (Engine engine : engines) {
                if (Files.exists(program.file())) {
                    runs.measure(engine, program.name(), program.file(), program.component());
                }
            }
        }
    }

    private void kernels(List<Engine> engines, int round) throws IOException, InterruptedException {
        KernelRuns runs = new KernelRuns(options, results);
        for (Kernel kernel : options.kernels()) {
            for (Engine engine : engines) {
                runs.measure(engine, kernel);
            }
            // Whoever loses patience has what there is.
            write(round);
        }
    }

    private void write(int rounds) throws IOException {
        Report report = new Report(machine(), rounds, engines, versions, results);
        Files.createDirectories(options.output());
        Files.writeString(options.output().resolve("comparison.md"), MarkdownReport.write(report));
        Files.writeString(options.output().resolve("comparison.json"), JsonReport.write(report));
        Files.writeString(options.output().resolve("comparison.svg"), SvgChart.write(report));
    }

    private static String version(Engine engine) throws IOException, InterruptedException {
        if (engine.probe().isEmpty()) {
            return "";
        }
        Child.Outcome outcome = Child.run(engine.probe(), null, PROBE_SECONDS);
        return outcome.succeeded() ? outcome.output().strip() : outcome.failure(PROBE_SECONDS);
    }

    private static String machine() {
        int processors = Runtime.getRuntime().availableProcessors();
        String memory = first(Path.of("/proc/meminfo"), MEMORY)
                .map(kibibytes -> ", " + Math.round(Long.parseLong(kibibytes) / 1048576.0) + " GiB")
                .orElse("");
        return first(Path.of("/proc/cpuinfo"), PROCESSOR).orElse(System.getProperty("os.arch")) + ", " + processors
                + " cores" + memory + ", " + System.getProperty("os.name") + ", Java " + Runtime.version();
    }

    private static Optional<String> first(Path file, Pattern pattern) {
        try {
            Matcher matcher = pattern.matcher(Files.readString(file));
            return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
