package dev.perigord.wasm.component.wit;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.perigord.wasm.component.testing.Mutations;
import dev.perigord.wasm.component.testing.WitTexts;
import dev.perigord.wasm.component.wit.resolve.Features;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Damaged WIT is resolved or refused with a message, and nothing else happens; always the same is tried. */
class WitMutationTest {
    private static final long SEED = 20_261_123;
    private static final int MUTATIONS_PER_FILE = 120;
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
                        wit -> assertNotNull(wit.print()),
                        () -> HexFormat.of().formatHex(mutated));
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
