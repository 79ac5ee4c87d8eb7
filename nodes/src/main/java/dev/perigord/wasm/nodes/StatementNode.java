package dev.perigord.wasm.nodes;

import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.GenerateWrapper;
import com.oracle.truffle.api.instrumentation.InstrumentableNode;
import com.oracle.truffle.api.instrumentation.ProbeNode;
import com.oracle.truffle.api.instrumentation.StandardTags;
import com.oracle.truffle.api.instrumentation.Tag;
import dev.perigord.wasm.runtime.WasmInstance;

/**
 * Does something and says where to go on: {@link #NORMAL} behind the statement, any other number at the label with that
 * id. Label ids are unique in a function, so that a block passes on what is not its own without looking into it.
 * Exceptions for branches would be 2 to 5 times slower when compiled and more when interpreted.
 */
@GenerateWrapper
public abstract class StatementNode extends WasmNode implements InstrumentableNode {
    /** Execution continues behind the statement. */
    public static final int NORMAL = 0;

    /** The label of the function's body: a branch to it returns. */
    public static final int RETURN = 1;

    /** The function ends with a tail call, which is in the slot that its body knows. */
    public static final int TAIL_CALL = -1;

    /** A node without a place. */
    protected StatementNode() {}

    /** A node of the instruction at {@code codeOffset}. */
    protected StatementNode(int codeOffset) {
        super(codeOffset);
    }

    /** Executes the statement and gives {@link #NORMAL} or the id of the label to go to. */
    public abstract int execute(VirtualFrame frame, WasmInstance instance);

    @Override
    public boolean isInstrumentable() {
        return codeOffset() != NO_POSITION;
    }

    @Override
    public WrapperNode createWrapper(ProbeNode probe) {
        return new StatementNodeWrapper(this, probe);
    }

    @Override
    public boolean hasTag(Class<? extends Tag> tag) {
        return tag == StandardTags.StatementTag.class;
    }
}
