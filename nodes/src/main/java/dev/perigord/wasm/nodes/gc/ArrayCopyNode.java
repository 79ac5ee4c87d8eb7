package dev.perigord.wasm.nodes.gc;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
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
        if (!(to instanceof WasmArray destination) || !(from instanceof WasmArray origin)) {
            throw Trap.NULL_ARRAY_REFERENCE.at(this);
        }
        WasmArray.checkRange(destination.length(), toStart, count, this);
        WasmArray.checkRange(origin.length(), fromStart, count, this);
        copy(origin, fromStart, destination, toStart, count);
        return NORMAL;
    }

    @TruffleBoundary
    private static void copy(WasmArray from, int fromStart, WasmArray to, int toStart, int count) {
        System.arraycopy(from.elements(), fromStart, to.elements(), toStart, count);
    }
}
