package dev.perigord.wasm.nodes.gc;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.runtime.Storage;
import dev.perigord.wasm.runtime.StructLayout;
import dev.perigord.wasm.runtime.Vector128;
import dev.perigord.wasm.runtime.WasmInstance;
import dev.perigord.wasm.runtime.WasmStruct;

/** {@code struct.get}, {@code struct.get_s}, {@code struct.get_u} */
public final class StructGetNode extends ExpressionNode {
    @Child
    private ExpressionNode object;

    private final Storage storage;
    private final int place;
    private final boolean signed;

    /** The instruction at {@code codeOffset}; {@code signed} matters for small integers only. */
    public StructGetNode(ExpressionNode object, StructLayout.Field field, boolean signed, int codeOffset) {
        super(codeOffset);
        this.object = object;
        this.storage = Storage.of(field.storage());
        this.place = field.place();
        this.signed = signed;
    }

    private WasmStruct struct(VirtualFrame frame, WasmInstance instance) {
        return WasmStruct.of(object.executeReference(frame, instance), this);
    }

    @Override
    public int executeI32(VirtualFrame frame, WasmInstance instance) {
        return storage.extend((int) struct(frame, instance).getNumber(place), signed);
    }

    @Override
    public long executeI64(VirtualFrame frame, WasmInstance instance) {
        return struct(frame, instance).getNumber(place);
    }

    @Override
    public float executeF32(VirtualFrame frame, WasmInstance instance) {
        return Float.intBitsToFloat((int) struct(frame, instance).getNumber(place));
    }

    @Override
    public double executeF64(VirtualFrame frame, WasmInstance instance) {
        return Double.longBitsToDouble(struct(frame, instance).getNumber(place));
    }

    @Override
    public Vector128 executeV128(VirtualFrame frame, WasmInstance instance) {
        return (Vector128) executeReference(frame, instance);
    }

    @Override
    public Object executeReference(VirtualFrame frame, WasmInstance instance) {
        return struct(frame, instance).getReference(place);
    }
}
