package dev.perigord.wasm.nodes.reference;

import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.module.DefinedType;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.runtime.Null;
import dev.perigord.wasm.runtime.StructLayout;
import dev.perigord.wasm.runtime.Trap;
import dev.perigord.wasm.runtime.WasmInstance;
import dev.perigord.wasm.runtime.WasmStruct;

/** Tests whether an object has a certain descriptor, which is computed after it (proposal custom descriptors). */
public final class DescriptorTestNode extends ReferenceTestNode {
    @Child
    private ExpressionNode descriptor;

    private final DefinedType described;
    private final boolean nullable;
    private final int place;

    /** A test for objects of type {@code described} by the instruction at {@code codeOffset}. */
    public DescriptorTestNode(ExpressionNode descriptor, DefinedType described, boolean nullable, int codeOffset) {
        super(codeOffset);
        this.descriptor = descriptor;
        this.described = described;
        this.nullable = nullable;
        this.place = StructLayout.of(described).descriptorPlace();
    }

    @Override
    public boolean execute(VirtualFrame frame, WasmInstance instance, Object reference) {
        Object expected = descriptor.executeReference(frame, instance);
        return test(reference, expected, described, place, nullable, this);
    }

    /** Whether an object of a type has a descriptor, which is in a place; traps where that is null. */
    public static boolean test(
            Object reference, Object expected, DefinedType described, int place, boolean nullable, Node location) {
        if (expected == Null.INSTANCE) {
            throw Trap.NULL_DESCRIPTOR_REFERENCE.at(location);
        }
        if (reference instanceof WasmStruct object && object.type().isSubtypeOf(described)) {
            return object.getReference(place) == expected;
        }
        return nullable && reference == Null.INSTANCE;
    }
}
