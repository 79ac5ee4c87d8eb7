package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.component.linking.ComponentInstanceInfo;
import dev.perigord.wasm.component.linking.LiftedFunction;
import dev.perigord.wasm.component.linking.LinkPlan;
import dev.perigord.wasm.component.linking.LinkedOptions;
import dev.perigord.wasm.component.runtime.ComponentInstance;
import dev.perigord.wasm.component.runtime.Transfer;
import dev.perigord.wasm.component.task.GuestThread;
import dev.perigord.wasm.component.task.InstanceState;
import java.util.HashSet;
import java.util.Set;

/**
 * Calls a lifted function of a synchronous type (CanonicalABI.md {@code canon_lift} and the rules of entering around it): a call on the
 * caller's stack, which has a thread and a task only if a built-in asks for them.
 */
final class LiftedCallNode extends Node {
    /** The caller is not part of the plan: the host, or an instance of its own. */
    static final int OUTSIDE = -1;

    private final LinkedOptions options;

    /** The instances that the call enters. */
    @CompilationFinal(dimensions = 1)
    private final int[] entered;

    @Child
    private LoweringCallNode call;

    @Child
    private LiftedResultNode result;

    /** Takes the result while the callee's memory still holds it; null if the host calls. */
    @Child
    private ResultNode receiver;

    /** A call by another component if there is a {@code receiver}, otherwise by the host. */
    LiftedCallNode(LinkPlan plan, LiftedFunction function, int caller, ResultNode receiver) {
        this.options = function.options();
        this.entered = entered(plan, caller, options.instance());
        ValueNodes nodes = new ValueNodes(plan, options, receiver != null);
        this.call = new LoweringCallNode(nodes, function);
        this.result = new LiftedResultNode(nodes, function);
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
        GuestThread outer = state.running();
        boolean outerSynchronous = state.isSynchronous();
        long outer0 = state.context(0);
        long outer1 = state.context(1);
        state.beginCall();
        Transfer transfer = Transfers.of(instance, options);
        Object coreResult = call.execute(instance, transfer, lifted, from);
        Object value = result.lift(transfer, coreResult);
        transfer.checkBorrows(this);
        Object received = receiver == null ? value : receiver.execute(caller, value, callerArguments);
        result.cleanUp(transfer, coreResult);
        state.endCall(outer, outerSynchronous, outer0, outer1, this);
        leave(instance);
        transfer.endLends();
        return received;
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
