package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.dsl.Cached;
import com.oracle.truffle.api.dsl.GenerateInline;
import com.oracle.truffle.api.dsl.NeverDefault;
import com.oracle.truffle.api.dsl.Specialization;
import dev.perigord.wasm.component.host.HostCall;
import dev.perigord.wasm.component.host.HostFunction;
import dev.perigord.wasm.component.runtime.ComponentFunction;
import dev.perigord.wasm.component.runtime.ComponentInstance;
import dev.perigord.wasm.component.runtime.LiftedCode;
import dev.perigord.wasm.component.runtime.Transfer;

/**
 * An imported function: one of the host, or of another instance. The tree of the latter is taken in, as within one
 * plan; it is cached by the function's code, which the instances of a component share, so that the tree still belongs to
 * no context.
 */
@GenerateInline(false)
abstract class ImportedCalleeNode extends CalleeNode {
    /** How many components may provide the function before calls of it go through host values. */
    static final int MAX_PROVIDERS = 3;

    private final LoweredSide side;
    private final int index;
    private final HostCall call;

    ImportedCalleeNode(LoweredSide side, int index, HostCall call) {
        this.side = side;
        this.index = index;
        this.call = call;
    }

    @Override
    final Object execute(ComponentInstance instance, Transfer caller, Object[] core) {
        return execute(instance.hostFunction(index), caller, core);
    }

    abstract Object execute(HostFunction function, Transfer caller, Object[] core);

    @Specialization(guards = "function.code() == code", limit = "MAX_PROVIDERS")
    static Object linked(
            ComponentFunction function,
            Transfer caller,
            Object[] core,
            @SuppressWarnings("unused") @Cached("function.code()") LiftedCode code,
            @Cached("linkedCallee(code)") CalleeNode callee) {
        return callee.execute(function.instance(), caller, core);
    }

    @Specialization(guards = "isHost(function)")
    static Object host(
            HostFunction function,
            Transfer caller,
            Object[] core,
            @Cached.Shared("host") @Cached("hostCallee()") HostCalleeNode callee) {
        return callee.execute(function, caller, core);
    }

    @Specialization(replaces = "linked")
    static Object generic(
            ComponentFunction function,
            Transfer caller,
            Object[] core,
            @Cached.Shared("host") @Cached("hostCallee()") HostCalleeNode callee) {
        return callee.execute(function, caller, core);
    }

    static boolean isHost(HostFunction function) {
        return !(function instanceof ComponentFunction);
    }

    @NeverDefault
    final CalleeNode linkedCallee(LiftedCode code) {
        return ComponentCalleeNode.create(side, code, LiftedCallNode.OUTSIDE);
    }

    @NeverDefault
    final HostCalleeNode hostCallee() {
        return new HostCalleeNode(call, side);
    }
}
