package dev.perigord.wasm.benchmarks.comparison;

import java.util.Locale;

/** What is measured. */
enum Measurement {
    PEAK("Peak", "ms", "milliseconds of CPU time a call, when warm"),
    INTERPRETER("Interpreter only", "ms", "milliseconds of CPU time a call, compilation off, smaller n"),
    WARMUP("Warm-up", "s", "seconds of calls until three in a row are within 1.2 times the peak"),
    PROGRAMS("Programs", "s", "seconds from a cold start to the end"),
    STARTUP("Start-up", "s", "seconds from a cold start to the end"),
    LOAD("Load", "s", "seconds of loading a large module or component"),
    MEMORY("Memory", "MiB", "largest resident memory of programs, start-up and load"),
    INSTANCES("Instances", "µs", "microseconds for an instance of a module that is already there"),
    INSTANCE_BYTES("Memory of an instance", "KiB", "resident memory and heap that each further instance takes"),
    CALLS("Calls", "ns", "nanoseconds a call inside one JVM, by JMH");

    private final String title;
    private final String unit;
    private final String about;

    Measurement(String title, String unit, String about) {
        this.title = title;
        this.unit = unit;
        this.about = about;
    }

    String title() {
        return title;
    }

    String unit() {
        return unit;
    }

    String about() {
        return about;
    }

    /** As options and files spell it. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
