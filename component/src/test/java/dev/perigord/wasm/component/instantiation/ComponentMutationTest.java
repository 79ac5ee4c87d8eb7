package dev.perigord.wasm.component.instantiation;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.perigord.wasm.component.binary.ComponentDecoder;
import dev.perigord.wasm.component.linking.Linker;
import dev.perigord.wasm.component.testing.Mutations;
import dev.perigord.wasm.component.testing.SuiteComponents;
import dev.perigord.wasm.component.text.ComponentTextParser;
import dev.perigord.wasm.component.validation.ComponentValidator;
import dev.perigord.wasm.instantiation.ModuleLoader;
import dev.perigord.wasm.module.Feature;
import dev.perigord.wasm.module.InvalidException;
import dev.perigord.wasm.module.MalformedException;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Damaged components are valid, invalid or malformed, and nothing else happens; always the same ones are tried. */
class ComponentMutationTest {
    private static final long SEED = 20_250_914;
    private static final int MUTATIONS_PER_COMPONENT = 150;
    private static final Duration LIMIT = Duration.ofSeconds(5);

    @Test
    void binaries() throws IOException {
        Random random = new Random(SEED);
        for (String text : SuiteComponents.texts()) {
            byte[] component = ComponentTextParser.parse(text).binary();
            for (int i = 0; i < MUTATIONS_PER_COMPONENT; i++) {
                byte[] mutated = Mutations.bytes(component, random);
                check(() -> load(mutated), () -> HexFormat.of().formatHex(mutated));
            }
        }
    }

    @Test
    void wordsOfTexts() throws IOException {
        Random random = new Random(SEED);
        for (String text : SuiteComponents.texts()) {
            for (int i = 0; i < MUTATIONS_PER_COMPONENT / 3; i++) {
                String joined = Mutations.words(text.split("(?=[() ])"), random);
                check(() -> load(ComponentTextParser.parse(joined).binary()), () -> joined);
            }
        }
    }

    private static void check(Runnable load, Supplier<String> input) {
        long start = System.nanoTime();
        try {
            load.run();
        } catch (MalformedException | InvalidException expected) {
            assertTrue(expected.getMessage() != null && !expected.getMessage().isEmpty());
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError unexpected) {
            fail(input.get(), unexpected);
        }
        assertTrue(System.nanoTime() - start < LIMIT.toNanos(), input);
    }

    private static void load(byte[] bytes) {
        var syntax = ComponentDecoder.decode(
                bytes,
                (content, offset, length) ->
                        ContainedModule.of(ModuleLoader.decode(content, offset, offset + length, Feature.DEFAULT)));
        Linker.link(ComponentValidator.validate(syntax, Feature.DEFAULT));
    }
}
