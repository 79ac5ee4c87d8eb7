package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.RootNode;
import dev.perigord.wasm.component.linking.Trampoline;
import dev.perigord.wasm.component.runtime.ComponentInstance;
import dev.perigord.wasm.component.runtime.Handle;
import dev.perigord.wasm.component.runtime.RuntimeResource;
import dev.perigord.wasm.component.task.InstanceState;
import dev.perigord.wasm.runtime.Null;

/** A resource built-in (CanonicalABI.md {@code resource.new}, {@code resource.drop}, {@code resource.rep}). */
final class ResourceRootNode extends RootNode {
    private final Trampoline.Resource builtin;

    ResourceRootNode(TruffleLanguage<?> language, Trampoline.Resource builtin) {
        super(language);
        this.builtin = builtin;
    }

    @Override
    public Object execute(VirtualFrame frame) {
        Object[] arguments = frame.getArguments();
        ComponentInstance instance = (ComponentInstance) arguments[0];
        InstanceState state = instance.state(builtin.instance());
        RuntimeResource resource = instance.resource(builtin.resource().index());
        int operand = (int) arguments[1];
        return switch (builtin.kind()) {
            case RESOURCE_NEW -> {
                state.checkLeave(this);
                yield state.handles().add(new Handle(resource, operand, null), this);
            }
            case RESOURCE_REP ->
                Handle.get(state.handles(), operand, resource, this).representation();
            case RESOURCE_DROP -> {
                state.checkLeave(this);
                drop(instance, state, resource, operand);
                yield Null.INSTANCE;
            }
            default -> throw CompilerDirectives.shouldNotReachHere();
        };
    }

    private void drop(ComponentInstance instance, InstanceState state, RuntimeResource resource, int index) {
        Handle handle = Handle.remove(state.handles(), index, resource, this);
        if (handle.isOwn()) {
            instance.destroy(builtin.resource().index(), handle.representation(), state, this);
        } else {
            handle.scope().endBorrow();
        }
    }

    @Override
    public String getName() {
        return builtin.kind().text() + " " + builtin.resource().type();
    }

    @Override
    public boolean isInternal() {
        return true;
    }
}
