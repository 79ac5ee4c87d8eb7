package dev.perigord.wasm.language;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;

/**
 * A program that runs a guest which does not end, long enough to be compiled, and interrupts it; then once more. It prints
 * how the runs ended. A JVM of its own for each guest: what compiled code assumes until the first interruption is tested
 * only once in a JVM.
 */
final class LongLoop {
    private static final String MODULE =
            """
            (module
              (memory 1)
              (global $calls (mut i32) (i32.const 0))
              (func $count (global.set $calls (i32.add (global.get $calls) (i32.const 1))))
              (func $tree (param $depth i32)
                (if (local.get $depth) (then
                  (call $tree (i32.sub (local.get $depth) (i32.const 1)))
                  (call $tree (i32.sub (local.get $depth) (i32.const 1))))))
              (func (export "run") (local $i i32) %s))
            """;

    private static final Map<String, String> GUESTS = Map.of(
            "a loop without end", "(loop $l (br $l))",
            "a loop that waits for another value in memory", "(loop $l (br_if $l (i32.eqz (i32.load (i32.const 16)))))",
            "a counted loop in a loop",
                    """
                    (loop $outer
                      (local.set $i (i32.const 0))
                      (loop $inner
                        (i32.store (i32.const 8) (local.get $i))
                        (local.set $i (i32.add (local.get $i) (i32.const 1)))
                        (br_if $inner (i32.lt_s (local.get $i) (i32.const 100000))))
                      (br $outer))
                    """,
            "a loop with calls", "(loop $l (call $count) (br $l))",
            "recursion", "(call $tree (i32.const 200))");

    /** How long a guest runs before it is interrupted. */
    private static final Duration WARM_UP = Duration.ofMillis(700);

    /** What can be said of an interruption that does not work. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private LongLoop() {}

    static Iterable<String> guests() {
        return GUESTS.keySet();
    }

    public static void main(String[] arguments) throws InterruptedException {
        run(arguments[0]);
        run(arguments[0]);
        System.exit(0);
    }

    private static void run(String guest) throws InterruptedException {
        try (Context context = Context.create("wasm")) {
            Source source = Source.newBuilder("wasm", MODULE.formatted(GUESTS.get(guest)), "loop.wat")
                    .mimeType("text/x-wat")
                    .buildLiteral();
            Value exports = context.eval(source).newInstance().getMember("exports");
            Thread interrupter = Thread.ofPlatform().start(() -> interrupt(context));
            try {
                exports.invokeMember("run");
                System.out.println("ended");
            } catch (PolyglotException e) {
                System.out.println(e.isInterrupted() ? "interrupted" : e.getMessage());
            }
            interrupter.join();
        }
    }

    private static void interrupt(Context context) {
        try {
            Thread.sleep(WARM_UP);
            context.interrupt(LIMIT);
        } catch (InterruptedException | TimeoutException e) {
            System.out.println(e.getMessage());
            System.exit(1);
        }
    }
}
