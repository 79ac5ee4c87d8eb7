package dev.perigord.wasm.benchmarks.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OptionsTest {
    private static Options parse(String... arguments) throws Options.UsageException {
        return Options.parse(List.of(arguments), Path.of("/project"));
    }

    @Test
    void measureEverythingByDefault() throws Options.UsageException {
        Options options = parse();
        assertEquals(Set.copyOf(Arrays.asList(Measurement.values())), options.measurements());
        assertEquals(3, options.rounds());
        assertEquals(Kernel.ALL, options.kernels());
        assertEquals(Path.of("/shared/guests"), options.guests());
        assertEquals(Path.of("/project/target/comparison"), options.output());
    }

    @Test
    void measureWhatIsNamed() throws Options.UsageException {
        Options options = parse(
                "--only",
                "peak,instances",
                "--kernels",
                "gc,fib",
                "--engines",
                "perigord,node",
                "--rounds",
                "1",
                "--out",
                "/tmp/x");
        assertEquals(
                Set.of(Measurement.PEAK, Measurement.INSTANCES, Measurement.INSTANCE_BYTES), options.measurements());
        assertEquals(
                List.of("gc", "fib"),
                options.kernels().stream().map(Kernel::name).toList());
        assertEquals(List.of("perigord", "node"), options.engines());
        assertEquals(1, options.rounds());
        assertEquals(Path.of("/tmp/x"), options.output());
    }

    @Test
    void runProgramsWhoseNamesContainAWord() throws Options.UsageException {
        Options options = parse("--only", "load", "--programs", "lua,Starling");
        assertTrue(options.wants(Measurement.LOAD, "StarlingMonkey's first answer (12 MB)"));
        assertFalse(options.wants(Measurement.LOAD, "go net/http"));
        assertFalse(options.wants(Measurement.PROGRAMS, "lua"));
        assertTrue(parse("--only", "memory").wants(Measurement.PROGRAMS, "lua"));
    }

    @Test
    void sayWhatIsWrong() {
        assertEquals("unknown option --fast", wrong("--fast", "1"));
        assertEquals("unknown measurement speed", wrong("--only", "peak,speed"));
        assertEquals("unknown kernel nothing", wrong("--kernels", "nothing"));
        assertEquals("--rounds takes a number above 0, not 0", wrong("--rounds", "0"));
        assertEquals("--seconds takes a number above 0, not x", wrong("--seconds", "x"));
        assertEquals("--only needs a value, or is unknown", wrong("--only"));
    }

    private static String wrong(String... arguments) {
        return assertThrows(Options.UsageException.class, () -> parse(arguments))
                .getMessage();
    }
}
