package dev.perigord.wasm.component.wit;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.perigord.wasm.component.testing.Guests;
import dev.perigord.wasm.component.testing.Mutations;
import dev.perigord.wasm.component.testing.WitTexts;
import dev.perigord.wasm.component.wit.resolve.Features;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Damaged WIT is resolved or refused with a message, and nothing else happens; always the same is tried. */
class WitMutationTest {
    private static final long SEED = 20_261_123;
    private static final int MUTATIONS_PER_FILE = 120;
    private static final int MUTATIONS_PER_COMPONENT = 1000;
    private static final Duration LIMIT = Duration.ofSeconds(5);

    /** Where words end: before and behind white space and signs. */
    private static final String WORDS = "(?<=[^\\w-])|(?=[^\\w-])";

    private static LoadedWit parse(String text) {
        return WitLoader.parse("test.wit", text.getBytes(StandardCharsets.UTF_8), Features.ALL);
    }

    /** What was read from a text can be read again. */
    private static void readAgain(LoadedWit wit) {
        assertNotNull(parse(wit.print()));
        assertNotNull(WitLoader.decode("test.wasm", wit.encode()));
    }

    /** What was read from a binary can be printed; encoded, it can be read again, if it is what a package can say. */
    private static void printAndEncode(LoadedWit wit) {
        assertNotNull(wit.print());
        byte[] encoded;
        try {
            encoded = wit.encode();
        } catch (WitException expected) {
            assertNotNull(expected.getMessage());
            return;
        }
        assertNotNull(WitLoader.decode("test.wasm", encoded));
    }

    @Test
    void texts() throws IOException {
        Random random = new Random(SEED);
        for (String text : WitTexts.all()) {
            String[] words = text.split(WORDS);
            for (int i = 0; i < MUTATIONS_PER_FILE; i++) {
                String mutated = Mutations.words(words, random);
                check(() -> parse(mutated), WitMutationTest::readAgain, () -> mutated);
            }
        }
    }

    @Test
    void binaries() throws IOException {
        Random random = new Random(SEED);
        for (String text : WitTexts.all()) {
            byte[] binary = parse(text).encode();
            for (int i = 0; i < MUTATIONS_PER_FILE; i++) {
                byte[] mutated = Mutations.bytes(binary, random);
                check(
                        () -> WitLoader.decode("test.wasm", mutated),
                        WitMutationTest::printAndEncode,
                        () -> HexFormat.of().formatHex(mutated));
            }
        }
    }

    /** Small components that tools made, with core modules. */
    @Test
    void components() {
        components(List.of("cguest", "c3-async", "dummy-p3-handler3", "dummy-p2-proxy"), MUTATIONS_PER_COMPONENT);
    }

    /** The same with a large module, whose end is behind everything else. */
    @Test
    void largeComponent() {
        components(List.of("js-demo-qjs-sync-stub"), MUTATIONS_PER_COMPONENT / 100);
    }

    private static void components(List<String> names, int mutations) {
        Random random = new Random(SEED);
        for (String name : names) {
            byte[] component = Guests.read(name + ".component.wasm");
            for (int i = 0; i < mutations; i++) {
                byte[] mutated = Mutations.bytes(component, random);
                check(
                        () -> WitLoader.decode("test.wasm", mutated),
                        WitMutationTest::printAndEncode,
                        () -> name + " " + Arrays.mismatch(component, mutated));
            }
        }
    }

    private static void check(Supplier<LoadedWit> load, Consumer<LoadedWit> use, Supplier<String> input) {
        long start = System.nanoTime();
        try {
            LoadedWit wit;
            try {
                wit = load.get();
            } catch (WitException expected) {
                assertTrue(
                        expected.getMessage() != null && !expected.getMessage().isEmpty());
                return;
            }
            use.accept(wit);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError unexpected) {
            fail(input.get(), unexpected);
        }
        assertTrue(System.nanoTime() - start < LIMIT.toNanos(), input);
    }
}
