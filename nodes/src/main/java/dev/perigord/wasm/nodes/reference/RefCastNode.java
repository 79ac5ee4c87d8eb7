package dev.perigord.wasm.nodes.reference;

import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.runtime.Trap;
import dev.perigord.wasm.runtime.WasmInstance;

/** {@code ref.cast} and {@code ref.cast_desc_eq} */
public final class RefCastNode extends ExpressionNode {
    @Child
    private ExpressionNode reference;

    @Child
    private ReferenceTestNode test;

    private final Trap failure;

    /** The instruction at {@code codeOffset}, which traps with {@code failure} where the test fails. */
    public RefCastNode(ExpressionNode reference, ReferenceTestNode test, Trap failure, int codeOffset) {
        super(codeOffset);
        this.reference = reference;
        this.test = test;
        this.failure = failure;
    }

    @Override
    public Object executeReference(VirtualFrame frame, WasmInstance instance) {
        Object value = reference.executeReference(frame, instance);
        return checked(value, test.execute(frame, instance, value), failure, this);
    }

    /** The reference if the test holds; traps if not. */
    public static Object checked(Object reference, boolean holds, Trap failure, Node location) {
        if (!holds) {
            throw failure.at(location);
        }
        return reference;
    }
}
