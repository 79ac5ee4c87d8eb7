package dev.perigord.wasm.nodes.gc;

import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.module.DefinedType;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.runtime.StructLayout;
import dev.perigord.wasm.runtime.Trap;
import dev.perigord.wasm.runtime.WasmInstance;
import dev.perigord.wasm.runtime.WasmStruct;

/** {@code ref.get_desc} (proposal custom descriptors) */
public final class DescriptorGetNode extends ExpressionNode {
    @Child
    private ExpressionNode object;

    private final int place;

    /** The instruction at {@code codeOffset} for objects of a type. */
    public DescriptorGetNode(ExpressionNode object, DefinedType type, int codeOffset) {
        super(codeOffset);
        this.object = object;
        this.place = StructLayout.of(type).descriptorPlace();
    }

    @Override
    public Object executeReference(VirtualFrame frame, WasmInstance instance) {
        return get(object.executeReference(frame, instance), place, this);
    }

    /** The descriptor in a place of an object; traps where the reference is null. */
    public static Object get(Object reference, int place, Node location) {
        if (reference instanceof WasmStruct struct) {
            return struct.getReference(place);
        }
        throw Trap.NULL_REFERENCE.at(location);
    }
}
