package dev.perigord.wasm.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.truffle.api.source.Source;
import com.oracle.truffle.api.source.SourceSection;
import dev.perigord.wasm.instantiation.ModuleLoader;
import dev.perigord.wasm.module.Feature;
import dev.perigord.wasm.module.InvalidException;
import dev.perigord.wasm.module.MalformedException;
import dev.perigord.wasm.module.ModuleDefinition;
import dev.perigord.wasm.printer.ModulePrinter;
import dev.perigord.wasm.runtime.Execution;
import dev.perigord.wasm.runtime.WasmModule;
import dev.perigord.wasm.text.TextParser;
import java.util.EnumSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** Modules that really are large or deep. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class HostileSizeTest {
    private static final int MILLION = 1_000_000;
    private static final Source SOURCE = Source.newBuilder("wasm", "", "large").build();

    private static ModuleDefinition decode(String text) {
        byte[] bytes = TextParser.parseModule(text).binary();
        return ModuleLoader.decode(bytes, 0, bytes.length, EnumSet.allOf(Feature.class));
    }

    private static void build(ModuleDefinition definition) {
        WasmModule module = ModuleLoader.load(null, definition, SOURCE, new NoPositions(SOURCE), null, Execution.AUTO);
        assertNotNull(module.code(0).callTarget());
    }

    private static String function(String body) {
        return "(module (func (export \"f\") " + body + "))";
    }

    private static String invalid(String text) {
        return assertThrows(InvalidException.class, () -> decode(text)).getMessage();
    }

    @TestFactory
    Stream<DynamicTest> nestingIsLimited() {
        return Stream.of("block ", "loop ", "i32.const 0 if ", "try ", "try_table ", "block br 0 ")
                .map(opening -> DynamicTest.dynamicTest(opening, () -> {
                    String message = invalid(function(opening.repeat(MILLION) + "end ".repeat(MILLION)));
                    assertTrue(message.startsWith("too many nested blocks"), message);
                }));
    }

    @TestFactory
    Stream<DynamicTest> foldedNestingIsLimited() {
        return Stream.of("(block ", "(loop ", "(if (i32.const 0) (then ", "(drop ", "(i32.add ")
                .map(opening -> DynamicTest.dynamicTest(opening, () -> {
                    int parentheses = (int)
                                    opening.chars().filter(c -> c == '(').count()
                            - (int) opening.chars().filter(c -> c == ')').count();
                    String text = function(opening.repeat(MILLION) + ")".repeat(parentheses * MILLION));
                    assertThrows(InvalidException.class, () -> decode(text));
                }));
    }

    @Test
    void parenthesesMayBeDeep() {
        assertThrows(MalformedException.class, () -> decode("(".repeat(MILLION)));
        assertThrows(MalformedException.class, () -> decode("(module ".repeat(MILLION)));
        assertThrows(MalformedException.class, () -> decode("(;".repeat(MILLION)));
        assertThrows(MalformedException.class, () -> decode("(module (@a " + "(".repeat(MILLION)));
        decode("(module (@a " + "(".repeat(MILLION) + ")".repeat(MILLION) + "))");
    }

    /** Blocks without jumps vanish, blocks that begin with each other become a chain: neither makes a deep tree. */
    @Test
    void deepBlocksAreBuiltAndPrinted() {
        int depth = 40_000;
        for (String end : new String[] {"end ", "(br_if 0 (i32.const 0)) end "}) {
            ModuleDefinition definition = decode(function("block ".repeat(depth) + end.repeat(depth)));
            build(definition);
            String text = ModulePrinter.print(definition.bytes());
            assertEquals(1, decode(text).codes().size());
        }
    }

    @Test
    void longSequencesAreBuilt() {
        ModuleDefinition definition = decode(function("(drop (i32.const 1)) ".repeat(100_000) + "i32.const 1 "
                + "i32.const 1 i32.add ".repeat(100_000) + "drop"));
        build(definition);
    }

    @Test
    void operandsAreLimited() {
        assertTrue(invalid(function("i32.const 0 ".repeat(MILLION))).startsWith("too many operands"));
        String results = "(module (type $t (func (result" + " i64".repeat(1000) + "))) (func $f (type $t) unreachable)"
                + " (func " + "call $f ".repeat(MILLION) + " unreachable))";
        assertTrue(invalid(results).startsWith("too many operands"));
    }

    @Test
    void typesAreLimited() {
        assertTrue(
                invalid("(type (func (param" + " i32".repeat(MILLION) + ")))").contains("1000 parameters"));
        assertTrue(
                invalid("(type (func (result" + " i32".repeat(MILLION) + ")))").contains("1000 parameters"));
        assertTrue(
                invalid("(type (struct" + " (field i32)".repeat(MILLION) + "))").contains("10000 fields"));
    }

    @Test
    void manyTypesAreDecoded() {
        StringBuilder group = new StringBuilder("(module (rec (type (sub (struct))) ");
        for (int i = 1; i < 50_000; i++) {
            group.append("(type (sub 0 (struct (field (ref null ").append(i).append("))))) ");
        }
        assertEquals(50_000, decode(group + "))").types().size());
    }

    private record NoPositions(Source source) implements WasmModule.Positions {
        @Override
        public SourceSection instruction(int codeOffset) {
            return source.createUnavailableSection();
        }

        @Override
        public SourceSection function(int codeOffset) {
            return source.createUnavailableSection();
        }
    }
}
