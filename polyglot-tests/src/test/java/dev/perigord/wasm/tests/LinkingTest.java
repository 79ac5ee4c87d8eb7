package dev.perigord.wasm.tests;

import static dev.perigord.wasm.tests.Texts.source;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.graalvm.polyglot.proxy.ProxyObject;
import org.junit.jupiter.api.Test;

/** Instances of components as imports of others: {@code client.wat} uses resources and functions of {@code counters.wat}. */
class LinkingTest {
    private static final String COUNTERS = "test:link/counters@0.1.2";

    private static void linked(BiConsumer<Value, Value> test) {
        inContext(context -> {
            Value counters = context.eval(source("counters.wat")).newInstance();
            test.accept(counters, client(context, imports(COUNTERS, counters.getMember(COUNTERS))));
        });
    }

    private static void inContext(Consumer<Context> test) {
        try (Context context = Context.create("wasm", "js")) {
            test.accept(context);
        }
    }

    private static Value client(Context context, Object imports) {
        return context.eval(source("client.wat")).newInstance(imports);
    }

    private static ProxyObject imports(String name, Object value) {
        return ProxyObject.fromMap(Map.of(name, value));
    }

    private static void assertRefused(String message, Runnable action) {
        PolyglotException refused = assertThrows(PolyglotException.class, action::run);
        assertTrue(refused.getMessage().contains(message), refused.getMessage());
    }

    private static Value component(Context context, String text) {
        return context.eval(Source.newBuilder("wasm", text, "test.wat")
                .mimeType("text/x-wat")
                .buildLiteral());
    }

    @Test
    void callsGoFromOneInstanceToTheOther() {
        linked((counters, client) -> {
            assertEquals(13, client.invokeMember("count", 10, 3).asInt());
            assertEquals(1, counters.invokeMember("dropped").asInt());
            assertEquals("grüß dich!", client.invokeMember("shout", "grüß dich").asString());
            assertEquals(
                    6, client.invokeMember("sum", ProxyArray.fromArray(1, 2, 3)).asInt());
        });
    }

    @Test
    void wholeInstancesAreImportsToo() {
        inContext(context -> {
            Value counters = context.eval(source("counters.wat")).newInstance();
            assertEquals(
                    13, client(context, counters).invokeMember("count", 10, 3).asInt());
            Value several = client(context, ProxyArray.fromArray(ProxyObject.fromMap(Map.of()), counters));
            assertEquals(13, several.invokeMember("count", 10, 3).asInt());
        });
    }

    @Test
    void theSameFromJavaScript() {
        inContext(context -> {
            Value link = context.eval(
                    "js",
                    """
                    (Counters, Client) => {
                      const counters = new Counters();
                      const client = new Client({ 'test:link/counters': counters['test:link/counters'] });
                      return [client.count(10, 3), client.make(4).inc(), counters.dropped()];
                    }""");
            Value result = link.execute(context.eval(source("counters.wat")), context.eval(source("client.wat")));
            assertArrayEquals(new int[] {13, 5, 1}, result.as(int[].class));
        });
    }

    @Test
    void aResourceIsTheProvidersWhoeverGivesIt() {
        linked((counters, client) -> {
            Value made = client.invokeMember("make", 5);
            assertTrue(counters.getMember(COUNTERS).getMember("Counter").isMetaInstance(made));
            assertEquals(6, made.invokeMember("inc").asInt());
            assertEquals(7, client.invokeMember("inc", made).asInt());
            Value own = counters.getMember(COUNTERS).getMember("Counter").newInstance(100);
            assertEquals(101, client.invokeMember("inc", own).asInt());
            Value sum = counters.getMember(COUNTERS).getMember("Counter").invokeMember("add", made, own);
            assertEquals(109, sum.invokeMember("inc").asInt());
            assertRefused("the resource was dropped or passed on before", () -> client.invokeMember("inc", made));
            sum.invokeMember("drop");
            assertEquals(3, counters.invokeMember("dropped").asInt());
        });
    }

    @Test
    void resourcesOfAnotherInstanceAreOfAnotherType() {
        inContext(context -> {
            Value component = context.eval(source("counters.wat"));
            Value first = component.newInstance();
            Value second = component.newInstance();
            Value client = client(context, first);
            Value foreign = second.getMember(COUNTERS).getMember("Counter").newInstance(1);
            assertRefused(
                    "inc: argument 1: expected borrow<counter>, got object resource counter",
                    () -> client.invokeMember("inc", foreign));
            assertEquals(2, client.invokeMember("count", 1, 1).asInt(), "the instance goes on");
            assertRefused("resource types are not the same", () -> component(
                            context,
                            """
                            (component
                              (import "a" (instance $a (export "counter" (type (sub resource)))))
                              (alias export $a "counter" (type $counter))
                              (import "b" (instance
                                (export "counter" (type (eq $counter)))
                                (export "shout" (func (param "text" string) (result string))))))""")
                    .newInstance(ProxyObject.fromMap(
                            Map.of("a", first.getMember(COUNTERS), "b", second.getMember(COUNTERS)))));
        });
    }

    @Test
    void typesMustMatch() {
        inContext(context -> {
            Value counters = context.eval(source("counters.wat")).newInstance();
            Value wrong = component(
                    context,
                    """
                    (component (import "test:link/counters@0.1.0" (instance
                      (export "shout" (func (param "text" (list u8)) (result string)))
                      (export "whisper" (func)))))""");
            assertRefused("import `test:link/counters@0.1.0#shout`: expected", () -> wrong.newInstance(counters));
            assertRefused("expected list, found string", () -> wrong.newInstance(counters));
            assertRefused("`test:link/counters@0.1.0#whisper` is missing", () -> wrong.newInstance(counters));
            Value older = component(
                    context, "(component (import \"test:link/counters@0.2.0\" (instance (export \"shout\" (func)))))");
            assertRefused("is missing", () -> older.newInstance(counters));
        });
    }

    @Test
    void partsOfAnInstanceAreLinkedTypeByType() {
        inContext(context -> {
            Value client = context.eval(
                            "js",
                            """
                    (Counters, Client) => {
                      const { Counter, sum } = new Counters()['test:link/counters'];
                      return new Client({ 'test:link/counters': { Counter, sum, shout: text => text.toUpperCase() } });
                    }""")
                    .execute(context.eval(source("counters.wat")), context.eval(source("client.wat")));
            assertEquals(8, client.invokeMember("make", 7).invokeMember("inc").asInt());
            assertEquals("LOUD", client.invokeMember("shout", "loud").asString());
            assertEquals(
                    3, client.invokeMember("sum", ProxyArray.fromArray(1, 2)).asInt());
        });
    }

    @Test
    void hostFunctionsGetResourcesOfOtherInstances() {
        inContext(context -> {
            Value counters = context.eval(source("counters.wat")).newInstance();
            List<Value> seen = new ArrayList<>();
            ProxyExecutable show = arguments -> {
                seen.add(arguments[0]);
                return arguments[0].invokeMember("inc").asInt();
            };
            Value user = component(
                            context,
                            """
                    (component
                      (import "test:link/counters@0.1.0" (instance $counters
                        (export "counter" (type (sub resource)))))
                      (alias export $counters "counter" (type $counter))
                      (import "show" (func $show (param "counter" (borrow $counter)) (result u32)))
                      (core func $show' (canon lower (func $show)))
                      (core func $drop (canon resource.drop $counter))
                      (core module $M
                        (import "" "show" (func $show (param i32) (result i32)))
                        (import "" "drop" (func $drop (param i32)))
                        (func (export "pass") (param i32) (result i32) (local $result i32)
                          (local.set $result (call $show (local.get 0)))
                          (call $drop (local.get 0))
                          (local.get $result)))
                      (core instance $m (instantiate $M (with "" (instance
                        (export "show" (func $show')) (export "drop" (func $drop))))))
                      (func (export "pass") (param "counter" (borrow $counter)) (result u32)
                        (canon lift (core func $m "pass"))))""")
                    .newInstance(ProxyObject.fromMap(Map.of(COUNTERS, counters.getMember(COUNTERS), "show", show)));
            Value counter = counters.getMember(COUNTERS).getMember("Counter").newInstance(5);
            assertEquals(6, user.invokeMember("pass", counter).asInt());
            assertRefused("the resource was lent for a call that is over", () -> seen.getFirst()
                    .invokeMember("inc"));
            assertRefused(
                    "was lent for a call that is over", () -> seen.getFirst().invokeMember("drop"));
            assertEquals(7, counter.invokeMember("inc").asInt());
        });
    }

    @Test
    void aTrapInTheProviderEndsBoth() {
        inContext(context -> {
            Value provider = component(
                            context,
                            """
                    (component
                      (core module $M (func (export "f") unreachable))
                      (core instance $m (instantiate $M))
                      (func (export "f") (canon lift (core func $m "f"))))""")
                    .newInstance();
            Value user = component(
                            context,
                            """
                    (component
                      (import "f" (func $f))
                      (core func $f' (canon lower (func $f)))
                      (core module $M (import "" "f" (func $f)) (func (export "g") (call $f)) (func (export "h")))
                      (core instance $m (instantiate $M (with "" (instance (export "f" (func $f'))))))
                      (func (export "g") (canon lift (core func $m "g")))
                      (func (export "h") (canon lift (core func $m "h"))))""")
                    .newInstance(provider);
            user.invokeMember("h");
            assertRefused("unreachable", () -> user.invokeMember("g"));
            assertRefused("cannot enter component instance", () -> user.invokeMember("h"));
            assertRefused("cannot enter component instance", () -> provider.invokeMember("f"));
        });
    }

    @Test
    void componentsAndModulesAreImportsOfTheirSorts() {
        inContext(context -> {
            Value maker = context.eval(source("maker.wat"));
            Value adder = component(
                    context,
                    """
                    (component
                      (core module $M (func (export "add") (param i32 i32) (result i32)
                        (i32.add (local.get 0) (local.get 1))))
                      (core instance $m (instantiate $M))
                      (func (export "add") (param "a" u32) (param "b" u32) (result u32)
                        (canon lift (core func $m "add"))))""");
            Value constant = component(context, "(module (func (export \"value\") (result i32) (i32.const 42)))");
            for (int i = 0; i < 2; i++) {
                Value instance = maker.newInstance(ProxyObject.fromMap(Map.of("adder", adder, "constant", constant)));
                assertEquals(5, instance.invokeMember("add", 2, 3).asInt());
                assertEquals(42, instance.invokeMember("value").asInt());
            }
            assertRefused("import `adder` is missing", () -> maker.newInstance(imports("constant", constant)));
            assertRefused(
                    "missing expected export `add`",
                    () -> maker.newInstance(ProxyObject.fromMap(
                            Map.of("adder", component(context, "(component)"), "constant", constant))));
            assertRefused(
                    "missing expected export `value`",
                    () -> maker.newInstance(
                            ProxyObject.fromMap(Map.of("adder", adder, "constant", component(context, "(module)")))));
            assertRefused(
                    "is no component",
                    () -> maker.newInstance(ProxyObject.fromMap(Map.of("adder", constant, "constant", constant))));
        });
    }

    /** A component takes what it uses of its surroundings along, and stays a component for the host. */
    @Test
    void exportedComponentsAreImportsOfOthers() {
        inContext(context -> {
            Value library = component(
                            context,
                            """
                            (component
                              (core module $M (func (export "add") (param i32 i32) (result i32)
                                (i32.add (local.get 0) (local.get 1))))
                              (component $Adder
                                (alias outer 1 $M (core module $M))
                                (core instance $m (instantiate $M))
                                (func (export "add") (param "a" u32) (param "b" u32) (result u32)
                                  (canon lift (core func $m "add"))))
                              (core module $Constant (func (export "value") (result i32) (i32.const 42)))
                              (export "c" (component $Adder))
                              (export "m" (core module $Constant)))""")
                    .newInstance();
            Value adder = library.getMember("c");
            assertEquals(7, adder.newInstance().invokeMember("add", 3, 4).asInt());
            Value maker = context.eval(source("maker.wat"));
            for (int i = 0; i < 2; i++) {
                Value instance = maker.newInstance(
                        ProxyObject.fromMap(Map.of("adder", adder, "constant", library.getMember("m"))));
                assertEquals(5, instance.invokeMember("add", 2, 3).asInt());
            }
            Value user = component(
                    context,
                    """
                    (component
                      (import "c" (component $C
                        (export "add" (func (param "a" u32) (param "b" u32) (result u32)))))
                      (instance $c (instantiate $C))
                      (export "add" (func $c "add")))""");
            assertEquals(9, user.newInstance(library).invokeMember("add", 4, 5).asInt());
        });
    }

    /** What a component has from its host belongs to one instance and does not go along. */
    @Test
    void exportedComponentsWithImportedModulesStay() {
        inContext(context -> {
            Value library = component(
                    context,
                    """
                    (component
                      (import "m" (core module $M))
                      (component $C (alias outer 1 $M (core module $N)) (core instance (instantiate $N)))
                      (export "c" (component $C)))""");
            Value instance = library.newInstance(imports("m", component(context, "(module)")));
            assertFalse(instance.hasMember("c"));
            Value user = component(context, "(component (import \"c\" (component)))");
            assertRefused(
                    "uses a core module that the component imports in which it is defined",
                    () -> user.newInstance(instance));
        });
    }

    @Test
    void contextsOfOneEngineShareTheCodeOfLinkedCalls() {
        try (Engine engine = Engine.create()) {
            for (int i = 0; i < 3; i++) {
                try (Context context = Context.newBuilder("wasm").engine(engine).build()) {
                    Value counters = context.eval(source("counters.wat")).newInstance();
                    assertEquals(
                            i + 1,
                            client(context, counters)
                                    .invokeMember("count", i, 1)
                                    .asInt());
                    assertEquals(1, counters.invokeMember("dropped").asInt());
                }
            }
        }
    }

    @Test
    void anotherThreadMayNotUseAnInstanceThatTheCalleeIsLinkedWith() throws InterruptedException {
        try (Context context = Context.create("wasm")) {
            CountDownLatch inside = new CountDownLatch(1);
            CountDownLatch done = new CountDownLatch(1);
            ProxyExecutable wait = arguments -> {
                inside.countDown();
                try {
                    done.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return null;
            };
            String passing =
                    """
                    (component
                      (import "f" (func $f))
                      (core func $f' (canon lower (func $f)))
                      (core module $M (import "" "f" (func $f)) (func (export "f") (call $f)))
                      (core instance $m (instantiate $M (with "" (instance (export "f" (func $f'))))))
                      (func (export "f") (canon lift (core func $m "f"))))""";
            Value provider = component(context, passing).newInstance(imports("f", wait));
            Value user = component(context, passing).newInstance(provider);
            Thread thread = Thread.ofPlatform().start(() -> provider.invokeMember("f"));
            inside.await();
            assertRefused("used by another thread", () -> user.invokeMember("f"));
            done.countDown();
            thread.join();
            user.invokeMember("f");
        }
    }

    @Test
    void scriptsRegisterInstancesOfComponents() {
        inContext(context -> {
            Source script = Source.newBuilder(
                            "wasm",
                            """
                    (component
                      (core module $M (func (export "one") (result i32) (i32.const 1)))
                      (core instance $m (instantiate $M))
                      (func (export "one") (result u32) (canon lift (core func $m "one"))))
                    (register "test:link/numbers@0.1.3")
                    (component
                      (import "test:link/numbers@0.1.0" (instance $numbers (export "one" (func (result u32)))))
                      (core func $one (canon lower (func $numbers "one")))
                      (core module $M (import "" "one" (func $one (result i32)))
                        (func (export "two") (result i32) (i32.add (call $one) (call $one))))
                      (core instance $m (instantiate $M (with "" (instance (export "one" (func $one))))))
                      (func (export "two") (result u32) (canon lift (core func $m "two"))))
                    (assert_return (invoke "two") (u32.const 2))
                    (assert_unlinkable
                      (component (import "test:link/numbers@0.2.0" (instance (export "one" (func (result u32))))))
                      "`test:link/numbers@0.2.0#one` is missing")
                    """,
                            "register.wast")
                    .mimeType("text/x-wast")
                    .buildLiteral();
            Value report = context.eval(script);
            assertEquals(List.of(), report.getMember("failures").as(List.class));
            assertEquals(2, report.getMember("passed").asInt());
        });
    }
}
