package dev.perigord.wasm.component.printer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigord.wasm.component.binary.ComponentDecoder;
import dev.perigord.wasm.component.syntax.ComponentSyntax;
import dev.perigord.wasm.component.syntax.CustomSection;
import dev.perigord.wasm.component.syntax.Definition;
import dev.perigord.wasm.component.syntax.Located;
import dev.perigord.wasm.component.testing.CoreModuleHeader;
import dev.perigord.wasm.component.testing.Guests;
import dev.perigord.wasm.component.testing.SuiteComponents;
import dev.perigord.wasm.component.text.ComponentTextParser;
import dev.perigord.wasm.module.MalformedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A printed component says everything of its definitions: so it is the same if it prints the same after parsing. */
class ComponentPrinterTest {
    /** Texts are ten times as long as binaries: larger ones do not fit into the memory of a test. */
    private static final long MAX_SIZE = 8_000_000;

    @Test
    void definitionsAreInOrderWithNumbers() {
        String text =
                """
                (component (@name "C")
                  (type (list u8))
                  (import "f" (external-id "x") (func (type 1)))
                  (type (func async (param "a" 0) (result string)))
                )""";
        String printed = ComponentPrinter.print(ComponentTextParser.parse(text).binary());
        assertTrue(printed.contains("(import \"f\" (external-id \"x\") (func (type 1)))"), printed);
        assertTrue(printed.contains("(type (func async (param \"a\" 0) (result string)))"), printed);
        assertTrue(printed.startsWith("(component (@name \"C\")"), printed);
    }

    /** The custom sections of a component and of those in it, each with the number of definitions before it. */
    private static List<String> customSections(byte[] binary, ComponentSyntax component) {
        List<String> found = new ArrayList<>();
        for (CustomSection section : component.customSections()) {
            long before = component.definitions().stream()
                    .filter(located -> located.offset() < section.offset())
                    .count();
            byte[] contents = Arrays.copyOfRange(binary, section.offset(), section.offset() + section.length());
            found.add(
                    section.name() + " after " + before + ": " + HexFormat.of().formatHex(contents));
        }
        for (Located located : component.definitions()) {
            if (located.definition() instanceof Definition.NestedComponent(var nested)) {
                found.addAll(customSections(binary, nested));
            }
        }
        return found;
    }

    private static List<String> customSections(byte[] binary) {
        return customSections(binary, ComponentDecoder.decode(binary, CoreModuleHeader::decode));
    }

    @Test
    void componentsMadeOfTextAreTheSameBytes() throws IOException {
        for (String text : SuiteComponents.texts()) {
            byte[] binary = ComponentTextParser.parse(text).binary();
            String printed = ComponentPrinter.print(binary);
            assertArrayEquals(binary, ComponentTextParser.parse(printed).binary(), printed);
        }
    }

    /** Names of all sorts, which the text uses as identifiers; what has the same name as another one keeps its index. */
    @Test
    void namesAreIdentifiers() {
        String text =
                """
                (component $C
                  (core module $M (@name "inner") (func $f (export "f")))
                  (core instance $m (instantiate $M))
                  (alias core export $m "f" (core func $f))
                  (type $t (func))
                  (func $lifted (type $t) (canon lift (core func $f)))
                  (core func $lowered (canon lower (func $lifted)))
                  (component $Inner (type $u u8))
                  (component $Anonymous (@name "") (type (list u8)))
                  (instance $i (instantiate $Inner))
                  (type $twice (@name "same") u8)
                  (type (@name "same") u8)
                  (type (list 2))
                  (export $e "e" (func $lifted))
                )""";
        byte[] binary = ComponentTextParser.parse(text).binary();
        String printed = ComponentPrinter.print(binary);
        assertArrayEquals(binary, ComponentTextParser.parse(printed).binary(), printed);
        for (String line : List.of(
                "(component (@name \"C\")",
                "(core module $M (@name \"inner\")",
                "(core instance $m (instantiate $M))",
                "(alias core export $m \"f\" (core func $f))",
                "(canon lift (core func $f) (func $lifted (type $t)))",
                "(canon lower (func $lifted) (core func $lowered))",
                "(component $Inner\n",
                "(component $Anonymous (@name \"\")",
                "(instance $i (instantiate $Inner))",
                "(type (@name \"same\") u8)",
                "(type (list 2))",
                "(export $e \"e\" (func $lifted))")) {
            assertTrue(printed.contains(line), line + " in " + printed);
        }
    }

    @Test
    void customSectionsStandWhereTheyAre() {
        String text =
                """
                (component
                  (@custom "first" "\\00a")
                  (type u8)
                  (@custom "between" "b" "c")
                  (type u16)
                  (component (@custom "nested" ""))
                  (core module (@custom "core" "d"))
                  (@custom "last")
                )""";
        byte[] binary = ComponentTextParser.parse(text).binary();
        assertEquals(
                List.of("first after 0: 0061", "between after 1: 6263", "last after 4: ", "nested after 0: "),
                customSections(binary));
        assertArrayEquals(
                binary,
                ComponentTextParser.parse(ComponentPrinter.print(binary)).binary());
    }

    /** A name section that no names make stays as it is: here one with a subsection that nobody knows. */
    @Test
    void nameSectionsThatNamesCannotSayAreKept() {
        String text = "(component (@custom \"component-name\" \"\\00\\02\\01N\\09\\00\") (type $unnamed u8))";
        byte[] binary = ComponentTextParser.parse(text).binary();
        assertEquals(List.of("component-name after 0: 0002014e0900"), customSections(binary));
        String printed = ComponentPrinter.print(binary);
        assertTrue(printed.startsWith("(component (@name \"N\")"), printed);
        assertArrayEquals(binary, ComponentTextParser.parse(printed).binary());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(component (type (@custom \"c\") u8))      | 1:18: misplaced @custom annotation",
                "(component (@custom))                        | missing section name",
                "(component (@custom \"c\" (before first)))  | unexpected token",
            })
    void customSectionsElsewhereAreRefused(String text, String message) {
        MalformedException malformed = assertThrows(MalformedException.class, () -> ComponentTextParser.parse(text));
        assertTrue(malformed.getMessage().contains(message), malformed.getMessage());
    }

    @TestFactory
    Stream<DynamicTest> guests() {
        return Guests.components().stream()
                .filter(guest -> guest.toFile().length() < MAX_SIZE)
                .map(guest -> DynamicTest.dynamicTest(name(guest), () -> {
                    byte[] binary = Guests.read(guest);
                    String printed = ComponentPrinter.print(binary);
                    byte[] again = ComponentTextParser.parse(printed).binary();
                    assertEquals(printed, ComponentPrinter.print(again));
                    assertEquals(customSections(binary), customSections(again));
                }));
    }

    private static String name(Path guest) {
        return guest.getFileName().toString();
    }
}
