package dev.perigord.wasm.language;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Loops that are compiled without a question whether they should go on are interrupted nevertheless. */
@Tag("fallback")
@Timeout(180)
class InterruptionTest {
    static Stream<String> guests() {
        return StreamSupport.stream(LongLoop.guests().spliterator(), false).sorted();
    }

    @ParameterizedTest
    @MethodSource("guests")
    void interrupts(String guest) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(List.of("-Dpolyglot.engine.WarnInterpreterOnly=false", "-Dtruffle.UseFallbackRuntime=true"));
        command.addAll(List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("-Xss16m", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(LongLoop.class.getName(), guest));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        assertEquals(List.of("interrupted", "interrupted"), output.lines().toList());
    }
}
