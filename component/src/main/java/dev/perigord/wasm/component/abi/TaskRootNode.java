package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.component.linking.LiftedFunction;
import dev.perigord.wasm.component.linking.LinkPlan;
import dev.perigord.wasm.component.linking.LinkedOptions;
import dev.perigord.wasm.component.runtime.ComponentInstance;
import dev.perigord.wasm.component.runtime.Transfer;
import dev.perigord.wasm.component.task.Event;
import dev.perigord.wasm.component.task.InstanceState;
import dev.perigord.wasm.component.task.Task;
import dev.perigord.wasm.component.task.WaitableSet;
import dev.perigord.wasm.nodes.call.InternalRootNode;
import dev.perigord.wasm.runtime.Null;
import dev.perigord.wasm.runtime.TrapException;

/** What the first thread of a task runs: a lifted function of an asynchronous type (CanonicalABI.md {@code canon_lift}). */
final class TaskRootNode extends InternalRootNode {
    private static final int CODE_BITS = 4;
    private static final int EXIT = 0;
    private static final int YIELD = 1;
    private static final int WAIT = 2;

    private final LinkedOptions options;
    private final Task.Kind kind;

    @Child
    private LoweringCallNode call;

    /** Null if the function returns by a built-in. */
    @Child
    private LiftedResultNode result;

    @Child
    private CoreCallNode callback = CoreCallNodeGen.create();

    /** {@code fused} if another component calls. */
    TaskRootNode(TruffleLanguage<?> language, LinkPlan plan, LiftedFunction function, String name, boolean fused) {
        super(language, name);
        this.options = function.options();
        this.kind = kind(function);
        ValueNodes nodes = new ValueNodes(plan, options, fused);
        this.call = new LoweringCallNode(nodes, function);
        this.result = kind == Task.Kind.BLOCKING ? new LiftedResultNode(nodes, function) : null;
    }

    /** How a function is lifted. */
    static Task.Kind kind(LiftedFunction function) {
        if (!function.type().async()) {
            return Task.Kind.SYNCHRONOUS;
        }
        if (!function.options().async()) {
            return Task.Kind.BLOCKING;
        }
        return function.options().callback() == LinkedOptions.NONE ? Task.Kind.STACKFUL : Task.Kind.CALLBACK;
    }

    @Override
    public Object execute(VirtualFrame frame) {
        ComponentInstance instance = (ComponentInstance) frame.getArguments()[0];
        Task task = (Task) frame.getArguments()[1];
        if (!enter(task)) {
            return Null.INSTANCE;
        }
        Transfer transfer = Transfers.of(instance, options);
        Object coreResult = call.execute(instance, transfer, start(task, transfer), 0);
        if (result != null) {
            resolve(task, result.lift(transfer, coreResult));
            result.cleanUp(transfer, coreResult);
        } else if (kind == Task.Kind.CALLBACK) {
            runCallbacks(instance, task, (int) coreResult);
        }
        exit(task);
        return Null.INSTANCE;
    }

    private void runCallbacks(ComponentInstance instance, Task task, int first) {
        int packed = first;
        while (packed != EXIT) {
            Event event = await(task, packed);
            packed = (int) callback.execute(
                    instance.function(options.callback()),
                    new Object[] {null, event.code().ordinal(), event.index(), event.payload()});
        }
    }

    /** Lets others run, until what the callback's result asks for has happened. */
    @TruffleBoundary
    private Event await(Task task, int packed) {
        InstanceState state = task.instance();
        state.setExclusiveThread(null);
        Event event =
                switch (packed & (1 << CODE_BITS) - 1) {
                    case YIELD -> {
                        boolean cancelled = task.implicitThread().yieldUntil(() -> isFree(state), true, this);
                        yield cancelled ? Event.TASK_CANCELLED : Event.NONE;
                    }
                    case WAIT ->
                        state.handles()
                                .get(packed >>> CODE_BITS, WaitableSet.class, "waitable-set", this)
                                .awaitBetweenCalls(task.implicitThread(), () -> isFree(state), this);
                    default -> throw new TrapException("unsupported callback code", this);
                };
        state.setExclusiveThread(task.implicitThread());
        return event;
    }

    private static boolean isFree(InstanceState state) {
        return state.exclusiveThread() == null;
    }

    @TruffleBoundary
    private boolean enter(Task task) {
        return task.enterImplicitThread(this);
    }

    @TruffleBoundary
    private static Object[] start(Task task, Transfer transfer) {
        return task.start(transfer);
    }

    @TruffleBoundary
    private void resolve(Task task, Object value) {
        task.resolve(value, this);
    }

    @TruffleBoundary
    private void exit(Task task) {
        task.exitImplicitThread(this);
    }
}
