package dev.perigord.wasm.nodes.call;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.interop.ArityException;
import com.oracle.truffle.api.interop.InteropException;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.UnsupportedMessageException;
import com.oracle.truffle.api.interop.UnsupportedTypeException;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import dev.perigord.wasm.module.DefinedType;
import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.runtime.FromHostNode;
import dev.perigord.wasm.runtime.FromHostNodeGen;
import dev.perigord.wasm.runtime.FunctionCode;
import dev.perigord.wasm.runtime.Null;
import dev.perigord.wasm.runtime.TrapException;

/** A function of the host that a module imports: its environment is any executable polyglot object. */
public final class HostFunctionRootNode extends InternalRootNode {
    private final FunctionType type;

    @Child
    private InteropLibrary functions = InteropLibrary.getFactory().createDispatched(3);

    @Child
    private InteropLibrary arrays = InteropLibrary.getFactory().createDispatched(3);

    @Children
    private final FromHostNode[] conversions;

    private HostFunctionRootNode(TruffleLanguage<?> language, FunctionType type, String name) {
        super(language, name);
        this.type = type;
        this.conversions = new FromHostNode[type.results().size()];
        for (int i = 0; i < conversions.length; i++) {
            conversions[i] = FromHostNodeGen.create();
        }
    }

    /** The code of host functions of a type; {@code name} is for messages. */
    public static FunctionCode code(TruffleLanguage<?> language, FunctionType type, String name) {
        return new FunctionCode(type, name, () -> new HostFunctionRootNode(language, type, name).getCallTarget());
    }

    /** The code of host functions of a type as a module defines it. */
    public static FunctionCode code(TruffleLanguage<?> language, DefinedType type, String name) {
        return new FunctionCode(
                type, name, () -> new HostFunctionRootNode(language, type.function(), name).getCallTarget());
    }

    @Override
    public Object execute(VirtualFrame frame) {
        Object[] all = frame.getArguments();
        Object[] arguments = new Object[type.parameters().size()];
        System.arraycopy(all, 1, arguments, 0, arguments.length);
        Object result;
        try {
            result = functions.execute(all[0], arguments);
        } catch (UnsupportedTypeException | ArityException | UnsupportedMessageException e) {
            throw failed(e);
        }
        try {
            return results(result);
        } catch (InteropException e) {
            throw failed(e);
        }
    }

    @ExplodeLoop
    private Object results(Object result) throws InteropException {
        if (conversions.length == 0) {
            return Null.INSTANCE;
        }
        if (conversions.length == 1) {
            return conversions[0].execute(result, type.results().getFirst());
        }
        if (!arrays.hasArrayElements(result) || arrays.getArraySize(result) != conversions.length) {
            throw UnsupportedTypeException.create(
                    new Object[] {result}, "expected an array of " + conversions.length + " results");
        }
        Object[] values = new Object[conversions.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = conversions[i].execute(
                    arrays.readArrayElement(result, i), type.results().get(i));
        }
        return values;
    }

    @TruffleBoundary
    private TrapException failed(InteropException e) {
        return new TrapException("imported function " + getName() + " " + type + ": " + e.getMessage(), this);
    }
}
