package dev.perigord.wasm.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.graalvm.polyglot.proxy.ProxyObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls through tables, where it is known before what is in them and where it is not. */
@Tag("fallback")
@Timeout(120)
class IndirectCallTest {
    private Context context;

    @AfterEach
    void close() {
        context.close();
    }

    private Value instantiate(String execution, String text, Object... imports) {
        if (context == null) {
            context = Context.newBuilder("wasm")
                    .allowExperimentalOptions(true)
                    .option("wasm.Execution", execution)
                    .build();
        }
        Source source = Source.newBuilder("wasm", text, "test.wat")
                .mimeType("text/x-wat")
                .buildLiteral();
        return context.eval(source).newInstance(imports).getMember("exports");
    }

    /** Calls {@code run} with each of some numbers. */
    private static List<String> run(Value exports, int... arguments) {
        List<String> results = new ArrayList<>();
        for (int argument : arguments) {
            try {
                results.add(exports.invokeMember("run", argument).toString());
            } catch (PolyglotException e) {
                results.add(e.getMessage());
            }
        }
        return results;
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytecode", "tree"})
    void elementsOfAllSorts(String execution) {
        Value exports = instantiate(
                execution,
                """
                (module
                  (type $t (sub (func (param i32) (result i32))))
                  (type $s (sub $t (func (param i32) (result i32))))
                  (import "host" "f" (func $imported (type $t)))
                  (table 8 funcref)
                  (elem (i32.const 1) $double $square $double $imported $subtype $other)
                  (func $double (type $t) (i32.mul (local.get 0) (i32.const 2)))
                  (func $square (type $t) (i32.mul (local.get 0) (local.get 0)))
                  (func $subtype (type $s) (i32.add (local.get 0) (i32.const 100)))
                  (func $other (result i32) (i32.const 0))
                  (func (export "run") (param i32) (result i32)
                    (i32.add
                      (i32.const 1000)
                      (call_indirect (type $t) (i32.const 7) (local.get 0)))))
                """,
                ProxyObject.fromMap(
                        Map.of("host", ProxyObject.fromMap(Map.of("f", (ProxyExecutable) arguments -> 5)))));
        assertEquals(
                List.of(
                        "uninitialized element",
                        "1014",
                        "1049",
                        "1014",
                        "1005",
                        "1107",
                        "indirect call type mismatch",
                        "uninitialized element",
                        "undefined element",
                        "undefined element"),
                run(exports, 0, 1, 2, 3, 4, 5, 6, 7, 8, -1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytecode", "tree"})
    void laterSegmentsPrevail(String execution) {
        Value exports = instantiate(
                execution,
                """
                (module
                  (type $t (func (result i32)))
                  (table 4 funcref)
                  (elem (i32.const 0) $one $one $one)
                  (elem (i32.const 1) funcref (ref.func $two) (ref.null func))
                  (func $one (result i32) (i32.const 1))
                  (func $two (result i32) (i32.const 2))
                  (func (export "run") (param i32) (result i32) (call_indirect (type $t) (local.get 0))))
                """);
        assertEquals(List.of("1", "2", "uninitialized element", "uninitialized element"), run(exports, 0, 1, 2, 3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(table.set $t (i32.const 0) (ref.func $two))",
                "(table.fill $t (i32.const 0) (ref.func $two) (i32.const 1))",
                "(table.copy $t $t (i32.const 0) (i32.const 1) (i32.const 1))",
                "(table.copy $t $other (i32.const 0) (i32.const 0) (i32.const 1))",
                "(table.init $t $passive (i32.const 0) (i32.const 0) (i32.const 1))"
            })
    void codeChangesTables(String change) {
        Value exports = instantiate(
                "bytecode",
                """
                (module
                  (type $t (func (result i32)))
                  (table $t 2 funcref)
                  (table $other 1 funcref)
                  (elem (table $t) (i32.const 0) func $one $two)
                  (elem (table $other) (i32.const 0) func $two)
                  (elem $passive func $two)
                  (func $one (result i32) (i32.const 1))
                  (func $two (result i32) (i32.const 2))
                  (func (export "change") CHANGE)
                  (func (export "run") (param i32) (result i32) (call_indirect $t (type $t) (local.get 0))))
                """
                        .replace("CHANGE", change));
        assertEquals(List.of("1", "2"), run(exports, 0, 1));
        exports.invokeMember("change");
        assertEquals(List.of("2", "2"), run(exports, 0, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "bytecode, (table (export \"table\") 2 funcref)",
        "tree, (table (export \"table\") 2 funcref)",
        "bytecode, (import \"other\" \"table\" (table 2 funcref))",
        "tree, (import \"other\" \"table\" (table 2 funcref))"
    })
    void othersChangeTables(String execution, String table) {
        Value other = instantiate(
                execution,
                """
                (module
                  (table (export "table") 2 funcref)
                  (func (export "three") (result i32) (i32.const 3)))
                """);
        Value exports = instantiate(
                execution,
                """
                (module
                  (type $t (func (result i32)))
                  TABLE
                  (elem (i32.const 0) $one $two)
                  (func $one (result i32) (i32.const 1))
                  (func $two (result i32) (i32.const 2))
                  (func (export "run") (param i32) (result i32) (call_indirect (type $t) (local.get 0))))
                """
                        .replace("TABLE", table),
                ProxyObject.fromMap(Map.of("other", other)));
        assertEquals(List.of("1", "2"), run(exports, 0, 1));
        Value changed = table.contains("import") ? other : exports;
        changed.getMember("table").setArrayElement(1, other.getMember("three"));
        assertEquals(List.of("1", "3"), run(exports, 0, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytecode", "tree"})
    void whatTablesGrowBy(String execution) {
        Value exports = instantiate(
                execution,
                """
                (module
                  (type $t (func (result i32)))
                  (table 1 funcref)
                  (elem (i32.const 0) $one)
                  (elem declare func $two)
                  (func $one (result i32) (i32.const 1))
                  (func $two (result i32) (i32.const 2))
                  (func (export "grow") (result i32) (table.grow (ref.func $two) (i32.const 1)))
                  (func (export "run") (param i32) (result i32) (call_indirect (type $t) (local.get 0))))
                """);
        assertEquals(List.of("1", "undefined element"), run(exports, 0, 1));
        exports.invokeMember("grow");
        assertEquals(List.of("1", "2"), run(exports, 0, 1));
    }

    /** What the first segment has put into the table of another module can be called although the module never came to be. */
    @ParameterizedTest
    @ValueSource(strings = {"bytecode", "tree"})
    void instantiationThatFailed(String execution) {
        Value other = instantiate(
                execution,
                """
                (module
                  (type $t (func (param i32) (result i32)))
                  (table (export "table") 1 funcref)
                  (func (export "run") (param i32) (result i32)
                    (call_indirect (type $t) (local.get 0) (i32.const 0))))
                """);
        String text =
                """
                (module
                  (type $t (func (result i32)))
                  (import "other" "table" (table $other 1 funcref))
                  (table $own 2 funcref)
                  (elem (table $other) (i32.const 0) func $call)
                  (elem (table $own) (i32.const 0) func $one)
                  (elem (table $other) (i32.const 1) func $call)
                  (elem (table $own) (i32.const 1) func $one)
                  (func $one (result i32) (i32.const 1))
                  (func $call (param i32) (result i32) (call_indirect $own (type $t) (local.get 0))))
                """;
        ProxyObject imports = ProxyObject.fromMap(Map.of("other", other));
        PolyglotException failure = assertThrows(PolyglotException.class, () -> instantiate(execution, text, imports));
        assertEquals("out of bounds table access", failure.getMessage());
        assertEquals(List.of("1", "uninitialized element"), run(other, 0, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytecode", "tree"})
    void operandsOfAllSorts(String execution) {
        Value exports = instantiate(
                execution,
                """
                (module
                  (type $t (func (param v128 i64 funcref) (result i64 v128)))
                  (table i64 3 funcref)
                  (elem (i64.const 1) funcref (ref.func $sum) (ref.func $difference))
                  (func $sum (type $t)
                    (i64.add (i64x2.extract_lane 1 (local.get 0)) (local.get 1))
                    (i64x2.splat (local.get 1)))
                  (func $difference (type $t)
                    (i64.sub (i64x2.extract_lane 1 (local.get 0)) (local.get 1))
                    (i64x2.splat (local.get 1)))
                  (func (export "run") (param i32) (result i64)
                    (i64.const 1000)
                    (v128.const i64x2 7 70)
                    (i64.const 5)
                    (ref.null func)
                    (i64.extend_i32_s (local.get 0))
                    (call_indirect (type $t))
                    (i64x2.extract_lane 1)
                    (i64.mul (i64.const 100))
                    (i64.add)
                    (i64.add)))
                """);
        assertEquals(List.of("uninitialized element", "1575", "1565", "undefined element"), run(exports, 0, 1, 2, -1));
    }

    /** A trap in what is called, with the call and its caller in the stack trace. */
    @ParameterizedTest
    @ValueSource(strings = {"bytecode", "tree"})
    void stackTraces(String execution) {
        Value exports = instantiate(
                execution,
                """
                (module
                  (type $t (func (param i32)))
                  (table 2 funcref)
                  (elem (i32.const 0) $trap)
                  (func $trap (param i32) unreachable)
                  (func $run (export "run") (param i32)
                    (call_indirect (type $t) (i32.const 0) (local.get 0))))
                """);
        assertEquals(List.of("trap unreachable", "run call_indirect"), trace(exports, 0));
        assertEquals(List.of("run call_indirect"), trace(exports, 1));
    }

    private static List<String> trace(Value exports, int argument) {
        PolyglotException trap = assertThrows(PolyglotException.class, () -> exports.invokeMember("run", argument));
        List<String> frames = new ArrayList<>();
        trap.getPolyglotStackTrace().forEach(frame -> {
            if (frame.isGuestFrame()) {
                frames.add(frame.getRootName() + " " + frame.getSourceLocation().getCharacters());
            }
        });
        return frames;
    }

    /** As many functions of a type as are few, and one more. */
    @ParameterizedTest
    @CsvSource({"bytecode, 16", "bytecode, 17", "tree, 17"})
    void tablesOfSeveralSizes(String execution, int functions) {
        StringBuilder text = new StringBuilder("(module (type $t (func (result i32))) (table 20 funcref)");
        int[] arguments = new int[functions];
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < functions; i++) {
            text.append(
                    "(elem (i32.const %d) $f%d) (func $f%d (result i32) (i32.const %d))".formatted(i, i, i, 10 * i));
            arguments[i] = i;
            expected.add(String.valueOf(10 * i));
        }
        text.append("(func (export \"run\") (param i32) (result i32) (call_indirect (type $t) (local.get 0))))");
        assertEquals(expected, run(instantiate(execution, text.toString()), arguments));
    }
}
