package dev.perigord.wasm.language;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.IntUnaryOperator;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Functions of any size run, and get compiled, in every way that functions run. Where the optimizing run-time tests, a
 * compilation that fails is an exception.
 */
@Tag("fallback")
@Timeout(300)
class LargeFunctionsTest {
    private static final String FALLBACK = "Interpreted";
    private static final int ROUNDS = 4;

    /** {@code calls} is after how many calls a function is compiled. */
    private static Context context(String execution, int calls) {
        Context.Builder builder =
                Context.newBuilder("wasm").allowExperimentalOptions(true).option("wasm.Execution", execution);
        try (Context probe = Context.create("wasm")) {
            if (!probe.getEngine().getImplementationName().equals(FALLBACK)) {
                builder.option("engine.FirstTierCompilationThreshold", Integer.toString(calls))
                        .option("engine.LastTierCompilationThreshold", Integer.toString(2 * calls));
            }
        }
        return builder.build();
    }

    /** Calls {@code run} with numbers from 1, again and again, and compares with what Java computes. */
    private static void assertComputes(String execution, String module, int calls, IntUnaryOperator expected) {
        try (Context context = context(execution, calls)) {
            Source source = Source.newBuilder("wasm", module, "large.wat")
                    .mimeType("text/x-wat")
                    .buildLiteral();
            Value run = context.eval(source).newInstance().getMember("exports").getMember("run");
            for (int call = 0; call < ROUNDS * calls; call++) {
                int argument = call % calls + 1;
                assertEquals(
                        expected.applyAsInt(argument), run.execute(argument).asInt(), "run(" + argument + ")");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"auto, 1000", "auto, 3000", "tree, 1000", "tree, 3000"})
    void blocksOneAfterTheOther(String execution, int blocks) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < blocks; i++) {
            body.append(
                    """
                    (block $skip
                      (br_if $skip (i32.and (local.get $n) (i32.const %d)))
                      (local.set $sum (i32.add (i32.mul (local.get $sum) (i32.const 31)) (i32.const %d))))
                    """
                            .formatted(1 << i % 8, i));
        }
        String module =
                """
                (module
                  (func (export "run") (param $n i32) (result i32) (local $sum i32)
                    (loop $again
                      %s
                      (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
                    (local.get $sum)))
                """
                        .formatted(body);
        assertComputes(execution, module, 100, n -> {
            int sum = 0;
            for (int left = n; left > 0; left--) {
                for (int i = 0; i < blocks; i++) {
                    if ((left & 1 << i % 8) == 0) {
                        sum = sum * 31 + i;
                    }
                }
            }
            return sum;
        });
    }

    /** Where the parameters are on the stack, the function cannot be cut. */
    @ParameterizedTest
    @ValueSource(strings = {"auto", "tree"})
    void aBlockWithAParameter(String execution) {
        int statements = 1000;
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < statements; i++) {
            body.append("(local.set $sum (i32.add (i32.mul (local.get $sum) (i32.const 31)) (i32.const %d)))\n"
                    .formatted(i));
        }
        String module =
                """
                (module
                  (global $start (mut i32) (i32.const 7))
                  (func (export "run") (param $n i32) (result i32) (local $sum i32)
                    (local.get $n)
                    (block (param i32)
                      (i32.add (global.get $start))
                      (local.set $sum)
                      %s)
                    (local.get $sum)))
                """
                        .formatted(body);
        assertComputes(execution, module, 100, n -> {
            int sum = n + 7;
            for (int i = 0; i < statements; i++) {
                sum = sum * 31 + i;
            }
            return sum;
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "tree"})
    void blocksThreeHundredDeep(String execution) {
        int depth = 300;
        StringBuilder body = new StringBuilder();
        body.repeat("(block ", depth);
        for (int i = 0; i < depth; i++) {
            body.append("(br_if %d (i32.eq (local.get $n) (i32.const %d)))\n".formatted(i, i));
        }
        body.repeat(") (local.set $sum (i32.add (local.get $sum) (local.get $n)))\n", depth);
        String module =
                """
                (module
                  (func (export "run") (param $n i32) (result i32) (local $sum i32)
                    %s
                    (local.get $sum)))
                """
                        .formatted(body);
        assertComputes(execution, module, depth - 1, n -> n * (depth - n));
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "tree"})
    void expressionsThreeHundredDeep(String execution) {
        int depth = 300;
        StringBuilder expression = new StringBuilder("(local.get $n)");
        for (int i = 1; i <= depth; i++) {
            expression
                    .insert(0, "(i32.add (i32.mul (local.get $n) (i32.const " + i + ")) ")
                    .append(')');
        }
        String module = "(module (func (export \"run\") (param $n i32) (result i32) " + expression + "))";
        assertComputes(execution, module, 100, n -> n + n * depth * (depth + 1) / 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "tree"})
    void aSwitchWithManyCases(String execution) {
        int cases = 2500;
        StringBuilder labels = new StringBuilder();
        StringBuilder bodies = new StringBuilder();
        for (int i = 0; i < cases; i++) {
            labels.append(i).append(' ');
            // So many blocks around this case, and then $next, which is behind all cases.
            bodies.append(
                    """
                    end
                    (local.set $sum (i32.add (i32.mul (local.get $sum) (i32.const 33)) (i32.const %d)))
                    br %d
                    """
                            .formatted(i, cases - 1 - i));
        }
        String module =
                """
                (module
                  (func (export "run") (param $n i32) (result i32) (local $sum i32)
                    loop
                      block $next
                        %s
                        (br_table %s $next (i32.rem_u (i32.mul (local.get $n) (i32.const 7919)) (i32.const 2500)))
                        %s
                      end
                      (br_if 0 (local.tee $n (i32.sub (local.get $n) (i32.const 1))))
                    end
                    (local.get $sum)))
                """
                        .formatted("block ".repeat(cases), labels, bodies);
        assertComputes(execution, module, 100, n -> {
            int sum = 0;
            for (int left = n; left > 0; left--) {
                sum = sum * 33 + left * 7919 % cases;
            }
            return sum;
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "tree"})
    void fiveMegabytesOfCode(String execution) {
        int functions = 1000;
        int steps = 900;
        StringBuilder module = new StringBuilder("(module (type $step (func (param i32) (result i32)))\n");
        for (int i = 0; i < functions; i++) {
            module.append("(func $f").append(i).append(" (type $step) local.get 0 ");
            module.repeat("i32.const " + (1_000_000 + i) + " i32.add ", steps).append(")\n");
        }
        module.append("(table funcref (elem");
        for (int i = 0; i < functions; i++) {
            module.append(" $f").append(i);
        }
        module.append(
                """
                ))
                (func (export "run") (param i32) (result i32)
                  (call_indirect (type $step) (i32.const 5) (local.get 0))))
                """);
        assertComputes(execution, module.toString(), functions - 1, n -> 5 + steps * (1_000_000 + n));
    }
}
