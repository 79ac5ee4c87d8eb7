package dev.perigord.wasm.nodes.call;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.Truffle;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.frame.FrameDescriptor;
import com.oracle.truffle.api.frame.FrameSlotKind;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.DirectCallNode;
import com.oracle.truffle.api.nodes.LoopNode;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.nodes.RepeatingNode;
import com.oracle.truffle.api.nodes.RootNode;
import dev.perigord.wasm.runtime.FunctionCode;
import dev.perigord.wasm.runtime.TailCall;

/** Calls a function that may end with a tail call, and then goes on with the calls that come back. */
public final class TrampolineRootNode extends RootNode {
    private static final int SLOT = 0;

    private final FunctionCode code;

    @Child
    private DirectCallNode call;

    @Child
    private LoopNode loop = Truffle.getRuntime().createLoopNode(new Bounce());

    /** A trampoline for a function. */
    public TrampolineRootNode(TruffleLanguage<?> language, FunctionCode code) {
        super(language, descriptor());
        this.code = code;
    }

    private static FrameDescriptor descriptor() {
        FrameDescriptor.Builder builder = FrameDescriptor.newBuilder(1);
        builder.addSlots(1, FrameSlotKind.Static);
        return builder.build();
    }

    @Override
    public Object execute(VirtualFrame frame) {
        if (call == null) {
            CompilerDirectives.transferToInterpreterAndInvalidate();
            link();
        }
        Object result = call.call(frame.getArguments());
        if (result instanceof TailCall) {
            frame.setObjectStatic(SLOT, result);
            loop.execute(frame);
            return frame.getObjectStatic(SLOT);
        }
        return result;
    }

    /** Several threads may come here for the first time; the callee is built outside of the lock of this AST. */
    private void link() {
        DirectCallNode created = DirectCallNode.create(code.bodyTarget());
        atomic(() -> {
            if (call == null) {
                call = insert(created);
            }
        });
    }

    private static final class Bounce extends Node implements RepeatingNode {
        @Child
        private TailDispatchNode dispatch = TailDispatchNodeGen.create();

        @Override
        public boolean executeRepeating(VirtualFrame frame) {
            TailCall next = (TailCall) frame.getObjectStatic(SLOT);
            Object result = dispatch.execute(next.code(), next.arguments());
            frame.setObjectStatic(SLOT, result);
            return result instanceof TailCall;
        }
    }

    @Override
    public String getName() {
        return code.name();
    }

    @Override
    public boolean isInternal() {
        return true;
    }
}
