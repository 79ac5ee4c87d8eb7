package dev.perigord.wasm.component.type;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.perigord.wasm.module.NumberType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayoutTest {
    private static void assertLayout(WitType type, long size, int alignment, NumberType... flat) {
        Layout layout = type.layout();
        assertEquals(size, layout.size(), "size of " + type);
        assertEquals(alignment, layout.alignment(), "alignment of " + type);
        assertEquals(List.of(flat), layout.flat(), "flattening of " + type);
    }

    @Test
    void scalars() {
        assertLayout(PrimitiveType.BOOL, 1, 1, NumberType.I32);
        assertLayout(PrimitiveType.U16, 2, 2, NumberType.I32);
        assertLayout(PrimitiveType.CHAR, 4, 4, NumberType.I32);
        assertLayout(PrimitiveType.S64, 8, 8, NumberType.I64);
        assertLayout(PrimitiveType.F32, 4, 4, NumberType.F32);
        assertLayout(PrimitiveType.STRING, 8, 4, NumberType.I32, NumberType.I32);
        assertEquals(16, PrimitiveType.STRING.layout(PointerSize.I64).size());
    }

    @Test
    void recordsArePadded() {
        WitType record = new TupleType(List.of(PrimitiveType.U8, PrimitiveType.U64, PrimitiveType.U16));
        assertLayout(record, 24, 8, NumberType.I32, NumberType.I64, NumberType.I32);
        assertEquals(List.of(0, 8, 16), record.layout().offsets());
    }

    @Test
    void variantsJoinTheirPayloads() {
        WitType result = new ResultType(PrimitiveType.F32, PrimitiveType.U32);
        assertLayout(result, 8, 4, NumberType.I32, NumberType.I32);
        WitType wide = new ResultType(PrimitiveType.F32, PrimitiveType.F64);
        assertLayout(wide, 16, 8, NumberType.I32, NumberType.I64);
        assertEquals(List.of(8), wide.layout().offsets());
        assertLayout(new ResultType(null, null), 1, 1, NumberType.I32);
        assertLayout(new OptionType(PrimitiveType.U8), 2, 1, NumberType.I32, NumberType.I32);
    }

    @Test
    void flagsAndEnumsTakeTheBytesTheyNeed() {
        assertLayout(new FlagsType(labels(8)), 1, 1, NumberType.I32);
        assertLayout(new FlagsType(labels(9)), 2, 2, NumberType.I32);
        assertLayout(new FlagsType(labels(17)), 4, 4, NumberType.I32);
        assertLayout(new EnumType(labels(256)), 1, 1, NumberType.I32);
        assertLayout(new EnumType(labels(257)), 2, 2, NumberType.I32);
    }

    @Test
    void hugeTypesAreCountedNotUnfolded() {
        Layout layout = new FixedListType(PrimitiveType.U8, -1).layout();
        assertEquals(0xFFFF_FFFFL, layout.size());
        assertFalse(layout.isFlat());
        assertEquals(List.of(), layout.flat());
    }

    @Test
    void functionsSpillToMemory() {
        List<NamedType> parameters = new ArrayList<>();
        for (String label : labels(17)) {
            parameters.add(new NamedType(label, PrimitiveType.U32));
        }
        WitFunctionType type = new WitFunctionType(parameters, PrimitiveType.STRING, false);
        assertEquals(
                "[i32] -> [i32]",
                FlatSignature.ofLift(type, false, false, PointerSize.I32).type().toString());
        assertEquals(
                "[i32 i32] -> []",
                FlatSignature.ofLower(type, false, PointerSize.I32).type().toString());
        assertEquals(
                "[i32 i32] -> [i32]",
                FlatSignature.ofLower(type, true, PointerSize.I32).type().toString());
        WitFunctionType small = new WitFunctionType(parameters.subList(0, 5), null, true);
        assertEquals(
                "[i32] -> [i32]",
                FlatSignature.ofLower(small, true, PointerSize.I32).type().toString());
        assertEquals(
                Collections.nCopies(5, NumberType.I32),
                FlatSignature.ofLift(small, true, true, PointerSize.I32).type().parameters());
    }

    private static List<String> labels(int count) {
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            labels.add("f" + i);
        }
        return labels;
    }
}
