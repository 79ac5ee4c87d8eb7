package dev.perigord.wasm.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Continuations: on those of the JDK where it exports them, else on threads; see {@code perigord.stacks}. */
@Tag("fallback")
@Timeout(60)
class StackSwitchingTest {
    private static Context context() {
        return Context.newBuilder("wasm")
                .allowExperimentalOptions(true)
                .option("wasm.StackSwitching", "true")
                .build();
    }

    private static Value instantiate(Context context, String text) {
        Source source = Source.newBuilder("wasm", text, "test.wat")
                .mimeType("text/x-wat")
                .buildLiteral();
        return context.eval(source).newInstance().getMember("exports");
    }

    private static String messageOf(Value function, Object... arguments) {
        PolyglotException trap = assertThrows(PolyglotException.class, () -> function.execute(arguments));
        assertTrue(trap.isGuestException());
        return trap.getMessage();
    }

    @Test
    void aGeneratorYieldsToItsConsumer() {
        try (Context context = context()) {
            Value exports = instantiate(
                    context,
                    """
                    (module
                      (type $function (func))
                      (type $continuation (cont $function))
                      (tag $yield (param i64))
                      (elem declare func $count)
                      (func $count
                        (local $i i64)
                        (loop $next
                          (local.set $i (i64.add (local.get $i) (i64.const 1)))
                          (suspend $yield (local.get $i))
                          (br_if $next (i64.lt_u (local.get $i) (i64.const 1000)))))
                      (func (export "sum") (result i64)
                        (local $sum i64) (local $rest (ref null $continuation))
                        (local.set $rest (cont.new $continuation (ref.func $count)))
                        (loop $again
                          (block $yielded (result i64 (ref $continuation))
                            (resume $continuation (on $yield $yielded) (local.get $rest))
                            (return (local.get $sum)))
                          (local.set $rest)
                          (local.set $sum (i64.add (local.get $sum)))
                          (br $again))
                        (unreachable)))
                    """);
            assertEquals(500_500, exports.invokeMember("sum").asLong());
        }
    }

    @Test
    void whatIsResumedGetsValues() {
        try (Context context = context()) {
            Value exports = instantiate(
                    context,
                    """
                    (module
                      (type $f (func (param i32) (result i32)))
                      (type $c (cont $f))
                      (tag $ask (param i32) (result i32))
                      (elem declare func $double)
                      (func $double (type $f) (i32.mul (i32.const 2) (suspend $ask (local.get 0))))
                      (func $answer (param i32 (ref $c)) (result i32)
                        (resume $c (i32.add (local.get 0) (i32.const 1)) (local.get 1)))
                      (func (export "run") (param i32) (result i32)
                        (block $asked (result i32 (ref $c))
                          (return (resume $c (on $ask $asked) (local.get 0) (cont.new $c (ref.func $double)))))
                        (call $answer)))
                    """);
            assertEquals(12, exports.invokeMember("run", 5).asInt());
        }
    }

    @Test
    void switchGoesStraightToAnotherContinuation() {
        try (Context context = context()) {
            Value exports = instantiate(
                    context,
                    """
                    (module
                      (rec
                        (type $f (func (param (ref null $c)) (result i32)))
                        (type $c (cont $f)))
                      (tag $swap (result i32))
                      (elem declare func $ping $pong)
                      (func $pong (type $f)
                        (drop (switch $c $swap (local.get 0)))
                        (i32.const 1))
                      (func $ping (type $f)
                        (drop (switch $c $swap (cont.new $c (ref.func $pong))))
                        (i32.const 42))
                      (func (export "run") (result i32)
                        (resume $c (on $swap switch) (ref.null $c) (cont.new $c (ref.func $ping)))))
                    """);
            assertEquals(42, exports.invokeMember("run").asInt());
        }
    }

    @Test
    void mistakesAreTraps() {
        try (Context context = context()) {
            Value exports = instantiate(
                    context,
                    """
                    (module
                      (type $f (func))
                      (type $c (cont $f))
                      (tag $t)
                      (tag $error (param i32))
                      (elem declare func $f $nothing)
                      (func $f (suspend $t))
                      (func $nothing)
                      (func (export "unhandled") (resume $c (cont.new $c (ref.func $f))))
                      (func (export "outside") (suspend $t))
                      (func (export "null") (resume $c (ref.null $c)))
                      (func (export "twice") (local $k (ref null $c))
                        (local.set $k (cont.new $c (ref.func $nothing)))
                        (resume $c (local.get $k))
                        (resume $c (local.get $k)))
                      (func (export "thrown") (result i32)
                        (block $caught (result i32)
                          (try_table (catch $error $caught)
                            (resume_throw $c $error (i32.const 7) (cont.new $c (ref.func $nothing))))
                          (i32.const 0))))
                    """);
            assertEquals("unhandled tag", messageOf(exports.getMember("unhandled")));
            assertEquals("unhandled tag", messageOf(exports.getMember("outside")));
            assertEquals("null continuation reference", messageOf(exports.getMember("null")));
            assertEquals("continuation already consumed", messageOf(exports.getMember("twice")));
            assertEquals(7, exports.invokeMember("thrown").asInt());
        }
    }

    @Test
    void aContinuationThatIsLeftAloneEndsWithItsContext() {
        try (Context context = context()) {
            Value exports = instantiate(
                    context,
                    """
                    (module
                      (type $f (func))
                      (type $c (cont $f))
                      (tag $t)
                      (elem declare func $f)
                      (func $f (suspend $t) (unreachable))
                      (func (export "start")
                        (block $suspended (result (ref $c))
                          (resume $c (on $t $suspended) (cont.new $c (ref.func $f)))
                          (return))
                        (drop)))
                    """);
            for (int i = 0; i < 10; i++) {
                exports.invokeMember("start");
            }
        }
    }

    @Test
    void theFeatureIsAnOption() {
        try (Context context = Context.create("wasm")) {
            PolyglotException refused = assertThrows(
                    PolyglotException.class, () -> instantiate(context, "(module (type $f (func)) (type (cont $f)))"));
            assertTrue(refused.getMessage().contains("wasm.StackSwitching"), refused.getMessage());
        }
    }
}
