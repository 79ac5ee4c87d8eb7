package dev.perigord.wasm.bytecode;

import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.GenerateWrapper;
import com.oracle.truffle.api.instrumentation.InstrumentableNode;
import com.oracle.truffle.api.instrumentation.ProbeNode;
import com.oracle.truffle.api.instrumentation.StandardTags;
import com.oracle.truffle.api.instrumentation.Tag;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.source.SourceSection;

/**
 * Shows whether an instrument wants to see a function: Truffle puts a wrapper in its place then. It is never executed,
 * because generated code has nothing to show; the tree runs instead.
 */
@GenerateWrapper
class ObservableNode extends Node implements InstrumentableNode {
    private final SourceSection section;

    ObservableNode(SourceSection section) {
        this.section = section;
    }

    /** For the wrapper only. */
    ObservableNode() {
        this(null);
    }

    /** Whether an instrument has put itself here. */
    final boolean isObserved() {
        return this instanceof WrapperNode;
    }

    /** For the wrapper only. */
    Object execute(@SuppressWarnings("unused") VirtualFrame frame) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isInstrumentable() {
        return true;
    }

    @Override
    public WrapperNode createWrapper(ProbeNode probe) {
        return new ObservableNodeWrapper(this, probe);
    }

    @Override
    public boolean hasTag(Class<? extends Tag> tag) {
        return tag == StandardTags.RootTag.class
                || tag == StandardTags.RootBodyTag.class
                || tag == StandardTags.StatementTag.class
                || tag == StandardTags.CallTag.class;
    }

    @Override
    public SourceSection getSourceSection() {
        return section;
    }
}
