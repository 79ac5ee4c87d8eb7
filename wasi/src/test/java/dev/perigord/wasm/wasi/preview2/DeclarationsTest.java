package dev.perigord.wasm.wasi.preview2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigord.wasm.component.host.HostInterface;
import dev.perigord.wasm.wasi.WasiConfiguration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The declared interfaces and the text of the standard say the same. */
final class DeclarationsTest {
    /** What a guest implements. */
    private static final Set<String> EXPORTS = Set.of("wasi:cli/run@0.2.12", "wasi:http/incoming-handler@0.2.12");

    @Test
    void everyInterfaceAndFunctionIsThereWithItsType() throws Exception {
        Map<String, HostInterface> standard = WitReader.read("/wit/wasi-0.2.12.wit");
        EXPORTS.forEach(standard::remove);
        int functions = 0;
        try (Wasi2 wasi = Wasi2.of(WasiConfiguration.builder().build())) {
            assertEquals(standard.size(), wasi.interfaces().all().size());
            for (HostInterface expected : standard.values()) {
                HostInterface declared =
                        wasi.interfaces().find(expected.name()).orElseThrow(() -> new AssertionError(expected.name()));
                assertEquals(new TreeSet<>(expected.functionNames()), new TreeSet<>(declared.functionNames()));
                for (String function : expected.functionNames()) {
                    assertEquals(
                            expected.functionType(function).toString(),
                            declared.functionType(function).toString(),
                            expected.name() + "#" + function);
                    functions++;
                }
            }
        }
        assertTrue(functions > 175, functions + " functions");
    }

    @Test
    void olderVersionsAreServed() throws Exception {
        try (Wasi2 wasi = Wasi2.of(WasiConfiguration.builder().build())) {
            for (int patch = 0; patch <= 12; patch++) {
                assertTrue(
                        wasi.interfaces().find("wasi:io/streams@0.2." + patch).isPresent());
            }
            assertTrue(wasi.interfaces().find("wasi:io/streams@0.3.0").isEmpty());
        }
    }
}
