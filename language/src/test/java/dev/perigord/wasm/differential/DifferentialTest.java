package dev.perigord.wasm.differential;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Programs that nobody wrote do the same as byte code and as trees: results bit by bit, traps and where they are, what is
 * left in memories and globals.
 *
 * <p>{@code -Dperigord.differential.programs=N} runs so many programs of each theme, {@code -Dperigord.differential.seed=S}
 * others.
 */
@Tag("fallback")
class DifferentialTest {
    private static final int PROGRAMS = Integer.getInteger("perigord.differential.programs", 6);
    private static final long SEED = Long.getLong("perigord.differential.seed", 1);

    @ParameterizedTest
    @EnumSource
    void byteCodeDoesWhatTreesDo(Theme theme) {
        for (long seed = SEED; seed < SEED + PROGRAMS; seed++) {
            Program program = ModuleGenerator.program(seed, theme);
            try (Run trees = run("tree");
                    Run code = run("bytecode")) {
                compare(theme + " " + seed, program, trees, code);
            }
        }
    }

    private static Run run(String execution) {
        Context.Builder builder =
                Context.newBuilder("wasm").allowExperimentalOptions(true).option("wasm.Execution", execution);
        if (!"fallback".equals(System.getProperty("perigord.runtime"))) {
            builder.option("engine.Compilation", "false");
        }
        return new Run(execution, builder.build());
    }

    private static void compare(String name, Program program, Run expected, Run actual) {
        List<String> first = outcomes(name, program, expected);
        List<String> second = outcomes(name, program, actual);
        for (int i = 0; i < first.size(); i++) {
            if (!first.get(i).equals(second.get(i))) {
                fail("program %s, call %d\n%s: %s\n%s: %s\n%s"
                        .formatted(name, i, expected.name(), first.get(i), actual.name(), second.get(i), program));
            }
        }
    }

    private static List<String> outcomes(String name, Program program, Run run) {
        try {
            return run.outcomes(program);
        } catch (PolyglotException e) {
            return fail("program %s, %s: %s\n%s".formatted(name, run.name(), e.getMessage(), program), e);
        }
    }
}
