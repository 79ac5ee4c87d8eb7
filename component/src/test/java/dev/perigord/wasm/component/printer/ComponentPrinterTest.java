package dev.perigord.wasm.component.printer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigord.wasm.component.testing.Guests;
import dev.perigord.wasm.component.testing.SuiteComponents;
import dev.perigord.wasm.component.text.ComponentTextParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A printed component says everything of its definitions: so it is the same if it prints the same after parsing. */
class ComponentPrinterTest {
    /** Texts are ten times as long as binaries: larger ones do not fit into the memory of a test. */
    private static final long MAX_SIZE = 8_000_000;

    private static void assertRoundTrip(byte[] component) {
        String printed = ComponentPrinter.print(component);
        assertEquals(
                printed,
                ComponentPrinter.print(ComponentTextParser.parse(printed).binary()));
    }

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

    @Test
    void componentsOfTheSuite() throws IOException {
        for (String text : SuiteComponents.texts()) {
            assertRoundTrip(ComponentTextParser.parse(text).binary());
        }
    }

    @TestFactory
    Stream<DynamicTest> guests() {
        return Guests.components().stream()
                .filter(guest -> guest.toFile().length() < MAX_SIZE)
                .map(guest -> DynamicTest.dynamicTest(name(guest), () -> assertRoundTrip(Guests.read(guest))));
    }

    private static String name(Path guest) {
        return guest.getFileName().toString();
    }
}
