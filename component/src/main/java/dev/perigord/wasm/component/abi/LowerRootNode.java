package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.component.linking.LinkedOptions;
import dev.perigord.wasm.component.linking.Trampoline;
import dev.perigord.wasm.component.runtime.ComponentInstance;
import dev.perigord.wasm.component.runtime.Transfer;
import dev.perigord.wasm.nodes.call.InternalRootNode;

/** A component function as core code imports it (CanonicalABI.md {@code canon_lower}). */
final class LowerRootNode extends InternalRootNode {
    private final LinkedOptions options;

    @Child
    private CalleeNode callee;

    LowerRootNode(TruffleLanguage<?> language, String name, Trampoline.Lower lower, CalleeNode callee) {
        super(language, name);
        this.options = lower.options();
        this.callee = callee;
    }

    @Override
    public Object execute(VirtualFrame frame) {
        Object[] core = frame.getArguments();
        ComponentInstance instance = (ComponentInstance) core[0];
        instance.state(options.instance()).checkLeave(this);
        Transfer transfer = Transfers.of(instance, options);
        return callee.execute(instance, transfer, core);
    }
}
