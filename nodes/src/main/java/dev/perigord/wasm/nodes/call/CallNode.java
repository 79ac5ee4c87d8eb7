package dev.perigord.wasm.nodes.call;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.StandardTags;
import com.oracle.truffle.api.instrumentation.Tag;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.nodes.Kind;
import dev.perigord.wasm.runtime.TailCall;
import dev.perigord.wasm.runtime.Vector128;
import dev.perigord.wasm.runtime.WasmFunction;
import dev.perigord.wasm.runtime.WasmInstance;

/** A call after the convention of {@code FunctionCode}; the subclasses differ in how they find the callee. */
public abstract class CallNode extends ExpressionNode {
    @Children
    private final ExpressionNode[] arguments;

    @CompilationFinal(dimensions = 1)
    private final Kind[] kinds;

    /** A call with the arguments of a function type. */
    protected CallNode(FunctionType type, ExpressionNode[] arguments, int codeOffset) {
        super(codeOffset);
        this.arguments = arguments;
        this.kinds = type.parameters().stream().map(Kind::of).toArray(Kind[]::new);
    }

    /** Computes the arguments, calls, and gives what the callee returns. */
    public abstract Object call(VirtualFrame frame, WasmInstance instance);

    /** Computes and boxes the arguments; the first place is left free for the callee's environment. */
    @ExplodeLoop
    protected final Object[] evaluateArguments(VirtualFrame frame, WasmInstance instance) {
        Object[] values = new Object[arguments.length + 1];
        for (int i = 0; i < arguments.length; i++) {
            values[i + 1] = kinds[i].executeBoxed(arguments[i], frame, instance);
        }
        return values;
    }

    /** Finds the function to call, after the arguments are computed. */
    protected abstract WasmFunction callee(VirtualFrame frame, WasmInstance instance);

    /** Computes the arguments and gives the call instead of making it. */
    final TailCall prepare(VirtualFrame frame, WasmInstance instance) {
        Object[] values = evaluateArguments(frame, instance);
        WasmFunction function = callee(frame, instance);
        values[0] = function.environment();
        return new TailCall(function.code(), values);
    }

    @Override
    public final int executeI32(VirtualFrame frame, WasmInstance instance) {
        return (int) call(frame, instance);
    }

    @Override
    public final long executeI64(VirtualFrame frame, WasmInstance instance) {
        return (long) call(frame, instance);
    }

    @Override
    public final float executeF32(VirtualFrame frame, WasmInstance instance) {
        return (float) call(frame, instance);
    }

    @Override
    public final double executeF64(VirtualFrame frame, WasmInstance instance) {
        return (double) call(frame, instance);
    }

    @Override
    public final Vector128 executeV128(VirtualFrame frame, WasmInstance instance) {
        return (Vector128) call(frame, instance);
    }

    @Override
    public final Object executeReference(VirtualFrame frame, WasmInstance instance) {
        return call(frame, instance);
    }

    @Override
    public boolean hasTag(Class<? extends Tag> tag) {
        return tag == StandardTags.CallTag.class;
    }
}
