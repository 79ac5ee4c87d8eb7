package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.component.linking.LiftedFunction;
import dev.perigord.wasm.component.runtime.ComponentInstance;
import dev.perigord.wasm.component.task.InstanceState;
import dev.perigord.wasm.nodes.call.InternalRootNode;
import java.util.Arrays;

/** An exported function of an asynchronous type as the host sees it: the call lasts until its task has a result. */
final class AsyncLiftedRootNode extends InternalRootNode {
    private final LiftedFunction function;
    private final TaskStart start;

    AsyncLiftedRootNode(TruffleLanguage<?> language, LiftedFunction function, TaskStart start, String name) {
        super(language, name);
        this.function = function;
        this.start = start;
    }

    @Override
    public Object execute(VirtualFrame frame) {
        Object[] arguments = frame.getArguments();
        return call((ComponentInstance) arguments[0], Arrays.copyOfRange(arguments, 1, arguments.length));
    }

    @TruffleBoundary
    private Object call(ComponentInstance instance, Object[] arguments) {
        HostCaller caller = new HostCaller(arguments);
        start.call(instance, null, caller, this);
        InstanceState state = instance.state(function.options().instance());
        state.scheduler().driveUntil(caller::isResolved, this);
        return caller.result();
    }
}
