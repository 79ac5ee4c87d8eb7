package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.component.linking.LinkPlan;
import dev.perigord.wasm.component.linking.Trampoline;
import dev.perigord.wasm.component.runtime.ComponentInstance;
import dev.perigord.wasm.nodes.call.InternalRootNode;

/** A built-in that is about tasks and what they wait for (CanonicalABI.md {@code context.get} and what follows). */
final class BuiltinRootNode extends InternalRootNode {
    private final Trampoline.Builtin builtin;

    @Child
    private BuiltinNode node;

    BuiltinRootNode(TruffleLanguage<?> language, LinkPlan plan, Trampoline.Builtin builtin) {
        super(language, builtin.kind().text());
        this.builtin = builtin;
        this.node = BuiltinNode.create(plan, builtin);
    }

    @Override
    public Object execute(VirtualFrame frame) {
        Object[] arguments = frame.getArguments();
        ComponentInstance instance = (ComponentInstance) arguments[0];
        return node.execute(instance, instance.state(builtin.options().instance()), arguments);
    }
}
