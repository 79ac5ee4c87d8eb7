package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.RootNode;
import dev.perigord.wasm.component.linking.Trampoline;
import dev.perigord.wasm.component.runtime.ComponentInstance;
import dev.perigord.wasm.component.runtime.InstanceState;
import dev.perigord.wasm.component.syntax.BuiltinKind;
import dev.perigord.wasm.runtime.Null;
import dev.perigord.wasm.runtime.TrapException;

/**
 * A built-in that is about tasks (CanonicalABI.md {@code context.get} and what follows). A synchronous call is a task as
 * well, so components that nobody calls asynchronously may have them.
 */
final class BuiltinRootNode extends RootNode {
    private final Trampoline.Builtin builtin;

    BuiltinRootNode(TruffleLanguage<?> language, Trampoline.Builtin builtin) {
        super(language);
        this.builtin = builtin;
    }

    @Override
    public Object execute(VirtualFrame frame) {
        Object[] arguments = frame.getArguments();
        ComponentInstance instance = (ComponentInstance) arguments[0];
        InstanceState state = instance.state(builtin.options().instance());
        return switch (builtin.kind()) {
            case CONTEXT_GET -> state.context(builtin.index());
            case CONTEXT_SET -> {
                state.setContext(builtin.index(), (int) arguments[1]);
                yield Null.INSTANCE;
            }
            case BACKPRESSURE_INC, BACKPRESSURE_DEC -> {
                state.changeBackpressure(builtin.kind() == BuiltinKind.BACKPRESSURE_INC ? 1 : -1, this);
                yield Null.INSTANCE;
            }
            default -> {
                CompilerDirectives.transferToInterpreter();
                state.checkLeave(this);
                throw new TrapException("canonical built-in `" + builtin.kind().text() + "` is not supported", this);
            }
        };
    }

    @Override
    public String getName() {
        return builtin.kind().text();
    }

    @Override
    public boolean isInternal() {
        return true;
    }
}
