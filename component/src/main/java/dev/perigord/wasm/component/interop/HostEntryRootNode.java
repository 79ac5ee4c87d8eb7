package dev.perigord.wasm.component.interop;

import com.oracle.truffle.api.RootCallTarget;
import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.component.runtime.ComponentFunction;
import dev.perigord.wasm.component.runtime.GuestResource;
import dev.perigord.wasm.nodes.call.InternalRootNode;

/**
 * What the host calls: shared by the instances of a component in all contexts. Its arguments are the {@link ComponentFunction},
 * the resource whose method it is or null, and the array of polyglot values.
 */
final class HostEntryRootNode extends InternalRootNode {
    private static final int RESOURCE = 1;
    private static final int ARGUMENTS = 2;

    @Child
    private HostEntryNode entry;

    private HostEntryRootNode(ComponentFunction function) {
        super(function.instance().component().language(), function.name());
        this.entry = HostEntryNode.create(function);
    }

    /** The call target of a function that has code. */
    static RootCallTarget target(ComponentFunction function) {
        return function.code().entry(function.type(), () -> new HostEntryRootNode(function).getCallTarget());
    }

    @Override
    public Object execute(VirtualFrame frame) {
        Object[] arguments = frame.getArguments();
        return entry.execute(
                (ComponentFunction) arguments[0], (GuestResource) arguments[RESOURCE], (Object[]) arguments[ARGUMENTS]);
    }
}
