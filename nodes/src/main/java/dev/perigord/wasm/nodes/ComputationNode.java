package dev.perigord.wasm.nodes;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.instrumentation.ProbeNode;
import com.oracle.truffle.api.instrumentation.StandardTags;
import com.oracle.truffle.api.instrumentation.Tag;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.runtime.TrapLocation;

/**
 * A computation that can be a statement, too: one that stores its value in a slot. So the commonest statement of all, a
 * local or a place on the stack that is set to what an instruction computes, is one node and not two.
 *
 * <p>A statement's place is that of the instruction that sets the local; where it traps is that of the one that computes.
 */
public abstract class ComputationNode extends ExpressionNode implements TrapLocation {
    private static final int NOWHERE = -1;

    /** As a statement, the slot in which the value is stored. */
    @CompilationFinal
    protected int target = NOWHERE;

    /** The place of the instruction that computes. */
    private int computationOffset = NO_POSITION;

    /** A node without a place. */
    protected ComputationNode() {}

    /** A node of the instruction at {@code codeOffset}. */
    protected ComputationNode(int codeOffset) {
        super(codeOffset);
        this.computationOffset = codeOffset;
    }

    /** Makes a statement of it that stores the value in a slot; only while the tree is built. */
    public final StatementNode storingIn(int slot) {
        target = slot;
        setCodeOffset(NO_POSITION);
        return this;
    }

    /** Whether it is a statement. */
    protected boolean isStatement() {
        return target != NOWHERE;
    }

    @Override
    public final Node trapLocation() {
        return isStatement() ? insert(new Place(computationOffset)) : this;
    }

    @Override
    public final boolean isInstrumentable() {
        return isStatement() && codeOffset() != NO_POSITION;
    }

    @Override
    public final WrapperNode createWrapper(ProbeNode probe) {
        return new StatementNodeWrapper(this, probe);
    }

    @Override
    public final boolean hasTag(Class<? extends Tag> tag) {
        return isStatement() && tag == StandardTags.StatementTag.class;
    }

    private static final class Place extends WasmNode {
        Place(int codeOffset) {
            super(codeOffset);
        }
    }
}
