package dev.perigord.wasm.benchmarks.comparison;

/** Tells who waits what is going on. */
final class Progress {
    private Progress() {}

    static void say(String what) {
        System.err.println("compare: " + what);
    }
}
