package dev.perigord.wasm.component.validation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigord.wasm.component.binary.ComponentDecoder;
import dev.perigord.wasm.component.linking.Linker;
import dev.perigord.wasm.component.printer.ComponentPrinter;
import dev.perigord.wasm.component.syntax.ComponentSyntax;
import dev.perigord.wasm.component.syntax.Definition;
import dev.perigord.wasm.component.testing.ComponentTestLanguage;
import dev.perigord.wasm.component.testing.CoreModuleHeader;
import dev.perigord.wasm.component.text.ComponentTextParser;
import dev.perigord.wasm.module.Feature;
import dev.perigord.wasm.module.InvalidException;
import dev.perigord.wasm.module.MalformedException;
import dev.perigord.wasm.runtime.LinkException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values, start functions and the built-ins of parallel threads: valid, printed, and refused when a plan is made. */
class ValuesTest {
    private static ComponentSyntax parse(String text) {
        return ComponentDecoder.decode(ComponentTextParser.parse(text).binary(), CoreModuleHeader::decode);
    }

    private static ValidatedComponent validate(String text) {
        return ComponentValidator.validate(parse(text), Feature.DEFAULT);
    }

    private static void assertInvalid(String message, String text) {
        InvalidException invalid = assertThrows(InvalidException.class, () -> validate(text));
        assertTrue(invalid.getMessage().contains(message), invalid.getMessage());
    }

    private static void assertMalformed(String message, String text) {
        MalformedException malformed = assertThrows(MalformedException.class, () -> ComponentTextParser.parse(text));
        assertTrue(malformed.getMessage().contains(message), malformed.getMessage());
    }

    private static void assertLacks(String feature, String text) {
        assertEquals(List.of(feature), Linker.link(validate(text)).beyondPreview2());
    }

    /** The example of the Explainer, with a module that has no code worth reading. */
    private static final String GREETING =
            """
            (component
              (import "name" (value $name string))
              (core module $M
                (memory (export "mem") 1)
                (func (export "realloc") (param i32 i32 i32 i32) (result i32) unreachable)
                (func (export "start") (param i32 i32) (result i32) unreachable))
              (core instance $m (instantiate $M))
              (func $start (param "name" string) (result string)
                (canon lift (core func $m "start") (memory (core memory $m "mem")) (realloc (core func $m "realloc"))))
              (start $start (value $name) (result (value $greeting)))
              (export "greeting" (value $greeting)))
            """;

    @Test
    void startFunctionsConsumeAndProduceValues() {
        ValidatedComponent component = validate(GREETING);
        assertEquals("value", component.type().imports().get("name").sort());
        assertEquals("value", component.type().exports().get("greeting").sort());
        assertLacks(
                "values",
                GREETING.replace("(start $start (value $name) (result (value $greeting)))", "")
                        .replace("$greeting", "$name"));
        assertTrue(Linker.link(component).beyondPreview2().contains("start functions of components"));
    }

    @Test
    void whatIsPrintedIsTheSameComponent() {
        byte[] binary = ComponentTextParser.parse(GREETING).binary();
        String printed = ComponentPrinter.print(binary);
        assertTrue(printed.contains("(value $name string)"), printed);
        assertEquals(
                printed,
                ComponentPrinter.print(ComponentTextParser.parse(printed).binary()));
        String value = ComponentPrinter.print(
                ComponentTextParser.parse("(component (value $v u8 7) (export \"v\" (value $v)))")
                        .binary());
        assertTrue(value.contains("(binary \"\\07\")"), value);
        assertEquals(
                value, ComponentPrinter.print(ComponentTextParser.parse(value).binary()));
    }

    /** The examples of the Explainer, and one of each other kind. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "bool | true | 01",
                "u8 | 255 | ff",
                "s8 | -1 | ff",
                "u16 | 300 | ac02",
                "s16 | -300 | d47d",
                "u32 | 0xffff_ffff | ffffffff0f",
                "s32 | -1 | 7f",
                "u64 | 18446744073709551615 | ffffffffffffffffff01",
                "s64 | -9223372036854775808 | 8080808080808080807f",
                "f32 | 1.5 | 0000c03f",
                "f32 | -nan | 0000c07f",
                "f64 | nan | 000000000000f87f",
                "char | 'a' | 61",
                "char | '\\u{20ac}' | e282ac",
                "char | ')' | 29",
                "string | \"hello\" | 0568656c6c6f",
                "(record (field \"a\" bool) (field \"b\" u8)) | (record true 1) | 0101",
                "(variant (case \"a\" bool) (case \"b\" u8) (case \"c\")) | (variant \"b\" 1) | 0101",
                "(variant (case \"a\" bool) (case \"c\")) | (variant \"c\") | 01",
                "(list (result (option u8))) | (list error (ok (some 1)) (ok none)) | 03010001010000",
                "(tuple u8 bool) | (tuple 1 false) | 0100",
                "(flags \"a\" \"b\" \"c\") | (flags \"a\" \"c\") | 05",
                "(enum \"x\" \"y\") | (enum \"y\") | 01",
                "(result (error string)) | (error \"e\") | 010165",
                "(result) | ok | 00",
                "u32 | (binary \"\\05\") | 05",
            })
    void valuesHaveTheirEncoding(String type, String value, String encoding) {
        String text = "(component (type $t " + type + ") (export $e \"t\" (type $t)) (value $v $e " + value
                + ") (export \"v\" (value $v)))";
        validate(text);
        Definition.Value found = parse(text).definitions().stream()
                .map(located -> located.definition())
                .filter(Definition.Value.class::isInstance)
                .map(Definition.Value.class::cast)
                .findFirst()
                .orElseThrow();
        assertArrayEquals(
                HexFormat.of().parseHex(encoding.replace(" ", "")),
                found.value().bytes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "u8 256",
                "s8 -129",
                "u16 -1",
                "s64 9223372036854775808",
                "f32 nan:0x1",
                "char 'ab'",
                "bool maybe",
                "(enum \"a\") (enum \"b\")",
                "(option u8) (some)",
                "(option u8) some",
                "(result) (ok)",
                "(tuple u8 u8) (tuple 1)",
            })
    void textThatIsNoValueOfItsTypeIsRefused(String value) {
        assertThrows(MalformedException.class, () -> ComponentTextParser.parse("(component (value " + value + "))"));
    }

    @ParameterizedTest
    @CsvSource({
        "bool, 02",
        "u8, ''",
        "u8, 0102",
        "u16, 808004",
        "s16, 808002",
        "u16, 80808000",
        "f32, 0000a07f",
        "char, 80",
        "char, ''",
        "string, 05",
        "string, 01ff",
        "(flags \"a\"), 02",
        "(enum \"a\"), 01",
        "(list u8), ffffffff0f",
        "(option u8), 02",
    })
    void bytesThatAreNoValueOfTheirTypeAreInvalid(String type, String bytes) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < bytes.length(); i += 2) {
            escaped.append('\\').append(bytes, i, i + 2);
        }
        assertInvalid("value of type", "(component (value " + type + " (binary \"" + escaped + "\")))");
    }

    @Test
    void everyValueIsUsedOnce() {
        assertInvalid("value 0 is not used", "(component (value u8 1))");
        assertInvalid("value 0 is not used", "(component (import \"v\" (value u8)))");
        assertInvalid(
                "value 0 cannot be used more than once",
                "(component (value u8 1) (export \"a\" (value 0)) (export \"b\" (value 0)))");
        assertInvalid(
                "value 1 cannot be used more than once",
                "(component (value u8 1) (export \"a\" (value 0)) (export \"b\" (value 1)))");
        assertInvalid("value index out of bounds", "(component (export \"a\" (value 0)))");
    }

    @Test
    void valuesPassBetweenComponents() {
        assertLacks(
                "values",
                """
                (component
                  (component $C (import "in" (value $in u8)) (export "out" (value $in)))
                  (value $v u8 1)
                  (instance $c (instantiate $C (with "in" (value $v))))
                  (alias export $c "out" (value $out))
                  (instance $i (export "again" (value $out)))
                  (export "i" (instance $i)))
                """);
        assertInvalid(
                "type mismatch for import `in`: expected primitive `u8` found primitive `u16`",
                """
                (component
                  (component $C (import "in" (value $in u8)) (export "out" (value $in)))
                  (value $v u16 1)
                  (instance (instantiate $C (with "in" (value $v)))))
                """);
        assertLacks("values", "(component (import \"i\" (instance (export \"v\" (value (list u8))))))");
    }

    @Test
    void instantiationSaysWhatIsMissing() {
        byte[] binary = ComponentTextParser.parse("(component (value $v u8 1) (export \"v\" (value $v)))")
                .binary();
        ComponentTestLanguage.run(language -> {
            LinkException refused =
                    assertThrows(LinkException.class, () -> language.instantiate(binary, wanted -> null));
            assertTrue(refused.getMessage().contains("not supported: values"), refused.getMessage());
            return null;
        });
    }

    @Test
    void valuesMayBeEqualToOthers() {
        ValidatedComponent component = validate(
                """
                (component
                  (import "a" (value $a string))
                  (import "b" (value $b (eq $a)))
                  (export "c" (value $a) (value string))
                  (export "d" (value $b)))
                """);
        assertEquals(
                component.type().imports().get("a"), component.type().imports().get("b"));
    }

    @Test
    void startFunctionsMustFit() {
        String function =
                "(component (import \"f\" (func $f (param \"p\" u8) (result u8))) (import \"v\" (value $v u8)) ";
        assertLacks(
                "values",
                "(component (import \"f\" (func $f)) (import \"v\" (value $v u8)) (export \"w\" (value $v)))");
        assertLacks("start functions of components", "(component (import \"f\" (func $f)) (start $f))");
        assertInvalid("needs 1 arguments, but is given 0", function + "(start $f))");
        assertInvalid("has 1 results, but 0 are named", function + "(start $f (value $v)))");
        assertInvalid("value 1 is not used", function + "(start $f (value $v) (result (value $r))))");
        assertInvalid(
                "start function argument `p`",
                "(component (import \"f\" (func $f (param \"p\" u8))) (value $v u16 1) (start $f (value $v)))");
    }

    @Test
    void exportedValuesContainNoBorrowedHandles() {
        assertInvalid(
                "cannot contain a `borrow`",
                "(component (import \"r\" (type $r (sub resource))) (import \"v\" (value $v (borrow $r)))"
                        + " (export \"w\" (value $v)))");
    }

    @Test
    void valuesOfTypesFromElsewhereAreWrittenInBinary() {
        String text =
                "(component (import \"i\" (instance $i (type $u u8) (export \"t\" (type (eq $u))))) (alias export $i \"t\" (type $t)) (value $v $t ";
        assertMalformed("can only be written as (binary ...)", text + "1))");
        validate(text + "(binary \"\\01\")) (export \"v\" (value $v)))");
    }

    // --- parallel threads --------------------------------------------------------------------------------------

    private static final String TABLE =
            "(component (core module $M (table (export \"t\") 1 funcref)) (core instance $m (instantiate $M))"
                    + " (alias core export $m \"t\" (core table $t)) ";

    @Test
    void threadsAreSpawnedOnFunctionsOfOneNumber() {
        String start = "(core type $f (func (param i32))) ";
        assertLacks(
                "canonical built-in `thread.spawn-ref`",
                "(component " + start + "(core func (canon thread.spawn-ref $f)))");
        assertLacks(
                "canonical built-in `thread.spawn-indirect`",
                TABLE + start + "(core func (canon thread.spawn-indirect $f $t)))");
        assertLacks(
                "canonical built-in `thread.available-parallelism`",
                "(component (core func (canon thread.available-parallelism shared)))");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(func)", "(func (param i64))", "(func (param i32) (result i32))"})
    void threadsOnOtherFunctionsAreInvalid(String type) {
        String start = "(core type $f " + type + ") ";
        assertInvalid(
                "must take a single `i32` argument",
                "(component " + start + "(core func (canon thread.spawn-ref $f)))");
        assertInvalid(
                "must take a single `i32` argument",
                TABLE + start + "(core func (canon thread.spawn-indirect $f $t)))");
    }

    @Test
    void parallelThreadsNeedSharedTypes() {
        String start = "(core type $f (func (param i32))) ";
        assertInvalid(
                "needs a shared function type",
                "(component " + start + "(core func (canon thread.spawn-ref shared $f)))");
        assertInvalid(
                "is not a function type",
                "(component (core type $f (struct)) (core func (canon thread.spawn-ref $f)))");
        assertInvalid(
                "elements of type `funcref`",
                TABLE.replace("funcref", "externref") + start + "(core func (canon thread.spawn-indirect $f $t)))");
    }
}
