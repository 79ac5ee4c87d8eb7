package dev.perigord.wasm.component.interop;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.interop.InteropException;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import dev.perigord.wasm.component.host.HostCall;
import dev.perigord.wasm.component.host.HostFunction;
import dev.perigord.wasm.component.host.HostFunctionNode;
import dev.perigord.wasm.component.type.ResultType;
import dev.perigord.wasm.component.type.WitType;
import dev.perigord.wasm.component.value.VariantValue;
import dev.perigord.wasm.runtime.TrapException;
import java.util.Arrays;

/**
 * Calls polyglot objects of one kind through one import: makes polyglot values of the arguments, and a lifted value of the
 * result. Errors are rare and take the slow path.
 */
final class PolyglotCallNode extends HostFunctionNode {
    private final HostCall call;
    private final PolyglotFunction.Kind kind;
    private final boolean isResult;
    private final String resultPlace;

    @CompilationFinal(dimensions = 1)
    private final ToPolyglot[] parameters;

    @Child
    private InteropLibrary callee;

    /** Of a success, if the result can be an error; null if there is nothing to convert. */
    @Child
    private FromPolyglotNode result;

    /** Null if the result cannot be an error, or if the error has no payload. */
    @Child
    private FromPolyglotNode error;

    PolyglotCallNode(HostCall call, PolyglotFunction.Kind kind, Libraries libraries) {
        WitType type = call.type().result();
        this.call = call;
        this.kind = kind;
        this.isResult = type instanceof ResultType;
        this.resultPlace = "result of " + call.name();
        this.parameters = ToPolyglot.all(call.type().parameterTypes());
        this.callee = libraries.create();
        this.result = node(type instanceof ResultType declared ? declared.ok() : type, libraries);
        this.error = node(
                type instanceof ResultType declared ? declared.error() : null,
                new Libraries(false, libraries.arrays()));
    }

    private static FromPolyglotNode node(WitType type, Libraries libraries) {
        return type == null ? null : FromPolyglotNode.create(type, libraries);
    }

    /** Whether it was made for an import. */
    boolean isThrough(HostCall wanted) {
        return call == wanted;
    }

    @Override
    public boolean accepts(HostFunction function) {
        return function instanceof PolyglotFunction polyglot && polyglot.kind() == kind;
    }

    @Override
    public Object execute(HostFunction function, Object[] arguments) {
        PolyglotFunction target = (PolyglotFunction) function;
        Object value;
        try {
            value = call(target, convert(arguments));
        } catch (InteropException e) {
            throw refused(e);
        } catch (AbstractTruffleException e) {
            return failed(target, e);
        }
        Object lifted = lifted(result, value, target, resultPlace);
        return isResult ? VariantValue.ok(lifted) : lifted;
    }

    @ExplodeLoop
    private Object[] convert(Object[] arguments) {
        Object[] converted = new Object[parameters.length];
        for (int i = 0; i < parameters.length; i++) {
            converted[i] = parameters[i].convert(arguments[i]);
        }
        return converted;
    }

    private Object call(PolyglotFunction target, Object[] arguments) throws InteropException {
        return switch (kind) {
            case FUNCTION -> callee.execute(target.object(), arguments);
            case CONSTRUCTOR -> callee.instantiate(target.object(), arguments);
            case METHOD -> {
                Object self = arguments[0];
                Object[] others = Arrays.copyOfRange(arguments, 1, parameters.length);
                boolean isCamelCase = callee.isMemberInvocable(self, target.camelCase());
                yield callee.invokeMember(self, isCamelCase ? target.camelCase() : target.label(), others);
            }
        };
    }

    private static Object lifted(FromPolyglotNode node, Object value, PolyglotFunction target, String place) {
        try {
            return node == null ? null : node.execute(value, target.resources());
        } catch (TypeMismatchException e) {
            throw e.at(place);
        }
    }

    @TruffleBoundary
    private TrapException refused(InteropException exception) {
        return new TrapException(call.name() + ": " + exception.getMessage(), this);
    }

    /** What a function threw is the error of its result if it has the error's type. */
    @TruffleBoundary
    private VariantValue failed(PolyglotFunction target, AbstractTruffleException exception) {
        if (!isResult || exception instanceof TrapException) {
            throw exception;
        }
        String place = "error of " + call.name();
        Object payload = target.environment().errorPayload(exception);
        if (payload != null) {
            return VariantValue.error(lifted(error, payload, target, place));
        }
        if (target.environment().isHostException(exception)) {
            throw exception;
        }
        if (error == null) {
            return VariantValue.error(null);
        }
        try {
            Object member = MemberNode.find(exception, "payload");
            return VariantValue.error(lifted(error, member != null ? member : exception, target, place));
        } catch (TypeMismatchException | InteropException _) {
            throw exception;
        }
    }
}
