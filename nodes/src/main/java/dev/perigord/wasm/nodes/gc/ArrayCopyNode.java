package dev.perigord.wasm.nodes.gc;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.nodes.StatementNode;
import dev.perigord.wasm.runtime.Trap;
import dev.perigord.wasm.runtime.WasmArray;
import dev.perigord.wasm.runtime.WasmInstance;

/** {@code array.copy} */
public final class ArrayCopyNode extends StatementNode {
    @Child
    private ExpressionNode target;

    @Child
    private ExpressionNode targetStart;

    @Child
    private ExpressionNode source;

    @Child
    private ExpressionNode sourceStart;

    @Child
    private ExpressionNode length;

    /** The instruction at {@code codeOffset}. */
    public ArrayCopyNode(
            ExpressionNode target,
            ExpressionNode targetStart,
            ExpressionNode source,
            ExpressionNode sourceStart,
            ExpressionNode length,
            int codeOffset) {
        super(codeOffset);
        this.target = target;
        this.targetStart = targetStart;
        this.source = source;
        this.sourceStart = sourceStart;
        this.length = length;
    }

    @Override
    public int execute(VirtualFrame frame, WasmInstance instance) {
        Object to = target.executeReference(frame, instance);
        int toStart = targetStart.executeI32(frame, instance);
        Object from = source.executeReference(frame, instance);
        int fromStart = sourceStart.executeI32(frame, instance);
        int count = length.executeI32(frame, instance);
        copy(to, toStart, from, fromStart, count, this);
        return NORMAL;
    }

    /** Copies elements; traps where a reference is null and out of bounds. */
    public static void copy(Object to, int toStart, Object from, int fromStart, int count, Node location) {
        if (!(to instanceof WasmArray destination) || !(from instanceof WasmArray origin)) {
            throw Trap.NULL_ARRAY_REFERENCE.at(location);
        }
        WasmArray.checkRange(destination.length(), toStart, count, location);
        WasmArray.checkRange(origin.length(), fromStart, count, location);
        copy(origin, fromStart, destination, toStart, count);
    }

    @TruffleBoundary
    private static void copy(WasmArray from, int fromStart, WasmArray to, int toStart, int count) {
        System.arraycopy(from.elements(), fromStart, to.elements(), toStart, count);
    }
}
