package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.component.linking.LinkPlan;
import dev.perigord.wasm.component.linking.Trampoline;
import dev.perigord.wasm.component.runtime.ComponentInstance;
import dev.perigord.wasm.component.task.InstanceState;

/** What a built-in does. */
abstract class BuiltinNode extends Node {
    /** {@code state} is of the instance that calls; its arguments begin at index 1. */
    abstract Object execute(ComponentInstance instance, InstanceState state, Object[] arguments);

    static BuiltinNode create(LinkPlan plan, Trampoline.Builtin builtin) {
        return switch (builtin.kind()) {
            case CONTEXT_GET, CONTEXT_SET -> new ContextNode(builtin);
            case BACKPRESSURE_INC, BACKPRESSURE_DEC -> new BackpressureNode(builtin);
            case TASK_RETURN -> new TaskReturnNode(plan, builtin);
            case TASK_CANCEL -> new TaskCancelNode();
            case SUBTASK_CANCEL, SUBTASK_DROP -> new SubtaskNode(builtin);
            case WAITABLE_SET_NEW, WAITABLE_SET_WAIT, WAITABLE_SET_POLL, WAITABLE_SET_DROP, WAITABLE_JOIN ->
                new WaitableSetNode(builtin);
            case STREAM_NEW, FUTURE_NEW -> new ChannelNewNode(builtin);
            case STREAM_READ, STREAM_WRITE, FUTURE_READ, FUTURE_WRITE -> new CopyNode(plan, builtin);
            case STREAM_CANCEL_READ, STREAM_CANCEL_WRITE, FUTURE_CANCEL_READ, FUTURE_CANCEL_WRITE ->
                new CancelCopyNode(builtin);
            case STREAM_DROP_READABLE, STREAM_DROP_WRITABLE, FUTURE_DROP_READABLE, FUTURE_DROP_WRITABLE ->
                new DropEndNode(builtin);
            case ERROR_CONTEXT_NEW, ERROR_CONTEXT_DEBUG_MESSAGE, ERROR_CONTEXT_DROP -> new ErrorContextNode(builtin);
            case THREAD_INDEX,
                    THREAD_NEW_INDIRECT,
                    THREAD_RESUME_LATER,
                    THREAD_SUSPEND,
                    THREAD_YIELD,
                    THREAD_SUSPEND_THEN_RESUME,
                    THREAD_YIELD_THEN_RESUME,
                    THREAD_SUSPEND_THEN_PROMOTE,
                    THREAD_YIELD_THEN_PROMOTE -> new ThreadNode(builtin);
            case RESOURCE_NEW,
                    RESOURCE_DROP,
                    RESOURCE_REP,
                    THREAD_SPAWN_REF,
                    THREAD_SPAWN_INDIRECT,
                    THREAD_AVAILABLE_PARALLELISM ->
                throw new IllegalArgumentException(builtin.kind().text());
        };
    }
}
