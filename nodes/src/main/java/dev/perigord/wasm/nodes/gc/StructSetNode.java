package dev.perigord.wasm.nodes.gc;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.nodes.Kind;
import dev.perigord.wasm.nodes.StatementNode;
import dev.perigord.wasm.nodes.numeric.I32;
import dev.perigord.wasm.runtime.Storage;
import dev.perigord.wasm.runtime.StructLayout;
import dev.perigord.wasm.runtime.Trap;
import dev.perigord.wasm.runtime.WasmInstance;
import dev.perigord.wasm.runtime.WasmStruct;

/** {@code struct.set} */
public final class StructSetNode extends StatementNode {
    @Child
    private ExpressionNode object;

    @Child
    private ExpressionNode value;

    private final Storage storage;
    private final int place;

    /** The instruction at {@code codeOffset}. */
    public StructSetNode(ExpressionNode object, ExpressionNode value, StructLayout.Field field, int codeOffset) {
        super(codeOffset);
        this.object = object;
        this.value = value;
        this.storage = Storage.of(field.storage());
        this.place = field.place();
    }

    @Override
    public int execute(VirtualFrame frame, WasmInstance instance) {
        Object target = object.executeReference(frame, instance);
        if (target instanceof WasmStruct struct) {
            set(struct, storage, place, value, frame, instance);
            return NORMAL;
        }
        Kind.of(storage).executeBoxed(value, frame, instance);
        throw Trap.NULL_STRUCTURE_REFERENCE.at(this);
    }

    /** Computes a field's value and sets it. */
    static void set(
            WasmStruct object,
            Storage storage,
            int place,
            ExpressionNode value,
            VirtualFrame frame,
            WasmInstance instance) {
        switch (storage) {
            case I8, I16, I32 -> object.setNumber(place, value.executeI32(frame, instance));
            case I64 -> object.setNumber(place, value.executeI64(frame, instance));
            case F32 -> object.setNumber(place, Float.floatToRawIntBits(value.executeF32(frame, instance)));
            case F64 -> object.setNumber(place, Double.doubleToRawLongBits(value.executeF64(frame, instance)));
            case V128 -> object.setReference(place, Kind.of(storage).executeBoxed(value, frame, instance));
            case REFERENCE -> object.setReference(place, value.executeReference(frame, instance));
        }
    }
}
