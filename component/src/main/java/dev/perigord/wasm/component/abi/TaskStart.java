package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.RootCallTarget;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.component.linking.LiftedFunction;
import dev.perigord.wasm.component.runtime.ComponentInstance;
import dev.perigord.wasm.component.runtime.LiftedCode;
import dev.perigord.wasm.component.task.Caller;
import dev.perigord.wasm.component.task.InstanceState;
import dev.perigord.wasm.component.task.Task;

/** Starts tasks of a function. */
record TaskStart(LiftedCode code) {
    /** Calls the function of {@code instance}; its task runs until it blocks or ends. {@code from} is null for the host. */
    Task call(ComponentInstance instance, InstanceState from, Caller caller, Node location) {
        LiftedFunction function = code.function();
        RootCallTarget target = code.taskTarget(caller.isGuest());
        return Task.call(
                instance.state(function.options().instance()),
                from,
                TaskRootNode.kind(function),
                function,
                caller,
                task -> target.call(instance, task),
                location);
    }
}
