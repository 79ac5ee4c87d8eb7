package dev.perigord.wasm.component.runtime;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.DirectCallNode;
import dev.perigord.wasm.component.host.HostCall;
import dev.perigord.wasm.component.host.HostFunction;
import dev.perigord.wasm.component.type.WitFunctionType;
import dev.perigord.wasm.runtime.Trap;

/**
 * A function that a component instance exports. As a function that another instance imports it is called directly where the
 * caller can take its tree in, otherwise like one of the host.
 */
public final class ComponentFunction implements HostFunction {
    private final ComponentInstance instance;
    private final String name;
    private final WitFunctionType type;
    private final LiftedCode code;
    private final HostFunction reexported;

    ComponentFunction(
            ComponentInstance instance, String name, WitFunctionType type, LiftedCode code, HostFunction reexported) {
        this.instance = instance;
        this.name = name;
        this.type = type;
        this.code = code;
        this.reexported = reexported;
    }

    /** The instance that exports it. */
    public ComponentInstance instance() {
        return instance;
    }

    /** The name of the export. */
    public String name() {
        return name;
    }

    /** The type. */
    public WitFunctionType type() {
        return type;
    }

    /** The code, or null if the component only passes on a function that it imports. */
    public LiftedCode code() {
        return code;
    }

    /** What another instance that imports the function calls. */
    public HostFunction target() {
        return code == null ? reexported : this;
    }

    @Override
    public Object call(HostCall call, Object... arguments) {
        return call(arguments);
    }

    /**
     * Calls with lifted values; in the host's hand a resource of the component is a {@link GuestResource}.
     *
     * @return the lifted result, or null if the function has none; a result type as a VariantValue
     * @throws dev.perigord.wasm.runtime.TrapException if the guest traps, after which the instance cannot be entered any
     *     more, or another thread runs the instance
     */
    @TruffleBoundary
    public Object call(Object... arguments) {
        if (code == null) {
            return reexported.call(new HostCall(name, type), arguments);
        }
        Object[] all = new Object[arguments.length + 1];
        all[0] = instance;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return enter(null, all);
    }

    /**
     * The same from a tree that has a node for calls of the code's target.
     *
     * @param instanceAndArguments the function's instance, and then lifted values
     */
    public Object call(DirectCallNode node, Object[] instanceAndArguments) {
        return enter(node, instanceAndArguments);
    }

    /** {@code node} is null on slow paths. */
    private Object enter(DirectCallNode node, Object[] arguments) {
        boolean returned = false;
        instance.thread().enter();
        try {
            Object result = node == null ? code.callTarget().call(arguments) : node.call(arguments);
            returned = true;
            return result;
        } catch (StackOverflowError e) {
            CompilerDirectives.transferToInterpreter();
            throw Trap.CALL_STACK_EXHAUSTED.at(null);
        } finally {
            instance.thread().leave();
            if (!returned) {
                instance.thread().unwound();
            }
        }
    }
}
