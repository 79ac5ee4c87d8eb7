package dev.perigord.wasm.nodes.gc;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.module.DefinedType;
import dev.perigord.wasm.module.ModuleDefinition.Range;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.nodes.StatementNode;
import dev.perigord.wasm.runtime.Storage;
import dev.perigord.wasm.runtime.Trap;
import dev.perigord.wasm.runtime.WasmArray;
import dev.perigord.wasm.runtime.WasmInstance;

/** {@code array.init_data} and {@code array.init_elem} */
public final class ArrayInitNode extends StatementNode {
    private final Storage storage;
    private final int segment;

    @Child
    private ExpressionNode array;

    @Child
    private ExpressionNode target;

    @Child
    private ExpressionNode start;

    @Child
    private ExpressionNode length;

    /** The instruction at {@code codeOffset}: data for numbers, elements for references. */
    public ArrayInitNode(
            DefinedType type,
            int segment,
            ExpressionNode array,
            ExpressionNode target,
            ExpressionNode start,
            ExpressionNode length,
            int codeOffset) {
        super(codeOffset);
        this.storage = Storage.of(type.array().element().storage());
        this.segment = segment;
        this.array = array;
        this.target = target;
        this.start = start;
        this.length = length;
    }

    @Override
    public int execute(VirtualFrame frame, WasmInstance instance) {
        Object reference = array.executeReference(frame, instance);
        int to = target.executeI32(frame, instance);
        int from = start.executeI32(frame, instance);
        int count = length.executeI32(frame, instance);
        initialize(reference, to, from, count, instance, segment, storage, this);
        return NORMAL;
    }

    /** Copies from a segment; traps where the reference is null and out of bounds. */
    public static void initialize(
            Object reference,
            int target,
            int start,
            int count,
            WasmInstance instance,
            int segment,
            Storage storage,
            Node location) {
        if (!(reference instanceof WasmArray array)) {
            throw Trap.NULL_ARRAY_REFERENCE.at(location);
        }
        WasmArray.checkRange(array.length(), target, count, location);
        checkSegment(instance, storage, segment, start, count, location);
        initialize(array, target, instance, storage, segment, start, count);
    }

    @TruffleBoundary
    static void checkSegment(WasmInstance instance, Storage storage, int segment, int start, int count, Node location) {
        if (storage == Storage.REFERENCE) {
            int available = instance.elementSegment(segment).length;
            if (Integer.toUnsignedLong(start) + Integer.toUnsignedLong(count) > available) {
                throw Trap.OUT_OF_BOUNDS_TABLE_ACCESS.at(location);
            }
        } else {
            Range content = instance.dataSegment(segment);
            long end = Integer.toUnsignedLong(start) + Integer.toUnsignedLong(count) * storage.bytes();
            if (end > content.end() - content.start()) {
                throw Trap.OUT_OF_BOUNDS_MEMORY_ACCESS.at(location);
            }
        }
    }

    @TruffleBoundary
    static void initialize(
            WasmArray array, int target, WasmInstance instance, Storage storage, int segment, int start, int count) {
        if (storage == Storage.REFERENCE) {
            System.arraycopy(instance.elementSegment(segment), start, array.elements(), target, count);
        } else {
            byte[] bytes = instance.module().definition().bytes();
            array.read(target, count, bytes, instance.dataSegment(segment).start() + start);
        }
    }
}
