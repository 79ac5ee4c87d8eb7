package dev.perigord.wasm.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.junit.jupiter.api.Test;

/** Sources whose evaluation runs them: the source's option {@code wasm.Run}. */
class RunSourceTest {
    private static final String COMMAND =
            """
            (component
              (core module $m (func (export "run") (result i32) (i32.const STATUS)))
              (core instance $i (instantiate $m))
              (func $run (result (result)) (canon lift (core func $i "run")))
              (instance $interface (export "run" (func $run)))
              (export "wasi:cli/run@0.2.0" (instance $interface)))
            """;

    private static Source command(String text) {
        return Source.newBuilder("wasm", text, "command.wat")
                .mimeType("text/x-wat")
                .option("wasm.Run", "true")
                .buildLiteral();
    }

    private static int run(String text) {
        try (Context context = Context.create("wasm")) {
            return context.eval(command(text)).asInt();
        }
    }

    @Test
    void aComponentGivesItsExitStatus() {
        assertEquals(0, run(COMMAND.replace("STATUS", "0")));
        assertEquals(1, run(COMMAND.replace("STATUS", "1")));
    }

    @Test
    void eachContextOfAnEngineRunsAnInstanceOfItsOwn() {
        Source exitsOnTheSecondRun = command(
                """
                (module
                  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
                  (memory (export "memory") 1)
                  (global $runs (mut i32) (i32.const 0))
                  (func (export "_start")
                    (global.set $runs (i32.add (global.get $runs) (i32.const 1)))
                    (if (i32.gt_u (global.get $runs) (i32.const 1)) (then (call $exit (i32.const 3))))))
                """);
        try (Engine engine = Engine.create()) {
            for (int i = 0; i < 2; i++) {
                try (Context context = Context.newBuilder("wasm").engine(engine).build()) {
                    assertEquals(0, context.eval(exitsOnTheSecondRun).asInt());
                }
            }
        }
    }

    @Test
    void theStatusOfAProgramThatExitsIsItsResult() {
        assertEquals(
                3,
                run(
                        """
                        (module
                          (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
                          (memory (export "memory") 1)
                          (func (export "_start") (call $exit (i32.const 3)) unreachable))
                        """));
    }

    @Test
    void whatIsNoCommandSaysSo() {
        PolyglotException error = assertThrows(PolyglotException.class, () -> run("(component)"));
        assertEquals(
                "the component does not export wasi:cli/run, so it is no command; --invoke calls one of its functions",
                error.getMessage());
    }
}
