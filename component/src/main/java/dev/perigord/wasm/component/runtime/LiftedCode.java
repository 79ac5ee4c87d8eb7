package dev.perigord.wasm.component.runtime;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.RootCallTarget;
import dev.perigord.wasm.component.linking.LiftedFunction;
import dev.perigord.wasm.component.linking.LinkPlan;
import dev.perigord.wasm.component.type.WitFunctionType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a component function does, shared by the instances of its component in all contexts. The call target takes the
 * {@link ComponentInstance} and then the arguments as lifted values; it returns the result as a lifted value, or null
 * if there is none.
 */
public final class LiftedCode {
    private final LinkPlan plan;
    private final LiftedFunction function;
    private final Supplier<RootCallTarget> builder;
    private final Function<Boolean, RootCallTarget> taskBuilder;
    private volatile RootCallTarget target;
    private final RootCallTarget[] tasks = new RootCallTarget[2];
    private final Map<WitFunctionType, RootCallTarget> entries = new ConcurrentHashMap<>();

    /**
     * Code whose call target {@code builder} makes on first use.
     *
     * @param taskBuilder makes what the tasks of an asynchronous function run, for callers that are components or not
     */
    public LiftedCode(
            LinkPlan plan,
            LiftedFunction function,
            Supplier<RootCallTarget> builder,
            Function<Boolean, RootCallTarget> taskBuilder) {
        this.plan = plan;
        this.function = function;
        this.builder = builder;
        this.taskBuilder = taskBuilder;
    }

    /** The plan that it belongs to. */
    public LinkPlan plan() {
        return plan;
    }

    /** What it does, for callers that take the function's tree into their own. */
    public LiftedFunction function() {
        return function;
    }

    /** The call target, built on first use. */
    public RootCallTarget callTarget() {
        RootCallTarget result = target;
        return result != null ? result : build();
    }

    /** What a task of an asynchronous function runs; it takes the instance and the task. */
    public synchronized RootCallTarget taskTarget(boolean calledByGuest) {
        int index = calledByGuest ? 1 : 0;
        if (tasks[index] == null) {
            tasks[index] = taskBuilder.apply(calledByGuest);
        }
        return tasks[index];
    }

    /**
     * The call target by which the host enters with values of its own; made by {@code make} once for each type under which the
     * function is exported.
     */
    @TruffleBoundary
    public RootCallTarget entry(WitFunctionType type, Supplier<RootCallTarget> make) {
        return entries.computeIfAbsent(type, _ -> make.get());
    }

    @TruffleBoundary
    private synchronized RootCallTarget build() {
        if (target == null) {
            target = builder.get();
        }
        return target;
    }
}
