package dev.perigord.wasm.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigord.wasm.instantiation.ModuleLoader;
import dev.perigord.wasm.module.Feature;
import dev.perigord.wasm.module.InvalidException;
import dev.perigord.wasm.module.MalformedException;
import dev.perigord.wasm.module.ModuleDefinition;
import dev.perigord.wasm.printer.ModulePrinter;
import dev.perigord.wasm.text.TextParser;
import java.io.ByteArrayOutputStream;
import java.util.EnumSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** Small modules that claim to be large: what is only declared is never allocated. */
@Timeout(60)
final class HostileCountTest {
    /** The number 2^32-1 where a count is. */
    private static final String COUNT = "ff ff ff ff 0f";

    /** The largest number that is no negative Java integer. */
    private static final String POSITIVE_COUNT = "ff ff ff ff 07";

    /** More than any of these modules needs, less than a vector of any length that would pay. */
    private static final long LIMIT = 4 << 20;

    private static final String FUNCTION_TYPE = section(1, "01 60 00 00");
    private static final String ONE_FUNCTION = section(3, "01 00");

    /** A section of bytes in hexadecimal notation. */
    private static String section(int id, String contents) {
        return " " + hex(id) + " " + number(bytes(contents).length) + " " + contents;
    }

    private static String hex(int number) {
        return String.format("%02x", number);
    }

    /** A LEB128 number. */
    private static String number(int value) {
        return value < 0x80 ? hex(value) : hex((value & 0x7F) | 0x80) + " " + number(value >>> 7);
    }

    /** A module with a function of a body, which has no locals declared yet. */
    private static String function(String body) {
        return FUNCTION_TYPE + ONE_FUNCTION + code(body);
    }

    private static String code(String body) {
        return section(10, "01 " + number(bytes(body).length) + " " + body);
    }

    private static byte[] bytes(String text) {
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        for (String element : text.trim().split("\\s+")) {
            result.write(Integer.parseInt(element, 16));
        }
        return result.toByteArray();
    }

    private static byte[] module(String sections) {
        return bytes("00 61 73 6d 01 00 00 00 " + sections);
    }

    /** Modules by what they claim to have {@code n} of, or what has that index. */
    private static Map<String, String> modules(String n) {
        Map<String, String> modules = new TreeMap<>();
        for (int id : new int[] {1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 13}) {
            modules.put("entries of section " + id, section(id, n));
        }
        modules.put("bytes of a section", " 01 " + n);
        modules.put("bytes of the name of a custom section", section(0, n));
        modules.put("data segments counted", section(12, n));
        modules.put("types of a recursion group", section(1, "01 4e " + n));
        modules.put("supertypes", section(1, "01 50 " + n));
        modules.put("index of a supertype", section(1, "01 50 01 " + n + " 5f 00"));
        modules.put("parameters", section(1, "01 60 " + n));
        modules.put("results", section(1, "01 60 00 " + n));
        modules.put("fields", section(1, "01 5f " + n));
        modules.put("index of a type in a type", section(1, "01 5e 63 " + n + " 00"));
        modules.put("index of a function's type", section(3, "01 " + n) + section(10, "01 02 00 0b"));
        modules.put("bytes of the name of an import", section(2, "01 " + n));
        modules.put("bytes of the second name of an import", section(2, "01 00 " + n));
        modules.put("bytes of the name of an export", section(7, "01 " + n));
        modules.put("index of an export", section(7, "01 00 00 " + n));
        modules.put("index of the start function", section(8, n));
        modules.put("function indices of an element segment", section(9, "01 01 00 " + n));
        modules.put("expressions of an element segment", section(9, "01 05 70 " + n));
        modules.put("bytes of a data segment", section(11, "01 01 " + n));
        modules.put("bytes of a function body", FUNCTION_TYPE + ONE_FUNCTION + section(10, "01 " + n));
        modules.put("runs of locals", function(n + " 0b"));
        modules.put("locals of a run", function("01 " + n + " 7f 0b"));
        modules.put("locals of several runs", function("03 01 7f " + n + " 7e 01 7d 0b"));
        modules.put("labels of br_table", function("00 41 00 0e " + n));
        modules.put("types of select", function("00 1c " + n));
        modules.put("clauses of try_table", function("00 1f 40 " + n));
        modules.put("handlers of resume", function("00 e3 00 " + n));
        modules.put("index of a local", function("00 20 " + n + " 0b"));
        modules.put("index of a called function", function("00 10 " + n + " 0b"));
        modules.put("index of a label", function("00 0c " + n + " 0b"));
        modules.put("index of a block type", function("00 02 " + n + " 0b 0b"));
        modules.put(
                "elements of array.new_fixed",
                section(1, "02 60 00 00 5e 7f 00") + ONE_FUNCTION + code("00 fb 08 01 " + n + " 1a 0b"));
        modules.put(
                "elements of array.new_fixed in a constant",
                section(1, "01 5e 7f 00") + section(6, "01 63 00 00 fb 08 00 " + n + " 0b"));
        return modules;
    }

    @TestFactory
    Stream<DynamicTest> countsAreRefused() {
        return Stream.of(COUNT, POSITIVE_COUNT).flatMap(count -> modules(count).entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey() + ": " + count, () -> assertRefused(module(entry.getValue())))));
    }

    private static void assertRefused(byte[] module) {
        RuntimeException refusal = withLittleMemory(() -> assertThrows(RuntimeException.class, () -> decode(module)));
        assertTrue(refusal instanceof MalformedException || refusal instanceof InvalidException, refusal::toString);
    }

    private static <T> T withLittleMemory(Supplier<T> action) {
        long before = Allocation.ofThread();
        T result = action.get();
        assertTrue(Allocation.ofThread() - before < LIMIT, "nothing is allocated for a count");
        return result;
    }

    private static ModuleDefinition decode(byte[] bytes) {
        return ModuleLoader.decode(bytes, 0, bytes.length, EnumSet.allOf(Feature.class));
    }

    @TestFactory
    Stream<DynamicTest> countsOfNamesNameNothing() {
        return Stream.of(COUNT, POSITIVE_COUNT)
                .flatMap(count -> Stream.of(
                        "00 " + count,
                        "01 06 " + count + " 00",
                        "01 08 01 " + count + " 01 61",
                        "02 06 " + count + " 00",
                        "02 08 01 00 " + count + " 00",
                        "04 06 " + count + " 00"))
                .map(names -> DynamicTest.dynamicTest(names, () -> {
                    byte[] module = module(section(0, "04 6e 61 6d 65 " + names));
                    ModuleDefinition definition = withLittleMemory(() -> decode(module));
                    assertEquals(0, definition.functions().size());
                    String text = withLittleMemory(() -> ModulePrinter.print(module));
                    assertEquals(
                            text,
                            ModulePrinter.print(TextParser.parseModule(text).binary()));
                }));
    }
}
