package dev.perigord.wasm.nodes;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.GenerateWrapper;
import com.oracle.truffle.api.instrumentation.InstrumentableNode;
import com.oracle.truffle.api.instrumentation.ProbeNode;
import com.oracle.truffle.api.instrumentation.StandardTags;
import com.oracle.truffle.api.instrumentation.Tag;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.source.SourceSection;
import dev.perigord.wasm.nodes.control.StatementList;
import dev.perigord.wasm.runtime.Null;
import dev.perigord.wasm.runtime.WasmInstance;

/** The body of a function and its results, after the calling convention of {@code FunctionCode}. */
@GenerateWrapper
public class FunctionBodyNode extends WasmNode implements InstrumentableNode {
    @Child
    private StatementList statements;

    /** The single result where the last instruction leaves it, or null where it is in its slot. */
    @Child
    private ExpressionNode lastValue;

    @CompilationFinal(dimensions = 1)
    private final Kind[] results;

    @CompilationFinal(dimensions = 1)
    private final int[] resultSlots;

    /** Where a tail call is, or -1 if the function has none. */
    private final int tailCallSlot;

    /** A body; {@code lastValue} may be null. */
    public FunctionBodyNode(
            StatementNode statements, ExpressionNode lastValue, Kind[] results, int[] resultSlots, int tailCallSlot) {
        this.statements = StatementList.of(statements);
        this.lastValue = lastValue;
        this.results = results;
        this.resultSlots = resultSlots;
        this.tailCallSlot = tailCallSlot;
    }

    /** For the wrapper only. */
    protected FunctionBodyNode() {
        this.results = null;
        this.resultSlots = null;
        this.tailCallSlot = -1;
    }

    boolean endsWithTailCalls() {
        return tailCallSlot >= 0;
    }

    /** Runs the body and gives its results. */
    @ExplodeLoop
    public Object execute(VirtualFrame frame, WasmInstance instance) {
        int status = statements.execute(frame, instance);
        if (tailCallSlot >= 0 && status == StatementNode.TAIL_CALL) {
            return frame.getObjectStatic(tailCallSlot);
        }
        if (results.length == 0) {
            return Null.INSTANCE;
        }
        if (results.length == 1) {
            if (lastValue != null && status == StatementNode.NORMAL) {
                return results[0].executeBoxed(lastValue, frame, instance);
            }
            return results[0].getBoxed(frame, resultSlots[0]);
        }
        Object[] values = new Object[results.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = results[i].getBoxed(frame, resultSlots[i]);
        }
        return values;
    }

    @Override
    public boolean isInstrumentable() {
        return true;
    }

    @Override
    public WrapperNode createWrapper(ProbeNode probe) {
        return new FunctionBodyNodeWrapper(this, probe);
    }

    @Override
    public boolean hasTag(Class<? extends Tag> tag) {
        return tag == StandardTags.RootTag.class || tag == StandardTags.RootBodyTag.class;
    }

    @Override
    public SourceSection getSourceSection() {
        return getRootNode() == null ? null : getRootNode().getSourceSection();
    }
}
