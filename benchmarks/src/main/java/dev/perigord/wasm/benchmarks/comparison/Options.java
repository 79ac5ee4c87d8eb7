package dev.perigord.wasm.benchmarks.comparison;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What the command line asks for.
 *
 * @param measurements what to measure
 * @param rounds how often
 * @param seconds how long, at least, an engine that compiles while it runs calls a kernel; others call it for a quarter of that
 * @param timeout after how many seconds a child process is killed
 * @param engines the identifiers of the engines; empty for the usual ones
 * @param kernels which
 * @param programs parts of the names of the programs and other workloads from a cold start; empty for all
 * @param guests where the real programs are
 * @param output where the report goes
 */
record Options(
        Set<Measurement> measurements,
        int rounds,
        int seconds,
        int timeout,
        List<String> engines,
        List<Kernel> kernels,
        List<String> programs,
        Path guests,
        Path output) {
    static final String USAGE =
            """
            Usage: benchmarks/compare [OPTION]...
              --only A,B       of peak, interpreter, warmup, programs, startup, load, memory, instances, calls; default: all
              --rounds N       how often everything is measured, interleaved (3)
              --engines A,B    which engines, also those that are left out otherwise (--list names them)
              --kernels A,B    which kernels (all)
              --programs A,B   of programs, startup, load and memory, those whose names contain one of these (all)
              --seconds N      how long a compiling engine calls a kernel in peak and warmup, at least (10)
              --timeout N      seconds after which a process is killed (180)
              --guests DIR     where the real programs are (../shared/guests)
              --out DIR        where the report goes (target/comparison)
              --list           names engines and kernels and says what is missing
            """;

    /** What is wrong with the command line. */
    static final class UsageException extends Exception {
        UsageException(String message) {
            super(message);
        }
    }

    /** Reads the command line; paths that are not given are relative to the project's root. */
    static Options parse(List<String> arguments, Path root) throws UsageException {
        Set<Measurement> measurements = EnumSet.allOf(Measurement.class);
        int rounds = 3;
        int seconds = 10;
        int timeout = 180;
        List<String> engines = List.of();
        List<Kernel> kernels = Kernel.ALL;
        List<String> programs = List.of();
        Path guests = root.resolve("../shared/guests").normalize();
        Path output = root.resolve("target/comparison");
        for (int at = 0; at < arguments.size(); at += 2) {
            String name = arguments.get(at);
            if (at + 1 == arguments.size()) {
                throw new UsageException(name + " needs a value, or is unknown");
            }
            String value = arguments.get(at + 1);
            switch (name) {
                case "--only" -> measurements = measurements(value);
                case "--rounds" -> rounds = number(name, value);
                case "--seconds" -> seconds = number(name, value);
                case "--timeout" -> timeout = number(name, value);
                case "--engines" -> engines = List.of(value.split(","));
                case "--kernels" -> kernels = kernels(value);
                case "--programs" -> programs = List.of(value.split(","));
                case "--guests" -> guests = Path.of(value);
                case "--out" -> output = Path.of(value);
                default -> throw new UsageException("unknown option " + name);
            }
        }
        return new Options(
                measurements,
                rounds,
                seconds,
                timeout,
                engines,
                kernels,
                programs,
                guests.toAbsolutePath(),
                output.toAbsolutePath());
    }

    /** Whether a program, or another workload from a cold start, is to be run for this measurement. */
    boolean wants(Measurement measurement, String workload) {
        return (measurements.contains(measurement) || measurements.contains(Measurement.MEMORY))
                && (programs.isEmpty() || programs.stream().anyMatch(workload::contains));
    }

    private static Set<Measurement> measurements(String value) throws UsageException {
        Set<Measurement> measurements = EnumSet.noneOf(Measurement.class);
        for (String id : value.split(",")) {
            Measurement found = null;
            for (Measurement measurement : Measurement.values()) {
                if (measurement.id().equals(id)) {
                    found = measurement;
                }
            }
            if (found == null) {
                throw new UsageException("unknown measurement " + id);
            }
            measurements.add(found);
            if (found == Measurement.INSTANCES) {
                measurements.add(Measurement.INSTANCE_BYTES);
            }
        }
        return measurements;
    }

    private static List<Kernel> kernels(String value) throws UsageException {
        List<Kernel> kernels = new ArrayList<>();
        for (String name : value.split(",")) {
            kernels.add(Kernel.named(name).orElseThrow(() -> new UsageException("unknown kernel " + name)));
        }
        return kernels;
    }

    private static int number(String name, String value) throws UsageException {
        try {
            int number = Integer.parseInt(value);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Reported below.
        }
        throw new UsageException(name + " takes a number above 0, not " + value);
    }
}
