package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import dev.perigord.wasm.component.linking.LiftedFunction;
import dev.perigord.wasm.component.linking.LinkPlan;
import dev.perigord.wasm.component.linking.LinkedOptions;
import dev.perigord.wasm.component.linking.Trampoline;
import dev.perigord.wasm.component.runtime.ComponentInstance;
import dev.perigord.wasm.component.runtime.Transfer;
import dev.perigord.wasm.component.task.InstanceState;
import dev.perigord.wasm.component.task.Task;
import dev.perigord.wasm.component.type.FlatSignature;
import dev.perigord.wasm.component.type.NamedType;
import dev.perigord.wasm.component.type.TypeMatcher;
import dev.perigord.wasm.component.type.WitFunctionType;
import dev.perigord.wasm.component.type.WitType;
import dev.perigord.wasm.runtime.Null;
import dev.perigord.wasm.runtime.TrapException;
import java.util.List;

/** {@code task.return}: gives the task's caller its result. */
final class TaskReturnNode extends BuiltinNode {
    private final WitType type;
    private final LinkedOptions options;

    /** For callers that are components. */
    @Child
    private ParametersNode guestResult;

    @Child
    private ParametersNode hostResult;

    /** The function whose task has returned last: its type and options were checked. */
    private LiftedFunction checked;

    TaskReturnNode(LinkPlan plan, Trampoline.Builtin builtin) {
        this.type = builtin.result();
        this.options = builtin.options();
        List<NamedType> parameters = type == null ? List.of() : List.of(new NamedType("result", type));
        WitFunctionType function = new WitFunctionType(parameters, null, false);
        boolean inMemory =
                FlatSignature.ofLower(function, false, options.pointer()).parametersInMemory();
        this.guestResult = new ParametersNode(new ValueNodes(plan, options, true), function, inMemory);
        this.hostResult = new ParametersNode(new ValueNodes(plan, options, false), function, inMemory);
    }

    @Override
    @TruffleBoundary
    Object execute(ComponentInstance instance, InstanceState state, Object[] arguments) {
        state.checkLeave(this);
        Task task = state.currentThread(this).task();
        task.checkReturnsByCall(this);
        check((LiftedFunction) task.function());
        Transfer transfer = Transfers.of(instance, options);
        ParametersNode result = task.caller().isGuest() ? guestResult : hostResult;
        Object[] lifted = result.lift(transfer, arguments);
        task.resolve(type == null ? null : lifted[0], this);
        return Null.INSTANCE;
    }

    private void check(LiftedFunction function) {
        if (function == checked) {
            return;
        }
        LinkedOptions lifted = function.options();
        boolean usesMemory = options.memory() != LinkedOptions.NONE;
        boolean fits = (!usesMemory || lifted.memory() == options.memory())
                && lifted.encoding() == options.encoding()
                && TypeMatcher.areSame(function.type().result(), type);
        if (!fits) {
            throw new TrapException("invalid `task.return` signature and/or options for current task", this);
        }
        checked = function;
    }
}
