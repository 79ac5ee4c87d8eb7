package dev.perigord.wasm.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigord.wasm.embedding.Bindings;
import dev.perigord.wasm.embedding.ComponentException;
import dev.perigord.wasm.embedding.WasmHostAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.LongBinaryOperator;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.graalvm.polyglot.proxy.ProxyObject;
import org.junit.jupiter.api.Test;

/** A function that a world imports, from hosts of all kinds: {@code sum} adds the numbers from 1 to n with the imported {@code add}. */
class FunctionImportTest {
    private static final Source SUM = source(
            """
            (component
              (import "add" (func $add (param "a" u32) (param "b" u32) (result u32)))
              (core func $core-add (canon lower (func $add)))
              (core module $main
                (import "host" "add" (func $add (param i32 i32) (result i32)))
                (func (export "sum") (param $n i32) (result i32) (local $sum i32)
                  (loop $again
                    (local.set $sum (call $add (local.get $sum) (local.get $n)))
                    (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
                  (local.get $sum)))
              (core instance $i (instantiate $main (with "host" (instance (export "add" (func $core-add))))))
              (func (export "sum") (param "n" u32) (result u32) (canon lift (core func $i "sum"))))
            """);

    /** The contexts of one engine must have the same. */
    private static final HostAccess ACCESS =
            WasmHostAccess.builder().bind(Adder.class).build();

    /** An interface of the embedder. */
    @FunctionalInterface
    public interface Adder {
        /** The sum. */
        long sumOf(int a, int b);
    }

    /** Of an interface of Java for numbers, of a generic one, and of the embedder's. */
    private static List<Object> lambdas() {
        LongBinaryOperator operator = (a, b) -> a + b;
        BiFunction<Number, Number, Number> function = (a, b) -> a.longValue() + b.longValue();
        Adder adder = (a, b) -> a + b;
        return List.of(operator, function, adder);
    }

    private static Source source(String text) {
        return Source.newBuilder("wasm", text, "test.wat")
                .mimeType("text/x-wat")
                .buildLiteral();
    }

    private static Value instance(Context context, Object add) {
        return context.eval(SUM).newInstance(ProxyObject.fromMap(Map.of("add", add)));
    }

    private static Context context(Engine engine) {
        return Context.newBuilder("wasm", "js")
                .engine(engine)
                .allowHostAccess(ACCESS)
                .build();
    }

    @Test
    void lambdasAreFunctionsWhereTheHostAccessSaysSo() {
        try (Engine engine = Engine.create();
                Context context = context(engine)) {
            for (Object add : lambdas()) {
                assertEquals(55, instance(context, add).invokeMember("sum", 10).asInt());
                Value bound = context.eval(SUM).newInstance(Bindings.toGuest(Map.of("add", add)));
                assertEquals(55, bound.invokeMember("sum", 10).asInt());
            }
        }
    }

    @Test
    void byItselfPolyglotCallsNoLambdas() {
        try (Context context = Context.create("wasm")) {
            for (Object add : lambdas()) {
                PolyglotException refused = assertThrows(PolyglotException.class, () -> instance(context, add));
                assertTrue(refused.getMessage().contains("`add` cannot be executed"), refused.getMessage());
            }
        }
    }

    /** More kinds of hosts than the caches of one place hold, called often enough to be compiled. */
    @Test
    void oneImportTakesFunctionsOfAllKindsInAllContexts() {
        try (Engine engine = Engine.create()) {
            for (int round = 0; round < 2; round++) {
                try (Context context = context(engine)) {
                    List<Object> hosts = new ArrayList<>(lambdas());
                    hosts.add(context.eval("js", "(a, b) => a + b"));
                    hosts.add((ProxyExecutable) arguments -> arguments[0].asInt() + arguments[1].asInt());
                    for (Object add : hosts) {
                        Value instance = instance(context, add);
                        for (int i = 0; i < 100; i++) {
                            assertEquals(
                                    500_500, instance.invokeMember("sum", 1000).asInt());
                        }
                    }
                }
            }
        }
    }

    @Test
    void aWrongResultEndsTheCall() {
        try (Context context = Context.create("wasm", "js")) {
            Value add = context.eval("js", "(a, b) => a > 5000 ? 'much' : a + b");
            Value instance = instance(context, add);
            PolyglotException wrong = assertThrows(PolyglotException.class, () -> instance.invokeMember("sum", 1000));
            assertEquals("result of add: expected u32, got string \"much\"", wrong.getMessage());
        }
    }

    @Test
    void anErrorGoesThroughAComponentThatPassesTheFunctionOn() {
        try (Context context = Context.create("wasm")) {
            Value component = context.eval(
                    source(
                            """
                    (component
                      (import "parse" (func $parse (param "text" string) (result (result u32 (error string)))))
                      (export "parse-number" (func $parse)))
                    """));
            ProxyExecutable parse = arguments -> {
                try {
                    return Integer.parseInt(arguments[0].asString());
                } catch (NumberFormatException e) {
                    throw new ComponentException("no number");
                }
            };
            Value instance = component.newInstance(ProxyObject.fromMap(Map.of("parse", parse)));
            assertEquals(7, instance.invokeMember("parseNumber", "7").asInt());
            PolyglotException error =
                    assertThrows(PolyglotException.class, () -> instance.invokeMember("parseNumber", "x"));
            assertEquals("no number", error.getGuestObject().asString());
        }
    }
}
