package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import dev.perigord.wasm.component.runtime.Transfer;
import dev.perigord.wasm.component.type.Layout;
import dev.perigord.wasm.component.type.PointerSize;
import dev.perigord.wasm.component.type.RecordType;
import dev.perigord.wasm.component.type.WitType;
import dev.perigord.wasm.component.value.RecordValue;
import java.util.Arrays;
import java.util.Collections;

/** A record or a tuple; between components it is the bare array of its fields. */
final class RecordNode extends ValueNode {
    private final WitType type;
    private final boolean fused;

    @Children
    private final ValueNode[] fields;

    @CompilationFinal(dimensions = 1)
    private final int[] offsets;

    @CompilationFinal(dimensions = 1)
    private final int[] flatOffsets;

    RecordNode(WitType type, ValueNode[] fields, PointerSize pointer, boolean fused) {
        this.type = type;
        this.fused = fused;
        this.fields = fields;
        Layout layout = type.layout(pointer);
        this.offsets = layout.offsets().stream().mapToInt(Integer::intValue).toArray();
        this.flatOffsets = new int[fields.length];
        int at = 0;
        for (int i = 0; i < fields.length; i++) {
            flatOffsets[i] = at;
            at += type.parts().get(i).layout(pointer).flatCount();
        }
    }

    @Override
    @ExplodeLoop
    Object load(Transfer transfer, long address) {
        Object[] values = new Object[fields.length];
        for (int i = 0; i < fields.length; i++) {
            values[i] = fields[i].load(transfer, address + offsets[i]);
        }
        return value(values);
    }

    @Override
    @ExplodeLoop
    Object lift(Transfer transfer, Object[] flat, int at) {
        Object[] values = new Object[fields.length];
        for (int i = 0; i < fields.length; i++) {
            values[i] = fields[i].lift(transfer, flat, at + flatOffsets[i]);
        }
        return value(values);
    }

    private Object value(Object[] values) {
        if (fused) {
            return values;
        }
        return type instanceof RecordType record
                ? new RecordValue(record, values)
                : Collections.unmodifiableList(Arrays.asList(values));
    }

    @Override
    @ExplodeLoop
    void store(Transfer transfer, Object value, long address) {
        Object[] values = values(value);
        for (int i = 0; i < fields.length; i++) {
            fields[i].store(transfer, values[i], address + offsets[i]);
        }
    }

    @Override
    @ExplodeLoop
    void lower(Transfer transfer, Object value, Object[] flat, int at) {
        Object[] values = values(value);
        for (int i = 0; i < fields.length; i++) {
            fields[i].lower(transfer, values[i], flat, at + flatOffsets[i]);
        }
    }

    private Object[] values(Object value) {
        return value instanceof Object[] values && values.length == fields.length
                ? values
                : HostValues.fields(type, value, fields.length);
    }
}
