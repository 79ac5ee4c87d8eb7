package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.component.linking.LiftedFunction;
import dev.perigord.wasm.component.linking.LinkPlan;
import dev.perigord.wasm.component.runtime.ComponentInstance;
import dev.perigord.wasm.nodes.call.InternalRootNode;

/** An exported function as callers outside of the component see it: lifted values in, a lifted value out. */
final class LiftedRootNode extends InternalRootNode {
    @Child
    private LiftedCallNode call;

    LiftedRootNode(TruffleLanguage<?> language, LinkPlan plan, LiftedFunction function, String name) {
        super(language, name);
        this.call = new LiftedCallNode(plan, function, LiftedCallNode.OUTSIDE, null);
    }

    @Override
    public Object execute(VirtualFrame frame) {
        Object[] arguments = frame.getArguments();
        return call.execute((ComponentInstance) arguments[0], arguments, 1, null, null);
    }
}
