package dev.perigord.wasm.nodes;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.GenerateWrapper;
import com.oracle.truffle.api.instrumentation.ProbeNode;
import com.oracle.truffle.api.instrumentation.StandardTags;
import com.oracle.truffle.api.instrumentation.Tag;
import dev.perigord.wasm.runtime.Vector128;
import dev.perigord.wasm.runtime.WasmInstance;

/**
 * Computes one value. Validation has fixed its type, so exactly one of the {@code execute} methods may be called. Some
 * expressions can be statements as well ({@link ComputationNode}).
 *
 * <p>The instance is handed down from the root, so that the tree belongs to the module and every instance shares it.
 */
@GenerateWrapper
public abstract class ExpressionNode extends StatementNode {
    /** A node without a place. */
    protected ExpressionNode() {}

    /** A node of the instruction at {@code codeOffset}. */
    protected ExpressionNode(int codeOffset) {
        super(codeOffset);
    }

    @Override
    public int execute(VirtualFrame frame, WasmInstance instance) {
        throw CompilerDirectives.shouldNotReachHere(getClass().getName());
    }

    /** Computes an {@code i32}. */
    public int executeI32(VirtualFrame frame, WasmInstance instance) {
        throw CompilerDirectives.shouldNotReachHere(getClass().getName());
    }

    /** Computes an {@code i64}. */
    public long executeI64(VirtualFrame frame, WasmInstance instance) {
        throw CompilerDirectives.shouldNotReachHere(getClass().getName());
    }

    /** Computes an {@code f32}. */
    public float executeF32(VirtualFrame frame, WasmInstance instance) {
        throw CompilerDirectives.shouldNotReachHere(getClass().getName());
    }

    /** Computes an {@code f64}. */
    public double executeF64(VirtualFrame frame, WasmInstance instance) {
        throw CompilerDirectives.shouldNotReachHere(getClass().getName());
    }

    /** Computes a {@code v128}. */
    public Vector128 executeV128(VirtualFrame frame, WasmInstance instance) {
        throw CompilerDirectives.shouldNotReachHere(getClass().getName());
    }

    /** Computes a reference. */
    public Object executeReference(VirtualFrame frame, WasmInstance instance) {
        throw CompilerDirectives.shouldNotReachHere(getClass().getName());
    }

    /** Computes an {@code i32} that is a condition: whether it is not zero. */
    public boolean executeCondition(VirtualFrame frame, WasmInstance instance) {
        return executeI32(frame, instance) != 0;
    }

    @Override
    public boolean isInstrumentable() {
        return codeOffset() != NO_POSITION && hasTag(StandardTags.CallTag.class);
    }

    @Override
    public WrapperNode createWrapper(ProbeNode probe) {
        return new ExpressionNodeWrapper(this, probe);
    }

    @Override
    public boolean hasTag(Class<? extends Tag> tag) {
        return false;
    }
}
