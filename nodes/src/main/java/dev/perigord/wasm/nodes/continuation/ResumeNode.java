package dev.perigord.wasm.nodes.continuation;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.nodes.Kind;
import dev.perigord.wasm.nodes.StatementNode;
import dev.perigord.wasm.runtime.Trap;
import dev.perigord.wasm.runtime.WasmException;
import dev.perigord.wasm.runtime.WasmInstance;
import dev.perigord.wasm.runtime.continuation.Suspension;
import dev.perigord.wasm.runtime.continuation.WasmContinuation;

/** {@code resume}, {@code resume_throw} and {@code resume_throw_ref} */
public final class ResumeNode extends StatementNode {
    /** With what a continuation is resumed. */
    public enum Mode {
        /** With values. */
        VALUES,
        /** With an exception made of a tag and values. */
        THROW,
        /** With an exception. */
        THROW_REF
    }

    private final Mode mode;
    private final int tag;

    @Child
    private ValuesNode values;

    @Child
    private ExpressionNode continuation;

    @Children
    private final HandlerNode[] handlers;

    @CompilationFinal(dimensions = 1)
    private final Kind[] kinds;

    @CompilationFinal(dimensions = 1)
    private final int[] slots;

    /** The instruction at {@code codeOffset}; {@code tag} is that of the exception to throw; results go to slots. */
    public ResumeNode(
            Mode mode,
            int tag,
            ValuesNode values,
            ExpressionNode continuation,
            HandlerNode[] handlers,
            Places results,
            int codeOffset) {
        super(codeOffset);
        this.mode = mode;
        this.tag = tag;
        this.values = values;
        this.continuation = continuation;
        this.handlers = handlers;
        this.kinds = results.kinds();
        this.slots = results.slots();
    }

    @Override
    @ExplodeLoop
    public int execute(VirtualFrame frame, WasmInstance instance) {
        Object[] given = values.execute(frame, instance);
        if (!(continuation.executeReference(frame, instance) instanceof WasmContinuation found)) {
            throw Trap.NULL_CONTINUATION_REFERENCE.at(this);
        }
        WasmContinuation.Outcome outcome = resume(found, given, instance);
        if (outcome instanceof WasmContinuation.Outcome.Suspended suspended) {
            for (int i = 0; i < handlers.length; i++) {
                if (suspended.handler() == i) {
                    return handlers[i].execute(frame, suspended);
                }
            }
            throw CompilerDirectives.shouldNotReachHere();
        }
        Object[] results = ((WasmContinuation.Outcome.Ended) outcome).results();
        for (int i = 0; i < kinds.length; i++) {
            kinds[i].setBoxed(frame, slots[i], results[i]);
        }
        return NORMAL;
    }

    @TruffleBoundary
    private WasmContinuation.Outcome resume(WasmContinuation found, Object[] given, WasmInstance instance) {
        Suspension.Handlers search = suspension -> find(suspension, instance);
        return switch (mode) {
            case VALUES -> found.resume(given, search, this);
            case THROW -> found.resumeThrow(new WasmException(instance.tag(tag), given, this), search, this);
            case THROW_REF -> {
                if (given[0] instanceof AbstractTruffleException exception) {
                    yield found.resumeThrow(exception, search, this);
                }
                throw Trap.NULL_EXCEPTION_REFERENCE.at(this);
            }
        };
    }

    private int find(Suspension suspension, WasmInstance instance) {
        for (int i = 0; i < handlers.length; i++) {
            if (handlers[i].handles(suspension, instance)) {
                return i;
            }
        }
        return -1;
    }
}
