package dev.perigord.wasm.component.interop;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.nodes.DirectCallNode;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.component.runtime.ComponentFunction;
import dev.perigord.wasm.component.runtime.GuestResource;
import dev.perigord.wasm.component.type.ResultType;
import dev.perigord.wasm.component.type.WitFunctionType;
import dev.perigord.wasm.component.type.WitType;
import dev.perigord.wasm.component.value.VariantValue;
import dev.perigord.wasm.runtime.Null;
import java.util.Arrays;

/** Calls a function of a component with polyglot values: makes lifted values of them, and a polyglot value of the result. */
final class HostEntryNode extends Node {
    private final WitType resultType;

    /** Converts the result, or a success if it is a result type; null if there is nothing to convert. */
    private final ToPolyglot success;

    /** Null if the result cannot be an error, or if the error has no payload. */
    private final ToPolyglot error;

    @Children
    private final FromPolyglotNode[] parameters;

    /** Null on slow paths. */
    @Child
    private DirectCallNode call;

    private HostEntryNode(WitFunctionType type, DirectCallNode call, Libraries libraries) {
        this.resultType = type.result();
        this.success = converter(resultType instanceof ResultType result ? result.ok() : resultType);
        this.error = converter(resultType instanceof ResultType result ? result.error() : null);
        this.parameters = FromPolyglotNode.create(type.parameterTypes(), libraries);
        this.call = call;
    }

    /** For a tree of its own, which several instances share. */
    static HostEntryNode create(ComponentFunction function) {
        return new HostEntryNode(
                function.type(),
                DirectCallNode.create(function.code().callTarget()),
                new Libraries(true, arrays(function)));
    }

    /** For functions that have no code that could be shared. */
    static HostEntryNode createUncached(ComponentFunction function) {
        return new HostEntryNode(function.type(), null, new Libraries(false, arrays(function)));
    }

    private static HostArrays arrays(ComponentFunction function) {
        return HostArrays.of(function.instance().component().language());
    }

    private static ToPolyglot converter(WitType type) {
        return type == null ? null : ToPolyglot.of(type);
    }

    /**
     * Calls a function of the type for which the node was made.
     *
     * @param self the resource whose method the function is, which is no element of {@code arguments}; otherwise null
     */
    @ExplodeLoop
    Object execute(ComponentFunction function, GuestResource self, Object[] arguments) {
        Object[] all = new Object[1 + parameters.length];
        all[0] = function.instance();
        int implicit = self == null ? 0 : 1;
        if (self != null) {
            checkUsable(self);
            all[1] = self;
        }
        for (int i = 0; i < parameters.length; i++) {
            if (i >= implicit) {
                all[1 + i] = argument(function, i, arguments[i - implicit], i - implicit);
            }
        }
        return result(function, call(function, all));
    }

    /** Checked before the call: a mistake of the host does not end the instance, as a trap would. */
    private static void checkUsable(GuestResource self) {
        if (!self.isUsable()) {
            CompilerDirectives.transferToInterpreter();
            throw new TypeMismatchException(ResourceObject.gone(self));
        }
    }

    private Object argument(ComponentFunction function, int parameter, Object value, int index) {
        try {
            return parameters[parameter].execute(value, function.instance());
        } catch (TypeMismatchException e) {
            CompilerDirectives.transferToInterpreter();
            throw e.at(title(function) + ": argument " + (index + 1));
        }
    }

    private Object call(ComponentFunction function, Object[] all) {
        return call == null ? function.call(Arrays.copyOfRange(all, 1, all.length)) : function.call(call, all);
    }

    private Object result(ComponentFunction function, Object result) {
        if (!(resultType instanceof ResultType)) {
            return convert(success, result);
        }
        VariantValue variant = (VariantValue) result;
        if (variant.index() == 0) {
            return convert(success, variant.payload());
        }
        throw failure(function, convert(error, variant.payload()));
    }

    private static Object convert(ToPolyglot converter, Object value) {
        return converter == null ? Null.INSTANCE : converter.convert(value);
    }

    @TruffleBoundary
    private GuestErrorException failure(ComponentFunction function, Object payload) {
        String text = error == null ? "" : ": " + InteropLibrary.getUncached().toDisplayString(payload, false);
        return new GuestErrorException(title(function) + " returned an error" + text, payload);
    }

    /** A function's name for people: {@code counter.inc} is a method. */
    private static String title(ComponentFunction function) {
        return function.name().substring(function.name().indexOf(']') + 1);
    }
}
