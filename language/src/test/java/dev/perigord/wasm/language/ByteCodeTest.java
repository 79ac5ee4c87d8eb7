package dev.perigord.wasm.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.PolyglotException.StackFrame;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.graalvm.polyglot.proxy.ProxyObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions as JVM byte code do what they do as trees: the same results, traps and stack traces. */
@Tag("fallback")
@Timeout(120)
class ByteCodeTest {
    private static final Logger LOGGER = Logger.getLogger("dev.perigord.wasm.bytecode.CodeLoader");

    /** What the loader says of functions that it leaves to trees. */
    private final List<String> trees = new ArrayList<>();

    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord logged) {
            trees.add(logged.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private Level level;

    @BeforeEach
    void listen() {
        level = LOGGER.getLevel();
        LOGGER.setLevel(Level.FINE);
        LOGGER.addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        LOGGER.removeHandler(handler);
        LOGGER.setLevel(level);
    }

    private static Context context(String execution) {
        return Context.newBuilder("wasm")
                .allowExperimentalOptions(true)
                .option("wasm.Execution", execution)
                .option("wasm.StackSwitching", "true")
                .option("wasm.CustomDescriptors", "true")
                .build();
    }

    private static Value instantiate(Context context, String text, Object... imports) {
        Source source = Source.newBuilder("wasm", text, "test.wat")
                .mimeType("text/x-wat")
                .buildLiteral();
        return context.eval(source).newInstance(imports).getMember("exports");
    }

    /** Calls {@code run} with some numbers and describes the results, or the trap with its stack trace. */
    private static List<String> results(String execution, String text, int... arguments) {
        List<String> results = new ArrayList<>();
        try (Context context = context(execution)) {
            Value exports = instantiate(context, text);
            for (int argument : arguments) {
                try {
                    results.add(exports.invokeMember("run", argument).toString());
                } catch (PolyglotException e) {
                    results.add(e.getMessage() + trace(e));
                }
            }
        }
        return results;
    }

    private static String trace(PolyglotException exception) {
        List<String> frames = new ArrayList<>();
        for (StackFrame frame : exception.getPolyglotStackTrace()) {
            if (frame.isGuestFrame()) {
                frames.add(frame.getRootName() + ":"
                        + (frame.getSourceLocation() == null
                                ? "?"
                                : frame.getSourceLocation().getCharacters()));
            }
        }
        return frames.toString();
    }

    /** Both tiers agree, and none of the functions was left to trees. */
    private void assertSame(String text, int... arguments) {
        assertEquals(results("tree", text, arguments), results("bytecode", text, arguments));
        assertEquals(List.of(), trees, "functions that are no byte code");
    }

    // --- kinds of instructions -------------------------------------------------------------------------------

    @Test
    void tables() {
        assertSame(
                """
                (module
                  (table $t i64 4 8 funcref)
                  (elem $e funcref (ref.func $f) (ref.func $run))
                  (func $f)
                  (func $run (export "run") (param $n i32) (result i32)
                    (table.init $t $e (i64.const 1) (i32.const 0) (i32.const 2))
                    (elem.drop $e)
                    (table.set $t (i64.const 0) (ref.null func))
                    (drop (table.grow $t (ref.func $f) (i64.const 1)))
                    (table.copy $t $t (i64.const 3) (i64.const 1) (i64.const 1))
                    (table.fill $t (i64.const 4) (ref.null func) (i64.const 1))
                    (i32.add
                      (ref.is_null (table.get $t (i64.extend_i32_u (local.get $n))))
                      (i32.wrap_i64 (table.size $t)))))
                """,
                0,
                1,
                1,
                -1);
    }

    @Test
    void referencesAndBranchesOnThem() {
        assertSame(
                """
                (module
                  (type $f (func (param i32) (result i32)))
                  (elem declare func $next)
                  (func $next (type $f) (i32.add (local.get 0) (i32.const 1)))
                  (func (export "run") (param $n i32) (result i32) (local $r (ref null $f))
                    (if (local.get $n) (then (local.set $r (ref.func $next))))
                    (i32.const 1000)
                    (block $null (result i32)
                      (i32.const 7)
                      (br_on_null $null (local.get $r))
                      (drop)
                      (drop)
                      (call_ref $f (local.get $n) (block $there (result (ref $f))
                        (br_on_non_null $there (local.get $r))
                        (unreachable))))
                    (i32.add)
                    (i32.add (call_ref $f (i32.const 1) (ref.as_non_null (local.get $r))))))
                """,
                5,
                0);
    }

    @Test
    void structuresArraysAndCasts() {
        assertSame(
                """
                (module
                  (type $point (sub (struct (field $x (mut i32)) (field $b (mut i8)) (field $d (mut f64)))))
                  (type $large (sub $point (struct (field (mut i32)) (field (mut i8)) (field (mut f64))
                    (field $l (mut i64)) (field $f (mut f32)) (field $r (mut anyref)) (field eqref) (field eqref) (field eqref)
                    (field $last (mut anyref)))))
                  (type $bytes (array (mut i8)))
                  (type $any (array (mut anyref)))
                  (data $d "\\01\\ff\\03")
                  (func (export "run") (param $n i32) (result i32)
                    (local $p (ref null $point)) (local $l (ref null $large)) (local $a (ref null $bytes))
                    (local.set $p (struct.new $point (local.get $n) (i32.const 255) (f64.const 1.5)))
                    (local.set $l (struct.new_default $large))
                    (struct.set $large $last (local.get $l) (ref.i31 (local.get $n)))
                    (struct.set $large $f (local.get $l) (f32.const 2.5))
                    (struct.set $large $l (local.get $l) (i64.const -9))
                    (local.set $a (array.new_data $bytes $d (i32.const 0) (local.get $n)))
                    (if (i32.eq (local.get $n) (i32.const 2)) (then (local.set $p (local.get $l))))
                    (i32.add (struct.get_s $point $b (local.get $p)) (struct.get_u $point $b (local.get $p)))
                    (i32.add (i32.trunc_f64_s (struct.get $point $d (local.get $p))))
                    (i32.add (i32.trunc_f32_s (struct.get $large $f (local.get $l))))
                    (i32.add (i32.wrap_i64 (struct.get $large $l (local.get $l))))
                    (i32.add (i31.get_s (ref.cast (ref i31) (struct.get $large $last (local.get $l)))))
                    (i32.add (array.get_s $bytes (local.get $a) (i32.const 1)))
                    (i32.add (array.len (array.new_fixed $any 2 (local.get $p) (local.get $l))))
                    (i32.add (ref.test (ref $large) (local.get $p)))
                    (i32.add (block $is (result i32)
                      (block $large (result (ref $large))
                        (drop (br_on_cast $large (ref null $point) (ref $large) (local.get $p)))
                        (br $is (i32.const 10000)))
                      (drop)
                      (i32.const 20000)))))
                """,
                3,
                2,
                1,
                0,
                4);
    }

    @Test
    void exceptions() {
        assertSame(
                """
                (module
                  (tag $number (param i32 i64))
                  (tag $other)
                  (func $throws (param $n i32)
                    (if (i32.eqz (local.get $n)) (then (throw $other)))
                    (if (i32.eq (local.get $n) (i32.const 3)) (then (unreachable)))
                    (throw $number (local.get $n) (i64.const 40)))
                  (func (export "run") (param $n i32) (result i32) (local $e exnref)
                    (i32.const 1000)  ;; waits below the try
                    (block $none
                      (block $caught (result i32 i64)
                        (try_table (catch $number $caught) (catch_all $none) (call $throws (local.get $n)))
                        (unreachable))
                      (i32.wrap_i64)
                      (i32.add)
                      (local.set $n)
                      (block $again (result exnref)
                        (try_table (catch_all_ref $again)
                          (try_table (throw $number (local.get $n) (i64.const 1))))
                        (unreachable))
                      (local.set $e)
                      (block $last (result i32 i64)
                        (try_table (catch $number $last) (throw_ref (local.get $e)))
                        (unreachable))
                      (drop)
                      (local.set $n))
                    (i32.add (local.get $n))))
                """,
                0,
                1,
                2,
                3);
    }

    @Test
    void legacyExceptions() {
        assertSame(
                """
                (module
                  (tag $a (param i32))
                  (tag $b)
                  (func (export "run") (param $n i32) (result i32)
                    (i32.const 100)
                    (try $outer (result i32)
                      (do
                        (try $inner (result i32)
                          (do
                            (try (result i32)
                              (do
                                (if (i32.eqz (local.get $n)) (then (throw $b)))
                                (throw $a (local.get $n)))
                              (delegate $outer)))
                          (catch_all (i32.const -1))))
                      (catch $a
                        (if (i32.eq (i32.const 7)) (then (rethrow $outer)))
                        (i32.const 5))
                      (catch_all
                        (try (result i32)
                          (do (rethrow $outer))
                          (catch $b (i32.const 6)))))
                    (i32.add)))
                """,
                0,
                1);
    }

    @Test
    void tailCalls() {
        assertSame(
                """
                (module
                  (type $f (func (param i32 i64) (result i64)))
                  (table funcref (elem $even $odd))
                  (func $sum (param $n i32) (param $s i64) (result i64) (local $zero i64)
                    (if (i64.ne (local.get $zero) (i64.const 0)) (then (unreachable)))
                    (local.set $zero (i64.const 1))
                    (if (i32.eqz (local.get $n)) (then (return (local.get $s))))
                    (return_call $sum
                      (i32.sub (local.get $n) (i32.const 1))
                      (i64.add (local.get $s) (i64.extend_i32_u (local.get $n)))))
                  (func $even (type $f)
                    (if (i32.eqz (local.get 0)) (then (return (local.get 1))))
                    (return_call_indirect (type $f)
                      (i32.sub (local.get 0) (i32.const 1)) (i64.add (local.get 1) (i64.const 1)) (i32.const 1)))
                  (func $odd (type $f)
                    (if (i32.eqz (local.get 0)) (then (unreachable)))
                    (return_call $even (i32.sub (local.get 0) (i32.const 1)) (local.get 1)))
                  (func (export "run") (param $n i32) (result i32)
                    (i32.wrap_i64 (i64.add
                      (call $sum (local.get $n) (i64.const 0))
                      (call $even (local.get $n) (i64.const 0))))))
                """,
                0,
                1_000_000,
                999_999);
    }

    /** A method of the JVM has at most 255 parameters: such a function is a tree, and its callers see no difference. */
    @Test
    void functionsOfManyParametersAreCalledThroughTables() {
        String parameters = " i32".repeat(300);
        String arguments = IntStream.range(0, 300)
                .mapToObj(i -> "(i32.add (local.get $n) (i32.const " + i + "))")
                .collect(Collectors.joining(" "));
        String text =
                """
                (module
                  (type $many (func (param %1$s) (result i32)))
                  (type $few (func (param i32) (result i32)))
                  (table funcref (elem $sum $twice))
                  (func $sum (type $many) (i32.add (local.get 0) (local.get 299)))
                  (func $twice (type $few) (i32.mul (local.get 0) (i32.const 2)))
                  (func $through (param $n i32) (param $index i32) (result i32)
                    (return_call_indirect (type $many) %2$s (local.get $index)))
                  (func $mistaken (param $n i32) (result i32)
                    (call_indirect (type $few) (local.get $n) (local.get $n)))
                  (func (export "run") (param $n i32) (result i32)
                    (i32.add (call $through (local.get $n) (local.get $n)) (call $mistaken (local.get $n)))))
                """
                        .formatted(parameters, arguments);
        String mismatch = "indirect call type mismatch";
        List<String> expected = results("tree", text, 0, 1);
        assertTrue(expected.get(0).startsWith(mismatch + "[mistaken:"), expected.get(0));
        assertTrue(expected.get(1).startsWith(mismatch + "[through:"), expected.get(1));
        assertEquals(expected, results("bytecode", text, 0, 1));
        String correct = text.replace("(call $mistaken (local.get $n))", "(call $mistaken (i32.const 1))");
        assertEquals("301", results("bytecode", correct, 0).getFirst());
        assertTrue(
                trees.stream().allMatch(message -> message.startsWith("function 0 runs as a tree")), trees.toString());
    }

    // --- parts -------------------------------------------------------------------------------------------------

    /** Instructions that change {@code $x}, as many as make a JVM method too large to stay whole. */
    private static String filler(int seed) {
        return IntStream.range(0, 400)
                .mapToObj(i -> "(local.set $x (i32.xor (i32.mul (local.get $x) (i32.const 31)) (i32.const "
                        + (seed * 1000 + i) + ")))")
                .collect(Collectors.joining("\n"));
    }

    /** A call through a table of sixteen functions has few bytes in WebAssembly and hundreds in the JVM. */
    @Test
    void shortFunctionsThatBecomeLarge() {
        String functions = IntStream.range(0, 16)
                .mapToObj(i -> "(func $f" + i + " (param i32) (result i32) (i32.xor (local.get 0) (i32.const " + 77 * i
                        + ")))")
                .collect(Collectors.joining("\n"));
        String names = IntStream.range(0, 16).mapToObj(i -> "$f" + i).collect(Collectors.joining(" "));
        String call =
                """
                (local.set $x
                  (call_indirect (param i32) (result i32)
                    (i32.mul (local.get $x) (i32.const 31)) (i32.and (local.get $x) (i32.const 15))))
                """;
        assertSame(
                """
                (module
                  (table funcref (elem %s))
                  %s
                  (func (export "run") (param $x i32) (result i32) %s (local.get $x)))
                """
                        .formatted(names, functions, call.repeat(60)),
                0,
                1,
                12345);
    }

    @Test
    void valuesLeavePartsThroughLabels() {
        assertSame(
                """
                (module
                  (func (export "run") (param $n i32) (result i32) (local $x i32)
                    (block $a (result i32)
                      (block $b (result i32)
                        (block $c
                          %s
                          (br_if $a (local.get $x) (i32.eq (local.get $n) (i32.const 1)))
                          (drop)
                          %s
                          (br_if $b (local.get $x) (i32.gt_u (local.get $n) (i32.const 4)))
                          (drop))
                        %s
                        (local.get $x))
                      %s
                      (if (i32.eq (local.get $n) (i32.const 9)) (then (unreachable)))
                      (i32.add (local.get $x)))))
                """
                        .formatted(filler(1), filler(2), filler(3), filler(4)),
                0,
                1,
                2,
                5,
                9);
    }

    @Test
    void loopsOfPartsHaveValuesBelowThem() {
        assertSame(
                """
                (module
                  (func (export "run") (param $n i32) (result i32) (local $x i32)
                    (i32.const 17)
                    (i64.const 4)
                    (i32.const 1)
                    (loop $l (param i32) (result i32)
                      (local.set $x (i32.add (local.get $x)))
                      %s
                      (block
                        %s
                        (local.set $n (i32.sub (local.get $n) (i32.const 1))))
                      (br_if $l (local.get $x) (i32.gt_s (local.get $n) (i32.const 0))))
                    (i32.wrap_i64 (i64.add (i64.extend_i32_u)))
                    (i32.add)))
                """
                        .formatted(filler(1), filler(2)),
                0,
                3);
    }

    @Test
    void partsThrowAndCatch() {
        assertSame(
                """
                (module
                  (tag $t (param i32))
                  (func $throws (param $n i32) (if (local.get $n) (then (throw $t (local.get $n)))))
                  (func (export "run") (param $n i32) (result i32)
                    (block $h (result i32)
                      (return (try_table (result i32) (catch $t $h) (call $parts (local.get $n)))))
                    (i32.add (i32.const 1000)))
                  (func $parts (param $n i32) (result i32) (local $x i32)
                    (i32.const 3)
                    (block $h (result i32)
                      (try_table (catch $t $h)
                        %s
                        (call $throws (local.get $n))
                        %s
                        (block $i (result i32)
                          (try_table (catch $t $i)
                            %s
                            (throw $t (local.get $x)))
                          (unreachable))
                        (local.set $n)
                        %s)
                      (local.get $n))
                    (i32.add (local.get $x))
                    (try (param i32) (result i32)
                      (do
                        %s
                        (i32.add (local.get $x))
                        (call $throws (local.get $n)))
                      (catch $t
                        %s
                        (if (i32.eq (local.get $n) (i32.const 2)) (then (rethrow 1)))))
                    (i32.add)))
                """
                        .formatted(filler(1), filler(2), filler(3), filler(4), filler(5), filler(6)),
                0,
                1,
                2);
    }

    @Test
    void partsEndWithTailCalls() {
        assertSame(
                """
                (module
                  (type $f (func (param i32 i32) (result i32)))
                  (table funcref (elem $f))
                  (func $f (type $f) (local $x i32)
                    (local.set $x (local.get 1))
                    (block
                      %s
                      (if (i32.eq (i32.rem_u (local.get 0) (i32.const 3)) (i32.const 2)) (then
                        (return_call $f (i32.sub (local.get 0) (i32.const 1)) (local.get $x)))))
                    (block
                      %s
                      (if (i32.eq (i32.rem_u (local.get 0) (i32.const 3)) (i32.const 1)) (then
                        (return_call_indirect (type $f)
                          (i32.sub (local.get 0) (i32.const 1)) (local.get $x) (i32.const 0)))))
                    (if (local.get 0) (then (return_call $f (i32.sub (local.get 0) (i32.const 1)) (local.get $x))))
                    (local.get $x))
                  (func (export "run") (param $n i32) (result i32) (call $f (local.get $n) (i32.const 1))))
                """
                        .formatted(filler(1), filler(2)),
                0,
                1,
                2,
                3,
                50);
    }

    // --- switches ----------------------------------------------------------------------------------------------

    /** A loop around a switch of 20 cases, which compute with {@code $x} and {@code $y} and end in several ways. */
    private static String interpreter(IntFunction<String> work) {
        String labels = numbered(20, i -> "$c" + i);
        return """
                (module
                  (tag $t)
                  (func (export "run") (param $n i32) (result i32) (local $x i32) (local $y i32)
                    (local.set $x (local.get $n))
                    (loop $next
                      (if (i32.eqz (local.get $n))
                        (then (return (i32.add (local.get $x) (local.get $y)))))
                      (local.set $n (i32.sub (local.get $n) (i32.const 1)))
                      %s
                      (br_table %s $default (i32.rem_u (local.get $x) (i32.const 23)))
                      %s
                      end (; $default ;)
                      (local.set $x (i32.rotl (local.get $x) (local.get $y)))
                      (br $next))
                    (unreachable)))
                """
                .formatted(
                        "block $default " + numbered(20, i -> "block $c" + (19 - i)),
                        labels,
                        numbered(
                                20,
                                i ->
                                        """
                                end (; $c%1$d ;)
                                (local.set $y (i32.add (i32.mul (local.get $x) (i32.const 31)) (i32.const %1$d)))
                                %2$s
                                (local.set $x (i32.xor (i32.mul (local.get $y) (i32.const 5)) (local.get $x)))
                                %3$s
                                """
                                                .formatted(i, work.apply(i), ending(i))));
    }

    private static String ending(int number) {
        return switch (number % 5) {
            case 0 -> "(br $next)";
            case 1 -> "";
            case 2 -> "(br $c" + (number + 2) + ")";
            case 3 ->
                """
                    (block $b
                      (block $a (br_table %s $b (i32.and (local.get $y) (i32.const 31))))
                      (local.set $y (i32.add (local.get $y) (local.get $x))))
                    (local.set $x (i32.sub (local.get $x) (local.get $y)))
                    (br $next)"""
                        .formatted("$a ".repeat(20));
            default ->
                """
                    (block $h
                      (try_table (catch $t $h)
                        (block $a (br_table %s $h (i32.and (local.get $y) (i32.const 31))))
                        (throw $t)))
                    (local.set $x (i32.sub (local.get $x) (local.get $y)))
                    (br $next)"""
                        .formatted("$a ".repeat(20));
        };
    }

    private static String numbered(int count, IntFunction<String> text) {
        return IntStream.range(0, count).mapToObj(text).collect(Collectors.joining(" "));
    }

    @Test
    void largeSwitches() {
        assertSame(interpreter(_ -> ""), 0, 1, 2, 100, 10_000);
    }

    @Test
    void casesOfLargeSwitchesThatAreParts() {
        assertSame(interpreter(i -> i % 4 == 1 ? filler(i) : ""), 0, 1, 2, 100, 1000);
    }

    // --- traps -------------------------------------------------------------------------------------------------

    @Test
    void trapsHaveTheSameStackTrace() {
        assertSame(
                """
                (module
                  (type $f (func (param i32)))
                  (type $s (struct (field i32)))
                  (memory 1)
                  (table funcref (elem $f))
                  (func $f (type $f)
                    (block (block (block (block (br_table 0 1 2 3 (local.get 0)))
                      (unreachable))
                      (drop (i32.load (i32.const -1)))
                      (unreachable))
                      (drop (struct.get $s 0 (ref.null $s))))
                    (drop (i32.div_s (i32.const 1) (i32.const 0))))
                  (func $g (param $n i32) (call_indirect (type $f) (local.get $n) (i32.const 0)) (nop))
                  (func (export "run") (param $n i32) (result i32)
                    (call $g (local.get $n))
                    (i32.const 1)))
                """,
                0,
                1,
                2,
                3);
    }

    // --- arithmetic ------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(
            strings = {
                "i32.div_s", "i32.div_u", "i32.rem_s", "i32.rem_u", "i32.rotl", "i32.rotr",
                "i64.div_s", "i64.div_u", "i64.rem_s", "i64.rem_u", "i64.rotl", "i64.rotr"
            })
    void divisionsAndRotations(String instruction) {
        String type = instruction.substring(0, 3);
        String operand = type.equals("i32") ? "(local.get $n)" : "(i64.extend_i32_s (local.get $n))";
        String result = type.equals("i32") ? "%s" : "(i32.wrap_i64 %s)";
        String lowest = type.equals("i32") ? "0x8000_0000" : "0x8000_0000_0000_0000";
        for (String first : List.of("1234567", lowest)) {
            String operation = "(%s (%s.const %s) %s)".formatted(instruction, type, first, operand);
            assertSame(
                    """
                    (module
                      (func (export "run") (param $n i32) (result i32)
                        (i32.add (i32.const 3) %s)))
                    """
                            .formatted(result.formatted(operation)),
                    -1,
                    0,
                    1,
                    13,
                    -100,
                    Integer.MIN_VALUE);
        }
    }

    // --- addresses, which are not checked twice ----------------------------------------------------------------

    /**
     * Accesses at addresses around the end of memory, where they trap or not, and where not all ways check the same.
     *
     * @param body what a function does with its parameters {@code $n}, {@code $m} and its locals {@code $p}, {@code $q}
     */
    private void assertChecked(String body) {
        String text =
                """
                (module
                  (memory 1)
                  (global $g (mut i32) (i32.const 0))
                  (data (i32.const 0) "\\01\\02\\03\\ff\\fe")
                  (tag $tag)
                  (func $call (param $n i32) (param $m i32) (result i32) (local $p i32) (local $q i32)
                    (global.set $g (i32.const 1))
                    %s)
                  (func $try (param $n i32) (param $m i32) (result i32)
                    (i32.add (call $call (local.get $n) (local.get $m)) (global.get $g)))
                  (func (export "run") (param $n i32) (result i32)
                    (call $try
                      (i32.and (local.get $n) (i32.const 0x1ffff))
                      (i32.shr_u (local.get $n) (i32.const 17)))))
                """
                        .formatted(body);
        int[] addresses = {
            0, 1, 2, 1000, 61_440, 61_441, 65_520, 65_527, 65_528, 65_529, 65_531, 65_532, 65_533, 65_535, 65_536,
            65_537, 131_071
        };
        int[] arguments = new int[4 * addresses.length];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = addresses[i / 4] | i % 4 << 17;
        }
        assertSame(text, arguments);
    }

    @Test
    void laterAccessesBehindTheFirst() {
        assertChecked(
                """
                (i32.store8 (local.get $n) (i32.const 7))
                (global.set $g (i32.const 2))
                (i32.store (local.get $n) (i32.load8_u offset=3 (local.get $n)))
                (global.set $g (i32.const 3))
                (i32.add
                  (i32.load16_u offset=2 (local.get $n))
                  (i32.wrap_i64 (i64.load (local.tee $p (local.get $n)))))
                (i64.store offset=8 (local.get $p) (i64.const -1))
                (i32.add (i32.load (local.get $p)))
                """);
    }

    @Test
    void aLocalThatChangesBetweenAccesses() {
        assertChecked(
                """
                (local.set $q (local.get $n))
                (drop (i32.load (local.get $n)))
                (local.get $n)
                (local.set $n (i32.add (local.get $n) (i32.const 5)))
                (drop (i32.load (local.get $q)))
                (i32.load)
                (local.set $q (i32.add (local.get $q) (i32.const 9)))
                (i32.add (i32.load (local.get $n)))
                (i32.add (i32.load8_u (local.get $q)))
                """);
    }

    @Test
    void anOperandThatIsOlderThanItsLocal() {
        assertChecked(
                """
                (local.get $n)
                (local.set $n (i32.const 8))
                (drop (i32.load offset=8 (local.get $n)))
                (i32.load offset=8)
                """);
    }

    @Test
    void whatIsSelectedIsNeitherOperand() {
        assertChecked("(i32.load (select (i32.const 8) (local.get $n) (local.get $m)))");
        assertChecked(
                """
                (local.set $p (i32.const 8))
                (drop (i32.load (local.get $p)))
                (i32.load (select (local.get $p) (local.get $n) (local.get $m)))
                """);
    }

    @Test
    void parametersOfLoopsAreOthersTheNextTime() {
        assertChecked(
                """
                (i32.const 8)
                (loop $l (param i32)
                  (i32.load)
                  (local.set $q (i32.add (local.get $q)))
                  (local.get $n)
                  (br_if $l (i32.gt_s (local.tee $m (i32.sub (local.get $m) (i32.const 1))) (i32.const 0)))
                  (drop))
                (i32.load8_u (local.get $n))
                (local.set $p (i32.const 8))
                (local.get $p)
                (drop (i32.load (local.get $p)))
                (loop $l (param i32)
                  (drop (i32.load (local.get $p)))
                  (i32.load)
                  (local.set $q (i32.add (local.get $q)))
                  (local.get $n)
                  (br_if $l (i32.gt_s (local.tee $m (i32.sub (local.get $m) (i32.const 1))) (i32.const -2)))
                  (drop))
                (i32.add (local.get $q))
                """);
    }

    @Test
    void oneArmChecksOrChanges() {
        assertChecked(
                """
                (if (i32.and (local.get $m) (i32.const 1))
                  (then (drop (i32.load offset=4 (local.get $n))))
                  (else (local.set $q (i32.load8_u (local.get $n)))))
                (if (i32.and (local.get $m) (i32.const 2)) (then (local.set $n (i32.add (local.get $n) (i32.const 3)))))
                (if (i32.eqz (local.get $m)) (then (drop (i32.load offset=5 (local.get $n)))))
                (drop (i32.load8_u offset=8 (local.get $n)))
                (i32.load8_u offset=4 (local.get $n))
                (i32.add (i32.load8_u offset=7 (local.get $n)))
                """);
    }

    @Test
    void branchesPassChecksBy() {
        assertChecked(
                """
                (block $out
                  (block $in
                    (br_table $in $out $in (local.get $m)))
                  (drop (i32.load (local.get $n)))
                  (br_if $out (i32.eqz (local.get $m)))
                  (drop (i32.load offset=8 (local.get $n))))
                (i32.load8_u offset=3 (local.get $n))
                (i32.add (i32.load8_u offset=9 (local.get $n)))
                """);
    }

    @Test
    void loopsChangeWhatWasChecked() {
        assertChecked(
                """
                (drop (i32.load8_u (local.get $n)))
                (loop $l
                  (local.set $q (i32.add (local.get $q) (i32.load8_u (local.get $n))))
                  (local.set $n (i32.add (local.get $n) (i32.const 1)))
                  (br_if $l (i32.ge_s (local.tee $m (i32.sub (local.get $m) (i32.const 1))) (i32.const 0))))
                (i32.add (local.get $q) (i32.load8_u (local.get $n)))
                """);
    }

    @Test
    void handlersKnowNothing() {
        assertChecked(
                """
                (block $caught
                  (try_table (catch $tag $caught)
                    (if (local.get $m) (then (throw $tag)))
                    (drop (i32.load offset=4 (local.get $n)))
                    (local.set $p (local.get $n))))
                (i32.add (i32.load offset=4 (local.get $n)) (i32.load offset=4 (local.get $p)))
                """);
    }

    @Test
    void partsChangeWhatWasChecked() {
        String text =
                """
                (drop (i32.load (local.get $n)))
                (local.get $n)
                (block
                  %s
                  (local.set $n (i32.sub (local.get $n) (i32.const 1))))
                (block
                  %s)
                (drop (i32.load8_u offset=5 (local.get $n)))
                (i32.load offset=2)
                """
                        .formatted(filler(1), filler(2));
        assertChecked(text.replace("$x", "$q"));
    }

    /**
     * Loops know what their counters can be: some count up to the last byte of the memory, others beyond it, and some count with what
     * comes back to the beginning.
     *
     * @param first what {@code $p} is before the loop
     * @param next what is before the loop's end
     * @param condition whether it goes on
     */
    private void assertCounts(String first, String next, String condition) {
        for (String last : List.of("(i32.load8_u offset=3 (local.get $p))", "(i32.load offset=65532 (local.get $p))")) {
            assertChecked(
                    """
                    (local.set $p %s)
                    (loop $l
                      (if (i32.gt_u (global.get $g) (i32.const 2999)) (then (unreachable)))
                      (global.set $g (i32.add (global.get $g) (i32.const 1)))
                      (local.set $q (i32.add (local.get $q) %s))
                      %s
                      (br_if $l %s))
                    (local.get $q)
                    """
                            .formatted(first, last, next, condition));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    (i32.const 65100)                      | (i32.const 1)    | (i32.ne (local.get $p) (i32.const 65533))
                    (i32.const 65100)                      | (i32.const 1)    | (i32.ne (local.get $p) (i32.const 65534))
                    (i32.const 60008)                      | (i32.const 8)    | (i32.ne (local.get $p) (i32.const 65536))
                    (i32.const 60008)                      | (i32.const 8)    | (i32.ne (local.get $p) (i32.const 65544))
                    (i32.const 60004)                      | (i32.const 8)    | (i32.ne (local.get $p) (i32.const 65536))
                    (i32.const 65532)                      | (i32.const -508) | (i32.ne (local.get $p) (i32.const 0))
                    (i32.const 65532)                      | (i32.const -508) | (local.get $p)
                    (i32.const 65533)                      | (i32.const -36)  | (local.get $p)
                    (i32.const 65533)                      | (i32.const -36)  | (i32.ne (local.get $p) (i32.const 13))
                    (i32.const -65536)                     | (i32.const 64)   | (local.get $p)
                    (i32.const -8)                         | (i32.const 8)    | (i32.ne (local.get $p) (i32.const 64))
                    (i32.const 65000)                      | (i32.const 1)    | (i32.lt_u (local.get $p) (i32.const 65533))
                    (i32.const 65000)                      | (i32.const 1)    | (i32.lt_u (local.get $p) (i32.const 65534))
                    (i32.const 65000)                      | (local.get $m)   | (i32.lt_u (local.get $p) (i32.const 65533))
                    (i32.or (local.get $n) (i32.const 0xff00)) | (local.get $m) | (i32.lt_u (local.get $p) (i32.const 65533))
                    (i32.load8_u (local.get $m))           | (i32.const 100)  | (i32.lt_s (local.get $p) (i32.const 65433))
                    (i32.load8_u (local.get $m))           | (i32.const 100)  | (i32.lt_s (local.get $p) (i32.const 65534))
                    (i32.const 65532)                      | (i32.const -100) | (i32.lt_s (local.get $p) (i32.const 65533))
                    (i32.const -100)                       | (i32.const 100)  | (i32.lt_s (local.get $p) (i32.const 1))
                    (i32.const 0)                          | (i32.const 0x7fffffff) | (i32.lt_s (local.get $p) (i32.const 0x7fffffff))
                    (i32.const 60000)                      | (i32.const 2147483647) | (i32.lt_u (local.get $p) (i32.const -1))
                    (i32.const 0)                          | (i32.const 1)    | (i32.lt_u (local.get $p) (i32.const 0))
                    """)
    void loopsKnowWhatTheyCountWith(String first, String step, String condition) {
        String sum = "(i32.add (local.get $p) " + step + ")";
        assertCounts(first, "(local.set $p " + sum + ")", condition);
        assertCounts(first, "", condition.replace("(local.get $p)", "(local.tee $p " + sum + ")"));
        assertCounts(first, "(if (local.get $m) (then (local.set $p " + sum + ")))", condition);
        assertCounts(
                first,
                "(local.set $p " + sum + ") (loop $i (br_if $i (i32.eq (local.tee $p " + sum + ") (i32.const 77))))",
                condition);
    }

    /** Two branches back, a branch of a table, a local that an inner loop sets: nothing is known of the local. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(local.set $p (i32.add (local.get $p) (i32.const 300))) (br_if $l (local.get $m))",
                "(block (br_table $l 0 (i32.eqz (local.get $m))))",
                "(block (loop $i (br_if $i (i32.lt_u (local.tee $p (i32.add (local.get $p) (i32.const 7))) (i32.const 65535)))))",
                "(block (drop (br_on_null $l (ref.null func))))",
            })
    void loopsWithOtherWaysBack(String way) {
        assertChecked(
                """
                (local.set $p (i32.const 65000))
                (loop $l
                  (if (i32.gt_u (global.get $g) (i32.const 2999)) (then (unreachable)))
                  (global.set $g (i32.add (global.get $g) (i32.const 1)))
                  (local.set $q (i32.add (local.get $q) (i32.load8_u offset=3 (local.get $p))))
                  %s
                  (br_if $l (i32.ne
                    (local.tee $p (i32.add (local.get $p) (i32.const 1)))
                    (i32.const 65500))))
                (local.get $q)
                """
                        .formatted(way));
    }

    /** An array at an address that nobody knows, which may be next to the end of the memory, is checked before the loop. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(i32.load8_u (i32.add (local.get $n) (local.get $p)))",
                "(i32.load8_u (i32.add (local.get $p) (local.get $n)))",
                "(i32.load offset=4000 (i32.add (local.get $n) (local.get $p)))",
                "(i32.load offset=4092 (i32.add (local.get $n) (local.get $p)))",
                "(i32.load8_u (i32.add (i32.add (local.get $n) (local.get $p)) (i32.const 7)))",
                "(i32.load8_u (i32.add (i32.add (local.get $n) (local.get $p)) (i32.const -7)))",
                "(i32.load8_u (i32.add (i32.sub (local.get $n) (local.get $p)) (i32.const 90)))",
                "(i32.load8_u (i32.add (local.get $n) (i32.mul (local.get $p) (i32.const 41))))",
                """
                (local.set $m (i32.add (local.get $n) (local.get $p)))
                (i32.store8 (local.get $m) (i32.load8_u offset=2 (local.get $m)))
                (i64.store offset=20 (local.get $m) (i64.load8_u offset=1 (i32.add (local.get $m) (i32.const 20))))
                (i32.load16_u offset=6 (local.get $m))
                """,
                """
                (local.set $n (i32.add (local.get $n) (i32.const 1)))
                (i32.load8_u (i32.add (local.get $n) (local.get $p)))
                """,
            })
    void arraysAreCheckedBeforeALoop(String access) {
        for (String counting : List.of(
                "(i32.ne (local.tee $p (i32.add (local.get $p) (i32.const 4))) (i32.const 96))",
                "(i32.ne (local.tee $p (i32.add (local.get $p) (i32.const 4))) (i32.const 4096))",
                "(i32.lt_u (local.tee $p (i32.add (local.get $p) (i32.const 5))) (i32.const 101))")) {
            assertChecked(
                    """
                    (local.set $p (i32.const 0))
                    (loop $l
                      (global.set $g (i32.add (global.get $g) (i32.const 1)))
                      %s
                      (local.set $q (i32.add (local.get $q)))
                      (br_if $l %s))
                    (local.get $q)
                    """
                            .formatted(access, counting));
        }
    }

    /** Loads behind each other need one check, and where that fails, each behaves as if it had one. */
    @Test
    void loadsBehindEachOther() {
        assertChecked(
                """
                (local.set $n (i32.or (local.get $n) (i32.const 0xff00)))
                (loop $l
                  (local.set $q (i32.add (local.get $q) (i32.load8_u offset=1 (local.get $n))))
                  (global.set $g (i32.add (global.get $g) (i32.load8_u (local.get $n))))
                  (local.set $q (i32.xor (local.get $q) (i32.load16_u offset=2 (local.get $n))))
                  (i32.store8 (i32.and (local.get $n) (i32.const 0xfff)) (i32.const 9))
                  (local.set $q (i32.xor (local.get $q) (i32.wrap_i64 (i64.load offset=6 align=1 (local.get $n)))))
                  (br_if $l (i32.lt_u (local.tee $n (i32.add (local.get $n) (i32.const 1))) (i32.const 65530))))
                (local.get $q)
                """);
    }

    /** What comes between may trap, or end what is one check for. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(local.set $p (i32.div_u (i32.const 5) (local.get $m)))",
                "(local.set $n (i32.sub (local.get $n) (local.get $m)))",
                "(drop (local.tee $n (i32.add (local.get $n) (i32.const 1))))",
                "(drop (memory.grow (local.get $m)))",
                "(br_if $l (i32.eq (local.get $m) (i32.const 2)))",
                "(drop (i64.load offset=3 (i32.sub (i32.const 65531) (local.get $m))))",
                "(drop (select (local.get $n) (local.get $m) (i32.gt_u (local.get $n) (local.get $m))))",
            })
    void loadsBehindEachOtherWithOthersBetween(String between) {
        assertChecked(
                """
                (block $l
                  (local.set $n (i32.or (local.get $n) (i32.const 0xff00)))
                  (loop
                    (local.get $q)
                    (local.set $q (i32.load8_u (local.get $n)))
                    %s
                    (local.set $q (i32.add (local.get $q) (i32.load offset=2 (local.get $n))))
                    (local.set $q (i32.add (i32.add (local.get $q)) (i32.load offset=5 (local.get $n))))))
                (local.get $q)
                """
                        .formatted(between));
    }

    /** The smallest size of the memory is known: what is computed of bytes may be inside whatever they are. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(i32.const 65528)",
                "(i32.const 65529)",
                "(i32.const -4)",
                "(i32.shl (i32.load8_u (local.get $m)) (i32.const 8))",
                "(i32.add (i32.shl (i32.load8_u (local.get $m)) (i32.const 8)) (i32.const 249))",
                "(i32.add (i32.shl (i32.load8_u (local.get $m)) (i32.const 8)) (i32.const 248))",
                "(i32.add (i32.load16_u (local.get $m)) (i32.load8_u (local.get $m)))",
                "(i32.mul (i32.load8_u (local.get $m)) (i32.const 257))",
                "(i32.mul (i32.load8_u (local.get $m)) (i32.const 256))",
                "(i32.mul (i32.load16_u (local.get $m)) (i32.const 65537))",
                "(i32.and (local.get $n) (i32.const 0xffff))",
                "(i32.and (local.get $n) (i32.const 0xfff8))",
                "(i32.shr_u (i32.sub (i32.const 0) (local.get $n)) (i32.const 16))",
                "(i32.shr_u (i32.sub (i32.const 0) (local.get $n)) (i32.const 48))",
                "(i32.shl (i32.load16_u (local.get $m)) (i32.const 33))",
                "(i32.rem_u (local.get $n) (i32.const 65529))",
                "(i32.rem_u (local.get $n) (i32.const 65530))",
                "(i32.div_u (local.get $n) (i32.const 2))",
                "(i32.add (i32.const -1) (i32.load8_u (local.get $m)))",
                "(i32.sub (i32.load8_u (local.get $m)) (i32.const 1))",
                "(i32.sub (i32.const 65529) (i32.load8_u (local.get $m)))",
                "(i32.sub (i32.const 65528) (i32.load8_u (local.get $m)))",
                "(i32.add (i32.add (i32.load8_u (local.get $m)) (i32.const -65536)) (i32.const 130800))",
                "(i32.or (i32.load16_u (local.get $m)) (i32.const 7))",
                "(i32.or (i32.and (local.get $n) (i32.const 0x7fff)) (i32.const 0x8000))",
                "(i32.xor (i32.load8_u (local.get $m)) (i32.const 65535))",
                "(i32.shl (i32.sub (i32.load8_u (local.get $m)) (i32.const 254)) (i32.const 15))",
                "(i32.shl (i32.and (local.get $n) (i32.const 1)) (local.get $n))",
                "(i32.shr_u (local.get $n) (local.get $m))",
                "(select (i32.const 65528) (i32.load8_u (local.get $m)) (local.get $m))",
                "(select (i32.load16_u (local.get $m)) (i32.const 1) (local.get $m))",
            })
    void addressesThatAreSmallEnough(String address) {
        assertChecked("(i32.load8_u offset=7 " + address + ")");
        assertChecked("(local.set $p " + address + ") (i32.wrap_i64 (i64.load (local.get $p)))");
        assertChecked("(i64.store (local.tee $p " + address + ") (i64.const 5)) (i32.load8_u offset=7 (local.get $p))");
    }

    // --- small loops, which are emitted in another form --------------------------------------------------------

    private static final String COUNTING =
            """
            (module
              (func (export "run") (param $n i32) (result i32) (local $i i32)
                (loop $l
                  (local.set $i (i32.add (local.get $i) (i32.const 1)))
                  (br_if $l (i32.lt_s (local.get $i) (local.get $n))))
                (local.get $i)))
            """;

    @Test
    void countingLoopsEndWhereTheyShould() {
        assertSame(COUNTING, -1, 0, 1, 2, 999, 1000, 1001, 1999, 2000, 2001, 100_000);
    }

    /** Left by another way than where its branch back is not taken. */
    @Test
    void loopsWithSeveralExitsEndWhereTheyShould() {
        assertSame(
                """
                (module
                  (func (export "run") (param $n i32) (result i32) (local $i i32)
                    (loop $l
                      (block $out
                        (local.set $i (i32.add (local.get $i) (i32.const 3)))
                        (br_if $out (i32.gt_u (local.get $i) (i32.const 5000)))
                        (br_if $l (i32.lt_s (local.get $i) (local.get $n)))))
                    (local.get $i)))
                """,
                -1,
                0,
                1,
                3000,
                4999,
                5000,
                100_000);
    }

    /** The steps of a Collatz sequence, with the comparison that ends it and the condition of what comes next. */
    private static final String COLLATZ =
            """
            (module
              (func (export "run") (param $n i32) (result i32) (local $x %1$s) (local $steps i32)
                (local.set $x %2$s)
                (block $end
                  (loop $l
                    (br_if $end (%1$s.le_u (local.get $x) (%1$s.const 1)))
                    (loop $next
                      (local.set $steps (i32.add (local.get $steps) (i32.const 1)))
                      (br_if $next
                        (%3$s
                          (local.tee $x
                            (select
                              (%1$s.shr_u (local.get $x) (%1$s.const 1))
                              (%1$s.add (%1$s.mul (local.get $x) (%1$s.const 3)) (%1$s.const 1))
                              %4$s))
                          (%1$s.const %5$d))))
                    (br $l)))
                (local.get $steps)))
            """;

    /** The conditions consist of one integer of the JVM, of two, and of a comparison that was turned round. */
    @ParameterizedTest
    @CsvSource({
        "i32, (local.get $n), i32.ne, (i32.eqz (i32.and (local.get $x) (i32.const 1))), 1",
        "i32, (local.get $n), i32.eq, (i32.ne (i32.const 1) (i32.and (local.get $x) (i32.const 1))), 4",
        "i32, (local.get $n), i32.ne, (i32.and (i32.xor (local.get $x) (i32.const 1)) (i32.const 1)), 1",
        "i64, (i64.extend_i32_u (local.get $n)), i64.ne, (i64.eqz (i64.and (local.get $x) (i64.const 1))), 1",
        "i64, (i64.extend_i32_u (local.get $n)), i64.eq, (i64.eq (i64.const 0) (i64.and (local.get $x) (i64.const 1))), 2"
    })
    void loopsEndByWhatTheySelect(String type, String start, String comparison, String condition, int constant) {
        assertSame(COLLATZ.formatted(type, start, comparison, condition, constant), 2, 3, 6, 27, 97, 871, 6171);
    }

    @Test
    void loopsGiveResults() {
        assertSame(
                """
                (module
                  (memory 1)
                  (func (export "run") (param $n i32) (result i32)
                    (i32.const 7)
                    (loop $l (result i32)
                      (i32.store8 (local.get $n) (i32.const 3))
                      (local.set $n (i32.sub (local.get $n) (i32.const 1)))
                      (br_if $l (i32.gt_s (local.get $n) (i32.const 10)))
                      (i32.add (local.get $n) (i32.load8_u (i32.const 2000))))
                    (i32.mul)))
                """,
                0,
                100,
                1500,
                5000,
                -1);
    }

    /** Stores numbers from an address on until an address: the number of pages, the offset of the store. */
    private static final String FILLING =
            """
            (module
              (memory %1$d)
              (func $fill (export "fill") (param $from i32) (param $to i32)
                (loop $l
                  (i32.store offset=%2$d (local.get $from) (local.get $from))
                  (local.set $from (i32.add (local.get $from) (i32.const 4)))
                  (br_if $l (i32.ne (local.get $from) (local.get $to)))))
              (func (export "grow") (param $pages i32) (result i32) (memory.grow (local.get $pages)))
              (func (export "load") (param $at i32) (result i32) (i32.load (local.get $at))))
            """;

    private static void assertFills(Value exports, int from, int to, int offset) {
        exports.invokeMember("fill", from, to);
        for (int at = from; at != to; at += 4) {
            assertEquals(at, exports.invokeMember("load", at + offset).asInt());
        }
    }

    /** All stores up to the last one that fits are done. */
    private static void assertTrapsBehind(Value exports, int last, int offset) {
        int from = last - 4 * 1500;
        PolyglotException trap =
                assertThrows(PolyglotException.class, () -> exports.invokeMember("fill", from, last - 4 * 1502));
        assertEquals("out of bounds memory access", trap.getMessage());
        for (int at = from; at <= last; at += 4) {
            assertEquals(at, exports.invokeMember("load", at + offset).asInt());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8, 40_000})
    void loopsEndAtTheEndOfMemory(int offset) {
        try (Context context = context("bytecode")) {
            Value exports = instantiate(context, FILLING.formatted(1, offset));
            for (int i = 0; i < 200; i++) {
                assertFills(exports, 0, 4 * 1001, offset);
                assertTrapsBehind(exports, 65_532 - offset, offset);
            }
            assertEquals(1, exports.invokeMember("grow", 1).asInt());
            assertFills(exports, 65_536, 4 * 17_000, offset);
            assertTrapsBehind(exports, 2 * 65_536 - 4 - offset, offset);
        }
    }

    @Test
    void anOffsetBehindTheMemoryTraps() {
        try (Context context = context("bytecode")) {
            Value exports = instantiate(context, FILLING.formatted(1, 70_000));
            assertThrows(PolyglotException.class, () -> exports.invokeMember("fill", 0, 4));
        }
    }

    /** A memory of more than 2 GiB, whose addresses have the sign of negative numbers, from the beginning or later. */
    @ParameterizedTest
    @ValueSource(ints = {1, 32_769})
    void loopsReachAllOfALargeMemory(int pages) {
        assumeTrue(System.getProperty("perigord.memory") == null, "skipped: an array has less than 2 GiB");
        try (Context context = context("bytecode")) {
            Value exports = instantiate(context, FILLING.formatted(pages, 4));
            assertFills(exports, 0, 4 * 1001, 4);
            if (pages == 1) {
                assertEquals(1, exports.invokeMember("grow", 32_768).asInt());
            }
            assertFills(exports, 0x7FFF_F000, 0x8000_1000, 4);
            assertFills(exports, 0, 4 * 1001, 4);
            assertTrapsBehind(exports, 0x8001_0000 - 8, 4);
        }
    }

    /** Such a loop is emitted twice, and what its first version has checked says nothing of the second. */
    @Test
    void loopsCheckInALargeMemory() {
        assumeTrue(System.getProperty("perigord.memory") == null, "skipped: an array has less than 2 GiB");
        try (Context context = context("bytecode")) {
            Value exports = instantiate(
                    context,
                    """
                    (module
                      (memory 32769)
                      (func (export "sum") (param $at i32) (param $n i32) (result i32) (local $sum i32)
                        (loop $l
                          (local.set $sum (i32.add (i32.const 1) (i32.add (local.get $sum) (i32.load (local.get $at)))))
                          (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
                        (local.get $sum)))
                    """);
            assertEquals(1001, exports.invokeMember("sum", 0x8000_FFFC, 1001).asInt());
            PolyglotException trap =
                    assertThrows(PolyglotException.class, () -> exports.invokeMember("sum", 0x8000_FFFD, 1001));
            assertEquals("out of bounds memory access", trap.getMessage());
        }
    }

    // --- interruption ----------------------------------------------------------------------------------------

    /** Closing the context ends {@code run}, which calls {@code started} and then goes on for ever. */
    private static void assertCloses(String text) throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        ProxyExecutable start = _ -> {
            started.countDown();
            return null;
        };
        Context context = context("bytecode");
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Value exports = instantiate(
                    context, text, ProxyObject.fromMap(Map.of("host", ProxyObject.fromMap(Map.of("started", start)))));
            Future<?> running = threads.submit(() -> exports.invokeMember("run"));
            started.await();
            context.close(true);
            ExecutionException ended = assertThrows(ExecutionException.class, running::get);
            assertTrue(((PolyglotException) ended.getCause()).isCancelled(), ended::toString);
        }
    }

    @Test
    void closingEndsALoop() throws InterruptedException {
        assertCloses(
                """
                (module
                  (import "host" "started" (func $started))
                  (func (export "run") (call $started) (loop $l (br $l))))
                """);
    }

    @Test
    void closingEndsRecursion() throws InterruptedException {
        assertCloses(
                """
                (module
                  (import "host" "started" (func $started))
                  (func $fib (param $n i32)
                    (if (local.get $n) (then
                      (call $fib (i32.sub (local.get $n) (i32.const 1)))
                      (call $fib (i32.sub (local.get $n) (i32.const 1))))))
                  (func (export "run") (call $started) (call $fib (i32.const 200))))
                """);
    }

    @Test
    void closingEndsTailCalls() throws InterruptedException {
        assertCloses(
                """
                (module
                  (import "host" "started" (func $started))
                  (func $a (return_call $b))
                  (func $b (return_call $a))
                  (func (export "run") (call $started) (call $a)))
                """);
        assertCloses(
                """
                (module
                  (import "host" "started" (func $started))
                  (func $a (return_call $a))
                  (func (export "run") (call $started) (call $a)))
                """);
    }

    // --- continuations -----------------------------------------------------------------------------------------

    @Test
    void aTreeSuspendsBelowByteCode() {
        try (Context context = context("bytecode")) {
            Value exports = instantiate(
                    context,
                    """
                    (module
                      (type $f (func))
                      (type $c (cont $f))
                      (tag $yield (param i32))
                      (elem declare func $count)
                      (func $give (param $n i32) (suspend $yield (local.get $n)))
                      (func $count (local $i i32)
                        (loop $next
                          (call $give (local.get $i))
                          (br_if $next (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 10)))))
                      (func (export "run") (result i32) (local $sum i32) (local $rest (ref null $c))
                        (local.set $rest (cont.new $c (ref.func $count)))
                        (loop $again
                          (block $yielded (result i32 (ref $c))
                            (resume $c (on $yield $yielded) (local.get $rest))
                            (return (local.get $sum)))
                          (local.set $rest)
                          (local.set $sum (i32.add (local.get $sum)))
                          (br $again))
                        (unreachable)))
                    """);
            assertEquals(45, exports.invokeMember("run").asInt());
        }
    }
}
