package dev.perigord.wasm.bytecode;

import com.oracle.truffle.api.RootCallTarget;
import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.nodes.RootNode;
import com.oracle.truffle.api.source.SourceSection;
import java.util.List;

/**
 * Stands for a function that was generated code while its frame is gone, in the stack trace that a guest exception
 * collects on its way out: it calls the one for the next inner frame, and the innermost throws.
 */
final class FrameRootNode extends RootNode {
    private final FunctionFrame frame;

    @Child
    private PositionNode position;

    FrameRootNode(FunctionFrame frame) {
        super(frame.module().language());
        this.frame = frame;
        this.position = new PositionNode(frame);
    }

    /** Where a frame was. */
    static final class PositionNode extends Node {
        private final FunctionFrame frame;

        PositionNode(FunctionFrame frame) {
            this.frame = frame;
        }

        @Override
        public SourceSection getSourceSection() {
            return frame.module().positions().instruction(frame.codeOffset());
        }
    }

    Node position() {
        return position;
    }

    /** Throws {@code exception} from within frames, the innermost first. */
    static void rethrow(List<FrameRootNode> frames, Node location, AbstractTruffleException exception) {
        RootCallTarget[] targets = new RootCallTarget[frames.size()];
        Node[] locations = new Node[targets.length];
        Node caller = location;
        for (int i = targets.length - 1; i >= 0; i--) {
            targets[i] = frames.get(i).getCallTarget();
            locations[i] = caller;
            caller = frames.get(i).position;
        }
        call(targets, locations, targets.length - 1, exception);
    }

    private static Object call(
            RootCallTarget[] targets, Node[] locations, int index, AbstractTruffleException exception) {
        return targets[index].call(locations[index], targets, locations, index, exception);
    }

    @Override
    public Object execute(VirtualFrame virtualFrame) {
        Object[] arguments = virtualFrame.getArguments();
        int index = (int) arguments[2];
        AbstractTruffleException exception = (AbstractTruffleException) arguments[3];
        if (index == 0) {
            throw exception;
        }
        return call((RootCallTarget[]) arguments[0], (Node[]) arguments[1], index - 1, exception);
    }

    @Override
    public String getName() {
        return frame.module().definition().functionName(frame.functionIndex());
    }

    @Override
    public String getQualifiedName() {
        String moduleName = frame.module().definition().moduleName();
        return moduleName == null ? getName() : moduleName + "." + getName();
    }

    @Override
    public SourceSection getSourceSection() {
        return frame.module().functionSection(frame.functionIndex());
    }
}
