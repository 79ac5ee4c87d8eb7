package dev.perigord.wasm.component.wave;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.perigord.wasm.component.type.EnumType;
import dev.perigord.wasm.component.type.FlagsType;
import dev.perigord.wasm.component.type.ListType;
import dev.perigord.wasm.component.type.MapType;
import dev.perigord.wasm.component.type.NamedType;
import dev.perigord.wasm.component.type.OptionType;
import dev.perigord.wasm.component.type.PrimitiveType;
import dev.perigord.wasm.component.type.RecordType;
import dev.perigord.wasm.component.type.ResultType;
import dev.perigord.wasm.component.type.TupleType;
import dev.perigord.wasm.component.type.VariantType;
import dev.perigord.wasm.component.type.WitFunctionType;
import dev.perigord.wasm.component.type.WitType;
import dev.perigord.wasm.component.value.CodePoint;
import dev.perigord.wasm.component.value.VariantValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WaveTest {
    private static final RecordType POINT = new RecordType(List.of(
            new NamedType("x", PrimitiveType.S32),
            new NamedType("y", PrimitiveType.S32),
            new NamedType("label", new OptionType(PrimitiveType.STRING))));
    private static final VariantType SHAPE = new VariantType(
            List.of(new VariantType.Case("circle", PrimitiveType.F32), new VariantType.Case("none", null)));
    private static final Map<String, WitType> TYPES = Map.ofEntries(
            Map.entry("bool", PrimitiveType.BOOL),
            Map.entry("s8", PrimitiveType.S8),
            Map.entry("u8", PrimitiveType.U8),
            Map.entry("u32", PrimitiveType.U32),
            Map.entry("s64", PrimitiveType.S64),
            Map.entry("u64", PrimitiveType.U64),
            Map.entry("f32", PrimitiveType.F32),
            Map.entry("f64", PrimitiveType.F64),
            Map.entry("char", PrimitiveType.CHAR),
            Map.entry("string", PrimitiveType.STRING),
            Map.entry("list", new ListType(PrimitiveType.U8)),
            Map.entry("strings", new ListType(PrimitiveType.STRING)),
            Map.entry("tuple", new TupleType(List.of(PrimitiveType.U32, PrimitiveType.STRING))),
            Map.entry("record", POINT),
            Map.entry("shape", SHAPE),
            Map.entry("enum", new EnumType(List.of("hot", "cold", "true"))),
            Map.entry("flags", new FlagsType(List.of("read", "write", "exec"))),
            Map.entry("option", new OptionType(PrimitiveType.U32)),
            Map.entry("option-shape", new OptionType(SHAPE)),
            Map.entry("option-option", new OptionType(new OptionType(PrimitiveType.U32))),
            Map.entry("result", new ResultType(PrimitiveType.U32, PrimitiveType.STRING)),
            Map.entry("result-empty", new ResultType(null, null)),
            Map.entry("map", new MapType(PrimitiveType.STRING, PrimitiveType.U32)));

    /** Type, what is read, what is written; quotes are written as backticks. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "bool|true|true",
                "s8|-128|-128",
                "u32|4294967295|4294967295",
                "s64|-9223372036854775808|-9223372036854775808",
                "u64|18446744073709551615|18446744073709551615",
                "f32|1.5|1.5",
                "f64|-1e300|-1.0e300",
                "f64|-0|-0",
                "f32|nan|nan",
                "f64|-inf|-inf",
                "char|'x'|'x'",
                "char|'\\''|'\\''",
                "char|'\\u{1F98A}'|'🦊'",
                "string|`a\\tb \\`q\\` \\\\ \\u{e9}`|`a\\tb \\`q\\` \\\\ é`",
                "list|[1, 2, 255,]|[1, 2, 255]",
                "list|[]|[]",
                "strings|[`a`,`b`]|[`a`, `b`]",
                "tuple|(1,`x`)|(1, `x`)",
                "record|{y: 2, x: 1}|{x: 1, y: 2}",
                "record|{x: 1, y: 2, label: `p`}|{x: 1, y: 2, label: some(`p`)}",
                "record|{ x: 1, y: 2, label: none, }|{x: 1, y: 2}",
                "shape|circle(2)|circle(2)",
                "shape|%none|%none",
                "enum|cold|cold",
                "enum|%true|%true",
                "flags|{write, read}|{read, write}",
                "flags|{}|{}",
                "option|1|some(1)",
                "option|some(1)|some(1)",
                "option|none|none",
                "option-shape|%none|some(%none)",
                "option-shape|none|none",
                "option-option|some(none)|some(none)",
                "result|7|ok(7)",
                "result|ok(7)|ok(7)",
                "result|err(`bad`)|err(`bad`)",
                "result-empty|ok|ok",
                "result-empty|err|err",
                "map|[(`a`, 1), (`b`, 2)]|[(`a`, 1), (`b`, 2)]",
            })
    void roundTrip(String name, String text, String expected) {
        WitType type = TYPES.get(name);
        String written = WaveWriter.write(WaveReader.read(text.replace('`', '"'), type), type);
        assertEquals(expected.replace('`', '"'), written);
        assertEquals(written, WaveWriter.write(WaveReader.read(written, type), type));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "bool|yes",
                "s8|128",
                "u8|-1",
                "u64|18446744073709551616",
                "f64|1.",
                "char|''",
                "char|'ab'",
                "char|'\\u{d800}'",
                "string|`abc",
                "string|`\\q`",
                "list|[1",
                "list|[1 2]",
                "list|[1] 2",
                "tuple|(1)",
                "record|{x: 1}",
                "record|{x: 1, x: 1, y: 2}",
                "record|{z: 1}",
                "shape|circle",
                "shape|%none(1)",
                "enum|warm",
                "flags|{none}",
                "option-option|1",
                "result-empty|ok(1)",
            })
    void refused(String name, String text) {
        assertThrows(WaveException.class, () -> WaveReader.read(text.replace('`', '"'), TYPES.get(name)));
    }

    @Test
    void multilineStrings() {
        String text = "\"\"\"\n    one\n      two \\\"\n\n    three\n    \"\"\"";
        assertEquals("one\n  two \"\n\nthree", WaveReader.read(text, PrimitiveType.STRING));
        assertThrows(WaveException.class, () -> WaveReader.read("\"\"\"one\"\"\"", PrimitiveType.STRING));
    }

    @Test
    void values() {
        assertArrayEquals(new byte[] {1, -1}, (byte[]) WaveReader.read("[1, 255]", TYPES.get("list")));
        assertEquals(new CodePoint('x'), WaveReader.read("'x'", PrimitiveType.CHAR));
        assertEquals(VariantValue.error("e"), WaveReader.read("err(\"e\")", TYPES.get("result")));
        assertEquals(-1L, WaveReader.read("18446744073709551615", PrimitiveType.U64));
    }

    @Test
    void calls() {
        WaveCall call = WaveCall.parse("test:demo/api#greet (\"a(b\", 1, )");
        assertEquals("test:demo/api#greet", call.function());
        WitFunctionType type = new WitFunctionType(
                List.of(
                        new NamedType("name", PrimitiveType.STRING),
                        new NamedType("count", PrimitiveType.U8),
                        new NamedType("more", new OptionType(PrimitiveType.U8))),
                null,
                false);
        assertEquals(List.of("a(b", 1, VariantValue.NONE), WaveReader.readArguments(call.arguments(), type));
        assertThrows(WaveException.class, () -> WaveReader.readArguments("(\"a\")", type));
        assertThrows(WaveException.class, () -> WaveReader.readArguments("(\"a\", 1, 2, 3)", type));
    }

    @ParameterizedTest
    @ValueSource(strings = {"greet", "(1)"})
    void noCalls(String text) {
        assertThrows(WaveException.class, () -> WaveCall.parse(text));
    }
}
