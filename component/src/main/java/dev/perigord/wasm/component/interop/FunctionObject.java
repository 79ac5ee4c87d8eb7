package dev.perigord.wasm.component.interop;

import com.oracle.truffle.api.RootCallTarget;
import com.oracle.truffle.api.dsl.Cached;
import com.oracle.truffle.api.dsl.Specialization;
import com.oracle.truffle.api.interop.ArityException;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import com.oracle.truffle.api.nodes.DirectCallNode;
import com.oracle.truffle.api.nodes.IndirectCallNode;
import dev.perigord.wasm.component.runtime.ComponentFunction;
import dev.perigord.wasm.component.runtime.GuestResource;

/**
 * A function that a component exports, or a method of a resource in the host's hand. Another instance that imports the function calls
 * it directly.
 */
@ExportLibrary(InteropLibrary.class)
final class FunctionObject extends ExecutableObject {
    private final ComponentFunction function;
    private final GuestResource self;

    /** Made when it is first called; a race finds the same target twice. */
    private RootCallTarget target;

    /** {@code self} is null for functions that are no methods. */
    FunctionObject(String name, ComponentFunction function, GuestResource self) {
        super(
                name,
                function.type().parameters().size() - (self == null ? 0 : 1),
                arguments -> HostEntryNode.createUncached(function).execute(function, self, arguments));
        this.function = function;
        this.self = self;
    }

    ComponentFunction function() {
        return function;
    }

    /** Whether it is a method of one resource. */
    boolean isMethod() {
        return self != null;
    }

    /** Whether there is code; otherwise the component only passes on a function that it imports. */
    boolean hasCode() {
        return function.code() != null;
    }

    RootCallTarget target() {
        RootCallTarget found = target;
        if (found == null) {
            found = HostEntryRootNode.target(function);
            target = found;
        }
        return found;
    }

    @ExportMessage
    static class Execute {
        @Specialization(
                guards = {"receiver.hasCode()", "receiver.target() == target"},
                limit = "3")
        static Object direct(
                FunctionObject receiver,
                Object[] arguments,
                @Cached("receiver.target()") @SuppressWarnings("unused") RootCallTarget target,
                @Cached("create(target)") DirectCallNode call)
                throws ArityException {
            receiver.checkArity(arguments);
            return call.call(receiver.function, receiver.self, arguments);
        }

        @Specialization(guards = "receiver.hasCode()", replaces = "direct")
        static Object indirect(FunctionObject receiver, Object[] arguments, @Cached IndirectCallNode call)
                throws ArityException {
            receiver.checkArity(arguments);
            return call.call(receiver.target(), receiver.function, receiver.self, arguments);
        }

        @Specialization(guards = "!receiver.hasCode()")
        static Object uncached(FunctionObject receiver, Object[] arguments) throws ArityException {
            return receiver.execute(arguments);
        }
    }
}
