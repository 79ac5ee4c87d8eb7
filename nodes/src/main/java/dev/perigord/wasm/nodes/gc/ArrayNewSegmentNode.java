package dev.perigord.wasm.nodes.gc;

import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.module.DefinedType;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.runtime.Storage;
import dev.perigord.wasm.runtime.WasmArray;
import dev.perigord.wasm.runtime.WasmInstance;

/** {@code array.new_data} and {@code array.new_elem} */
public final class ArrayNewSegmentNode extends ExpressionNode {
    private final DefinedType type;
    private final Storage storage;
    private final int segment;

    @Child
    private ExpressionNode start;

    @Child
    private ExpressionNode length;

    /** The instruction at {@code codeOffset}: data for numbers, elements for references. */
    public ArrayNewSegmentNode(
            DefinedType type, int segment, ExpressionNode start, ExpressionNode length, int codeOffset) {
        super(codeOffset);
        this.type = type;
        this.storage = Storage.of(type.array().element().storage());
        this.segment = segment;
        this.start = start;
        this.length = length;
    }

    @Override
    public Object executeReference(VirtualFrame frame, WasmInstance instance) {
        int from = start.executeI32(frame, instance);
        int count = length.executeI32(frame, instance);
        return create(from, count, instance, segment, storage, type, this);
    }

    /** A new array of what is in a segment; traps out of bounds. */
    public static Object create(
            int start,
            int length,
            WasmInstance instance,
            int segment,
            Storage storage,
            DefinedType type,
            Node location) {
        // The bounds come first: a hostile length must not allocate.
        ArrayInitNode.checkSegment(instance, storage, segment, start, length, location);
        WasmArray array = new WasmArray(type, WasmArray.allocate(storage, length, location));
        ArrayInitNode.initialize(array, 0, instance, storage, segment, start, length);
        return array;
    }
}
