package dev.perigord.wasm.benchmarks.comparison;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs a process to its end, or ends it when its time is over, and watches its memory. */
final class Child {
    private static final Pattern LARGEST = Pattern.compile("VmHWM:\\s*(\\d+) kB");
    private static final long POLL_MILLIS = 10;

    /**
     * What became of a process.
     *
     * @param status its exit status
     * @param timedOut whether it was killed
     * @param seconds how long it ran
     * @param peakBytes its largest resident memory, 0 where the system does not tell
     * @param output what it wrote to the standard output
     * @param errors what it wrote to the standard error output
     */
    record Outcome(int status, boolean timedOut, double seconds, long peakBytes, String output, String errors) {
        boolean succeeded() {
            return status == 0 && !timedOut;
        }

        /** Why it did not succeed, in a line. */
        String failure(int timeout) {
            if (timedOut) {
                return "killed after " + timeout + " s";
            }
            // Drivers say at the end what has failed; other programs, more often, at the beginning.
            String line = errors.lines()
                    .filter(text -> text.startsWith("failed: "))
                    .findFirst()
                    .or(() -> errors.lines().filter(text -> !text.isBlank()).findFirst())
                    .orElse("");
            return "exit status " + status + (line.isEmpty() ? "" : ": " + line);
        }
    }

    private Child() {}

    /** Says that a process has done what it was started for, so that it can be ended. */
    @FunctionalInterface
    interface Done {
        boolean isDone();
    }

    /** Runs a command to its end; {@code input} may be null. */
    static Outcome run(List<String> command, Path input, int timeoutSeconds) throws IOException, InterruptedException {
        return run(command, input, timeoutSeconds, () -> false);
    }

    /** Runs a command to its end, or until it has done what it should, which counts as success. */
    static Outcome run(List<String> command, Path input, int timeoutSeconds, Done done)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("comparison", ".out");
        Path errors = Files.createTempFile("comparison", ".err");
        try {
            long start = System.nanoTime();
            Process process = new ProcessBuilder(command)
                    .redirectInput(
                            ProcessBuilder.Redirect.from((input == null ? Path.of("/dev/null") : input).toFile()))
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
            Path status = Path.of("/proc", Long.toString(process.pid()), "status");
            long peak = 0;
            double seconds = 0;
            boolean isDone = false;
            boolean timedOut = false;
            while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                peak = Math.max(peak, largest(status));
                isDone = done.isDone();
                timedOut = !isDone && System.nanoTime() - start > TimeUnit.SECONDS.toNanos(timeoutSeconds);
                if (isDone || timedOut) {
                    seconds = (System.nanoTime() - start) / 1e9;
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly().waitFor();
                }
            }
            return new Outcome(
                    isDone ? 0 : process.exitValue(),
                    timedOut,
                    isDone || timedOut ? seconds : (System.nanoTime() - start) / 1e9,
                    peak,
                    new String(Files.readAllBytes(output), StandardCharsets.UTF_8),
                    new String(Files.readAllBytes(errors), StandardCharsets.UTF_8));
        } finally {
            Files.deleteIfExists(output);
            Files.deleteIfExists(errors);
        }
    }

    private static long largest(Path status) {
        try {
            Matcher matcher = LARGEST.matcher(Files.readString(status));
            return matcher.find() ? Long.parseLong(matcher.group(1)) << 10 : 0;
        } catch (IOException e) {
            // The process has just ended, or this is no Linux.
            return 0;
        }
    }
}
