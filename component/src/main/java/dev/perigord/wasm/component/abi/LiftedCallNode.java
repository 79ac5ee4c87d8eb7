package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.component.linking.ComponentInstanceInfo;
import dev.perigord.wasm.component.linking.LiftedFunction;
import dev.perigord.wasm.component.linking.LinkPlan;
import dev.perigord.wasm.component.linking.LinkedOptions;
import dev.perigord.wasm.component.runtime.ComponentInstance;
import dev.perigord.wasm.component.runtime.InstanceState;
import dev.perigord.wasm.component.runtime.Transfer;
import dev.perigord.wasm.component.type.Layout;
import dev.perigord.wasm.runtime.WasmFunction;
import java.util.HashSet;
import java.util.Set;

/** Calls a lifted function (CanonicalABI.md {@code canon_lift} and the rules of entering around it). */
final class LiftedCallNode extends Node {
    /** The caller is not part of the plan: the host, or an instance of its own. */
    static final int OUTSIDE = -1;

    private final LiftedFunction function;
    private final LinkedOptions options;
    private final int coreParameters;
    private final Layout resultLayout;

    /** The instances that the call enters. */
    @CompilationFinal(dimensions = 1)
    private final int[] entered;

    @Child
    private ParametersNode parameters;

    @Child
    private ValueNode result;

    @Child
    private CoreCallNode call = CoreCallNodeGen.create();

    @Child
    private CoreCallNode postReturn = CoreCallNodeGen.create();

    /** Takes the result while the callee's memory still holds it; null if the host calls. */
    @Child
    private ResultNode receiver;

    /** A call by another component if there is a {@code receiver}, otherwise by the host. */
    LiftedCallNode(LinkPlan plan, LiftedFunction function, int caller, ResultNode receiver) {
        this.function = function;
        this.options = function.options();
        this.coreParameters = function.signature().type().parameters().size();
        this.resultLayout = function.type().result() == null
                ? null
                : function.type().result().layout(options.pointer());
        this.entered = entered(plan, caller, options.instance());
        ValueNodes nodes = new ValueNodes(plan, options, receiver != null);
        this.parameters =
                new ParametersNode(nodes, function.type(), function.signature().parametersInMemory());
        this.result = nodes.createResult(function.type().result());
        this.receiver = receiver;
    }

    private static int[] entered(LinkPlan plan, int caller, int callee) {
        Set<Integer> around = new HashSet<>();
        for (int i = caller; i != OUTSIDE; i = parent(plan, i)) {
            around.add(i);
        }
        Set<Integer> entered = new HashSet<>();
        for (int i = callee; i != OUTSIDE && !around.contains(i); i = parent(plan, i)) {
            entered.add(i);
        }
        return entered.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int parent(LinkPlan plan, int instance) {
        int parent = plan.instances().get(instance).parent();
        return parent == ComponentInstanceInfo.NO_PARENT ? OUTSIDE : parent;
    }

    /**
     * Calls with lifted values that begin at index {@code from}.
     *
     * @param caller the caller's side and core arguments, for the receiver; null if the host calls
     */
    Object execute(ComponentInstance instance, Object[] lifted, int from, Transfer caller, Object[] callerArguments) {
        InstanceState state = instance.state(options.instance());
        enter(instance);
        state.startTask();
        Transfer transfer = Transfers.of(instance, options);
        Object[] core = new Object[1 + coreParameters];
        parameters.lower(transfer, lifted, from, core);
        Object coreResult = call.execute(instance.function(function.callee()), core);
        Object value = result == null ? null : lift(transfer, coreResult);
        transfer.checkBorrows(this);
        Object received = receiver == null ? value : receiver.execute(caller, value, callerArguments);
        if (options.postReturn() != LinkedOptions.NONE) {
            WasmFunction cleanup = instance.function(options.postReturn());
            state.setMayLeave(false);
            postReturn.execute(
                    cleanup, cleanup.type().parameters().isEmpty() ? new Object[1] : new Object[] {null, coreResult});
            state.setMayLeave(true);
        }
        leave(instance);
        transfer.endLends();
        return received;
    }

    private Object lift(Transfer transfer, Object coreResult) {
        if (function.signature().resultInMemory()) {
            long address = Pointers.lift(options.pointer(), coreResult);
            ParametersNode.check(transfer, address, resultLayout, this);
            return result.load(transfer, address);
        }
        return result.lift(transfer, new Object[] {coreResult}, 0);
    }

    @ExplodeLoop
    private void enter(ComponentInstance instance) {
        for (int index : entered) {
            instance.state(index).checkEnter(this);
        }
        for (int index : entered) {
            instance.state(index).setMayEnter(false);
        }
    }

    /** Not reached when the call is unwound: the instances stay closed. */
    @ExplodeLoop
    private void leave(ComponentInstance instance) {
        for (int index : entered) {
            instance.state(index).setMayEnter(true);
        }
    }
}
