package dev.perigord.wasm.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.oracle.truffle.api.source.Source;
import com.oracle.truffle.api.source.SourceSection;
import dev.perigord.wasm.instantiation.ModuleLoader;
import dev.perigord.wasm.module.Feature;
import dev.perigord.wasm.module.InvalidException;
import dev.perigord.wasm.module.MalformedException;
import dev.perigord.wasm.module.ModuleDefinition;
import dev.perigord.wasm.printer.ModulePrinter;
import dev.perigord.wasm.printer.Structure;
import dev.perigord.wasm.runtime.Execution;
import dev.perigord.wasm.runtime.WasmModule;
import dev.perigord.wasm.text.TextParser;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Modules of the test suite, changed at random places, are valid, invalid or malformed, and nothing else; those that are
 * valid are built and printed. The same mutants are tried in each build; {@code -Dperigord.mutation.seed} asks for
 * others, and {@code -Dperigord.mutation.seconds} for as many as there is time for.
 */
@Timeout(value = 3, unit = TimeUnit.HOURS)
final class MutationTest {
    private static final long SEED = Long.getLong("perigord.mutation.seed", 1);
    private static final long SECONDS = Long.getLong("perigord.mutation.seconds", 0);
    private static final int BINARIES = 10_000;
    private static final int TEXTS = 5_000;

    /** What takes longer hangs. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    /** What a mutant may allocate: far more than the largest module of the suite needs, far less than a JVM has. */
    private static final long LIMIT_BYTES = 1L << 29;

    private static final Set<Feature> ALL = EnumSet.allOf(Feature.class);
    private static final Source SOURCE = Source.newBuilder("wasm", "", "mutant").build();

    private enum Outcome {
        VALID,
        INVALID,
        MALFORMED
    }

    private record Unavailable() implements WasmModule.Positions {
        @Override
        public SourceSection instruction(int codeOffset) {
            return SOURCE.createUnavailableSection();
        }

        @Override
        public SourceSection function(int codeOffset) {
            return SOURCE.createUnavailableSection();
        }
    }

    @Test
    void binaries() throws Exception {
        CoreSuite suite = CoreSuite.read();
        run("binaries", BINARIES, number -> {
            Mutator mutator = new Mutator(SEED << 32 | number);
            CoreSuite.Binary original = mutator.pick(suite.validBinaries(), suite.refusedBinaries());
            byte[] mutant = mutator.mutate(original.bytes());
            return new Mutant(
                    original.place(), HexFormat.of().formatHex(mutant), () -> decode(mutant, 0, mutant.length));
        });
    }

    @Test
    void texts() throws Exception {
        CoreSuite suite = CoreSuite.read();
        run("texts", TEXTS, number -> {
            Mutator mutator = new Mutator(SEED << 32 | number);
            CoreSuite.Text original = mutator.pick(suite.validTexts(), suite.refusedTexts());
            String mutant = mutator.mutate(original.text());
            return new Mutant(original.place(), mutant, () -> {
                byte[] binary = TextParser.parseModule(mutant).binary();
                return decode(binary, 0, binary.length);
            });
        });
    }

    /** A mutant: where it comes from, what it looks like, and what is done with it. */
    private record Mutant(String origin, String contents, Callable<ModuleDefinition> decoding) {
        @Override
        public String toString() {
            return "a mutant of " + origin + " with seed " + SEED + ": " + contents;
        }
    }

    @FunctionalInterface
    private interface Mutants {
        Mutant mutant(int number);
    }

    private static void run(String kind, int count, Mutants mutants) throws Exception {
        Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        int number = 0;
        while (SECONDS > 0 ? System.nanoTime() < end : number < count) {
            outcomes.merge(outcome(mutants.mutant(number)), 1, Integer::sum);
            number++;
        }
        System.out.println("mutation: seed " + SEED + ": " + number + " " + kind + ": " + outcomes);
        assertEquals(EnumSet.allOf(Outcome.class), outcomes.keySet(), "mutants are of all kinds");
    }

    private static Outcome outcome(Mutant mutant) {
        return assertTimeoutPreemptively(
                LIMIT,
                () -> {
                    try {
                        return attempt(mutant);
                    } catch (Throwable e) {
                        return fail(mutant.toString(), e);
                    }
                },
                mutant::toString);
    }

    private static Outcome attempt(Mutant mutant) throws Exception {
        long allocated = Allocation.ofThread();
        try {
            ModuleDefinition definition = mutant.decoding.call();
            build(definition);
            print(definition.bytes());
            return Outcome.VALID;
        } catch (MalformedException e) {
            return Outcome.MALFORMED;
        } catch (InvalidException e) {
            return Outcome.INVALID;
        } finally {
            assertTrue(Allocation.ofThread() - allocated < LIMIT_BYTES, "a mutant needs little memory");
        }
    }

    private static ModuleDefinition decode(byte[] bytes, int start, int end) {
        return ModuleLoader.decode(bytes, start, end, ALL);
    }

    /** Builds the ASTs of all functions: a module that got so far must not be refused any more. */
    private static void build(ModuleDefinition definition) {
        WasmModule module = ModuleLoader.load(null, definition, SOURCE, new Unavailable(), null, Execution.AUTO);
        try {
            for (int i = definition.importedFunctions();
                    i < definition.functions().size();
                    i++) {
                module.code(i).callTarget();
            }
        } catch (MalformedException | InvalidException e) {
            throw new AssertionError("a valid module cannot be built", e);
        }
    }

    private static void print(byte[] bytes) {
        String text = ModulePrinter.print(bytes);
        try {
            byte[] parsed = TextParser.parseModule(text).binary();
            decode(parsed, 0, parsed.length);
            assertEquals(Structure.of(bytes), Structure.of(parsed), text);
        } catch (MalformedException | InvalidException e) {
            throw new AssertionError("a valid module is printed as\n" + text, e);
        }
    }
}
