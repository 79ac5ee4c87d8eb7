package dev.perigord.wasm.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigord.wasm.module.AbstractHeapType;
import dev.perigord.wasm.module.MalformedException;
import dev.perigord.wasm.module.NumberType;
import dev.perigord.wasm.module.TypeIndex;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ScriptParserTest {
    private static List<ScriptCommand> parse(String script) {
        return ScriptParser.parse(script, "test.wast");
    }

    private static ScriptCommand only(String script) {
        List<ScriptCommand> commands = parse(script);
        assertEquals(1, commands.size());
        return commands.getFirst();
    }

    @Test
    void modulesOfAllSorts() {
        List<ScriptCommand> commands = parse(
                """
                (module $m (memory 1))
                (module definition $d binary "\\00asm" "\\01\\00\\00\\00")
                (module quote "(memory 1)")
                (module instance $i $d)
                (register "host" $i)
                """);
        ScriptCommand.Module text = assertInstanceOf(ScriptCommand.Module.class, commands.get(0));
        assertEquals("m", text.name());
        assertArrayEquals(
                TextParser.parseModule("(module $m (memory 1))").binary(),
                text.source().encode());
        ScriptCommand.Module binary = assertInstanceOf(ScriptCommand.Module.class, commands.get(1));
        assertTrue(binary.definition());
        assertEquals(8, binary.source().encode().length);
        ScriptCommand.Module quote = assertInstanceOf(ScriptCommand.Module.class, commands.get(2));
        assertEquals(3, quote.line());
        assertArrayEquals(
                TextParser.parseModule("(memory 1)").binary(), quote.source().encode());
        assertEquals(new ScriptCommand.Instance(4, "i", "d"), commands.get(3));
        assertEquals(new ScriptCommand.Register(5, "host", "i"), commands.get(4));
    }

    @Test
    void aScriptMayBeTheFieldsOfAModule() {
        ScriptCommand.Module module = assertInstanceOf(ScriptCommand.Module.class, only("(func) (memory 1)"));
        assertArrayEquals(
                TextParser.parseModule("(func) (memory 1)").binary(),
                module.source().encode());
    }

    @Test
    void actionsAndResults() {
        assertEquals(
                new ScriptCommand.AssertReturn(
                        1,
                        new ScriptAction.Invoke(
                                "m",
                                "f",
                                List.of(
                                        new ScriptValue.I32(-1),
                                        new ScriptValue.F32(0x7FC0_0000),
                                        new ScriptValue.NullReference(AbstractHeapType.EXTERN))),
                        List.of(
                                new ResultPattern.Exactly(new ScriptValue.I64(1)),
                                new ResultPattern.CanonicalNan(NumberType.F32),
                                new ResultPattern.ArithmeticNan(NumberType.F64),
                                new ResultPattern.AnyReference("func"),
                                new ResultPattern.AnyReference(null),
                                new ResultPattern.Exactly(new ScriptValue.ExternReference(7)))),
                only(
                        """
                        (assert_return
                          (invoke $m "f" (i32.const 0xffff_ffff) (f32.const nan) (ref.null extern))
                          (i64.const 1) (f32.const nan:canonical) (f64.const nan:arithmetic)
                          (ref.func) (ref.null) (ref.extern 7))
                        """));
        assertEquals(new ScriptCommand.Action(1, new ScriptAction.Get(null, "g")), only("(get \"g\")"));
    }

    @Test
    void unknownValuesAndCommandsAreKeptAsText() {
        ScriptCommand.AssertReturn command = assertInstanceOf(
                ScriptCommand.AssertReturn.class,
                only("(assert_return (get \"g\") (either (future.const 1 2) (i32.const 1)))"));
        assertEquals(
                List.of(new ResultPattern.Either(List.of(
                        new ResultPattern.Exactly(new ScriptValue.Unsupported("(future.const 1 2)")),
                        new ResultPattern.Exactly(new ScriptValue.I32(1))))),
                command.results());
        assertInstanceOf(ScriptCommand.Unsupported.class, only("(assert_invalid (future) \"\")"));
        assertInstanceOf(ScriptCommand.Unsupported.class, only("(future)"));
    }

    @Test
    void componentsAreKeptAsTheyAre() {
        assertEquals(
                new ScriptCommand.Component(
                        1, "C", true, new ComponentSource.Text("(component definition $C (x))", 0, 29)),
                only("(component definition $C (x))"));
        assertEquals(new ScriptCommand.ComponentInstance(1, "i", "C"), only("(component instance $i $C)"));
        ScriptCommand.AssertMalformed malformed = assertInstanceOf(
                ScriptCommand.AssertMalformed.class, only("(assert_malformed (component quote \"(x)\") \"\")"));
        assertInstanceOf(ComponentSource.Quote.class, malformed.source());
    }

    @Test
    void valuesOfComponents() {
        ScriptCommand.Action command = assertInstanceOf(
                ScriptCommand.Action.class,
                only(
                        """
                        (invoke "f" (list.const (u8.const 1)) (record.const (field "a" u8.const 2))
                          (option.some (str.const "x")) (enum.const "e") (flags.const "a" "b"))
                        """));
        assertEquals(
                new ScriptAction.Invoke(
                        null,
                        "f",
                        List.of(
                                new ScriptValue.Component.Sequence(List.of(new ScriptValue.Component.Whole(1))),
                                new ScriptValue.Component.Fields(Map.of("a", new ScriptValue.Component.Whole(2))),
                                new ScriptValue.Component.Case("some", new ScriptValue.Component.Text("x")),
                                new ScriptValue.Component.Case("e", null),
                                new ScriptValue.Component.Flags(List.of("a", "b")))),
                command.action());
        assertInstanceOf(
                ScriptCommand.Broken.class,
                only("(invoke \"f\" " + "(option.some ".repeat(200) + ")".repeat(200) + ")"));
    }

    @Test
    void assertionsAboutActions() {
        ScriptAction action = new ScriptAction.Invoke(null, "f", List.of());
        assertEquals(
                new ScriptCommand.AssertTrap(1, action, "unreachable"),
                only("(assert_trap (invoke \"f\") \"unreachable\")"));
        assertEquals(
                new ScriptCommand.AssertExhaustion(1, action, "call stack"),
                only("(assert_exhaustion (invoke \"f\") \"call stack\")"));
        assertEquals(new ScriptCommand.AssertException(1, action), only("(assert_exception (invoke \"f\"))"));
    }

    @Test
    void assertionsAboutModulesParseThemLater() {
        ScriptCommand.AssertMalformed malformed = assertInstanceOf(
                ScriptCommand.AssertMalformed.class,
                only("(assert_malformed (module quote \"(func (foo))\") \"unknown operator\")"));
        assertEquals("unknown operator", malformed.message());
        MalformedException error = assertThrows(
                MalformedException.class, assertInstanceOf(ModuleSource.class, malformed.source())::encode);
        assertEquals("1:8: unknown operator foo", error.getMessage());
        assertInstanceOf(ScriptCommand.AssertInvalid.class, only("(assert_invalid (module) \"\")"));
        assertInstanceOf(ScriptCommand.AssertUnlinkable.class, only("(assert_unlinkable (module) \"\")"));
        assertInstanceOf(ScriptCommand.AssertUninstantiable.class, only("(assert_trap (module) \"\")"));
    }

    @Test
    void assertionsAboutCustomSections() {
        ScriptCommand.AssertMalformedCustom malformed = assertInstanceOf(
                ScriptCommand.AssertMalformedCustom.class,
                only("(assert_malformed_custom (module quote \"(func (@name 1))\") \"@name annotation\")"));
        MalformedException error = assertThrows(
                MalformedException.class, assertInstanceOf(ModuleSource.class, malformed.source())::encode);
        assertEquals("1:14: @name annotation: string expected", error.getMessage());
        assertInstanceOf(ScriptCommand.AssertInvalidCustom.class, only("(assert_invalid_custom (module) \"\")"));
    }

    @Test
    void threadsHaveCommandsOfTheirOwn() {
        ScriptCommand.StartThread thread = assertInstanceOf(
                ScriptCommand.StartThread.class,
                only(
                        """
                        (thread $t (shared (module $m)) (shared (module $n))
                          (invoke $m "f")
                          (thread $u (wait $v)))
                        """));
        assertEquals("t", thread.name());
        assertEquals(List.of("m", "n"), thread.shared());
        List<ScriptCommand> commands = thread.commands("test.wast");
        assertEquals(new ScriptCommand.Action(2, new ScriptAction.Invoke("m", "f", List.of())), commands.get(0));
        ScriptCommand.StartThread inner = assertInstanceOf(ScriptCommand.StartThread.class, commands.get(1));
        assertEquals(List.of(new ScriptCommand.AwaitThread(3, "v")), inner.commands("test.wast"));
        assertTrue(only("(thread ".repeat(100_000) + ")".repeat(100_000)) instanceof ScriptCommand.StartThread);
    }

    @Test
    void referencesOfAllKinds() {
        assertEquals(
                new ScriptCommand.AssertReturn(
                        1,
                        new ScriptAction.Get(null, "g"),
                        List.of(
                                new ResultPattern.AnyReference("i31"),
                                new ResultPattern.AnyReference("any"),
                                new ResultPattern.Exactly(new ScriptValue.NullReference(AbstractHeapType.NONE)),
                                new ResultPattern.Exactly(new ScriptValue.NullReference(new TypeIndex(1))),
                                new ResultPattern.Exactly(new ScriptValue.HostReference(3)))),
                only("(assert_return (get \"g\") (ref.i31) (ref) (ref.null none) (ref.null 1) (ref.host 3))"));
    }

    @Test
    void errorsOfModulesHaveLinesOfTheScript() {
        ScriptCommand.Module module = assertInstanceOf(ScriptCommand.Module.class, only("\n(module\n  (foo))"));
        MalformedException error = assertThrows(MalformedException.class, module.source()::encode);
        assertEquals("3:4: unknown operator foo", error.getMessage());
    }

    @Test
    void anErrorBreaksOneForm() {
        List<ScriptCommand> commands = parse(
                """
                (assert_return (invoke f))
                (module (func "unclosed
                ))
                stray tokens
                (invoke "f")
                """);
        assertEquals(new ScriptCommand.Broken(1, "test.wast:1:24: unknown operator f"), commands.get(0));
        ScriptCommand.Module module = assertInstanceOf(ScriptCommand.Module.class, commands.get(1));
        assertThrows(MalformedException.class, module.source()::encode);
        assertEquals(new ScriptCommand.Broken(4, "test.wast:4:1: unknown operator stray"), commands.get(2));
        assertInstanceOf(ScriptCommand.Action.class, commands.get(3));
    }
}
