package dev.perigord.wasm.nodes.gc;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.module.DefinedType;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.runtime.Null;
import dev.perigord.wasm.runtime.Storage;
import dev.perigord.wasm.runtime.StructLayout;
import dev.perigord.wasm.runtime.Trap;
import dev.perigord.wasm.runtime.WasmInstance;
import dev.perigord.wasm.runtime.WasmStruct;

/** {@code struct.new} and its variants */
public final class StructNewNode extends ExpressionNode {
    private final DefinedType type;
    private final StructLayout layout;

    @CompilationFinal(dimensions = 1)
    private final Storage[] storages;

    @CompilationFinal(dimensions = 1)
    private final int[] places;

    /** The fields' values, or null for default values. */
    @Children
    private final ExpressionNode[] values;

    /** The descriptor, or null (proposal custom descriptors). */
    @Child
    private ExpressionNode descriptor;

    /** The instruction at {@code codeOffset}; {@code values} and {@code descriptor} may be null. */
    public StructNewNode(DefinedType type, ExpressionNode[] values, ExpressionNode descriptor, int codeOffset) {
        super(codeOffset);
        this.type = type;
        this.layout = StructLayout.of(type);
        this.storages = layout.fields().stream()
                .map(field -> Storage.of(field.storage()))
                .toArray(Storage[]::new);
        this.places =
                layout.fields().stream().mapToInt(StructLayout.Field::place).toArray();
        this.values = values;
        this.descriptor = descriptor;
    }

    @Override
    @ExplodeLoop
    public Object executeReference(VirtualFrame frame, WasmInstance instance) {
        WasmStruct object = WasmStruct.create(type, layout);
        for (int i = 0; i < places.length; i++) {
            if (values != null) {
                StructSetNode.set(object, storages[i], places[i], values[i], frame, instance);
            } else if (storages[i].isReference()) {
                object.setReference(places[i], storages[i].defaultReference());
            }
        }
        if (descriptor != null) {
            Object value = descriptor(descriptor.executeReference(frame, instance), this);
            object.setReference(layout.descriptorPlace(), value);
        }
        return object;
    }

    /** A descriptor; traps where the reference is null. */
    public static Object descriptor(Object reference, Node location) {
        if (reference == Null.INSTANCE) {
            throw Trap.NULL_DESCRIPTOR_REFERENCE.at(location);
        }
        return reference;
    }
}
