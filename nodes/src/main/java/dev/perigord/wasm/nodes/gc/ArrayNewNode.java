package dev.perigord.wasm.nodes.gc;

import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.module.DefinedType;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.nodes.Kind;
import dev.perigord.wasm.runtime.Storage;
import dev.perigord.wasm.runtime.WasmArray;
import dev.perigord.wasm.runtime.WasmInstance;

/** {@code array.new} and {@code array.new_default} */
public final class ArrayNewNode extends ExpressionNode {
    private final DefinedType type;
    private final Storage storage;

    /** The value of all elements, or null for the default value. */
    @Child
    private ExpressionNode value;

    @Child
    private ExpressionNode length;

    /** The instruction at {@code codeOffset}; {@code value} may be null. */
    public ArrayNewNode(DefinedType type, ExpressionNode value, ExpressionNode length, int codeOffset) {
        super(codeOffset);
        this.type = type;
        this.storage = Storage.of(type.array().element().storage());
        this.value = value;
        this.length = length;
    }

    @Override
    public Object executeReference(VirtualFrame frame, WasmInstance instance) {
        Object initial = value == null
                ? storage.isReference() ? storage.defaultReference() : null
                : Kind.of(storage).executeBoxed(value, frame, instance);
        int count = length.executeI32(frame, instance);
        return create(initial, count, type, storage, this);
    }

    /** A new array of a boxed value, or of zeros if that is {@code null}. */
    public static Object create(Object initial, int length, DefinedType type, Storage storage, Node location) {
        WasmArray array = new WasmArray(type, WasmArray.allocate(storage, length, location));
        if (initial != null) {
            array.fill(0, initial, length);
        }
        return array;
    }
}
