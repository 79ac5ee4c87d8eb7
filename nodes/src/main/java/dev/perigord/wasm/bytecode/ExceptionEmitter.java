package dev.perigord.wasm.bytecode;

import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.binary.InstructionReader.CatchClause;
import dev.perigord.wasm.classfile.Label;
import dev.perigord.wasm.classfile.Member;
import dev.perigord.wasm.classfile.MethodWriter;
import dev.perigord.wasm.classfile.Type;
import dev.perigord.wasm.nodes.Kind;
import dev.perigord.wasm.nodes.exception.CatchNode;
import dev.perigord.wasm.nodes.exception.ThrowNode;
import dev.perigord.wasm.nodes.exception.ThrowRefNode;
import dev.perigord.wasm.runtime.WasmException;
import java.util.List;

/**
 * Emits throwing and the beginnings of handlers. A {@code try} is an entry in the JVM's exception table; its handler is
 * behind its instructions and finds nothing on the JVM's stack, which is why operands below wait in slots.
 */
final class ExceptionEmitter {
    private static final Type EXCEPTION = Type.object(Member.internalName(AbstractTruffleException.class));
    private static final Type WASM_EXCEPTION = Type.object(Member.internalName(WasmException.class));
    private static final String INSTANCE = JvmTypes.descriptor(JvmTypes.INSTANCE);
    private static final String NODE = JvmTypes.descriptor(Node.class);

    private static final Member NEW_EXCEPTION = Member.of(
            ThrowNode.class,
            "exception",
            "(" + JvmTypes.OBJECTS + INSTANCE + "I" + NODE + ")" + JvmTypes.descriptor(WASM_EXCEPTION));
    private static final Member THROWN = Member.of(
            ThrowRefNode.class, "thrown", "(" + JvmTypes.OBJECT + NODE + ")" + JvmTypes.descriptor(EXCEPTION));
    private static final Member CATCHABLE = Member.of(
            ExceptionSupport.class,
            "catchable",
            "(" + JvmTypes.descriptor(EXCEPTION) + ")" + JvmTypes.descriptor(EXCEPTION));
    private static final Member CATCHES =
            Member.of(CatchNode.class, "catches", "(" + JvmTypes.descriptor(EXCEPTION) + INSTANCE + "I)Z");
    private static final Member PAYLOAD = Member.of(WASM_EXCEPTION.internalName(), "payload", "()" + JvmTypes.OBJECTS);

    private final Emission emission;
    private final MethodWriter code;

    /** Where exceptions go that leave the method past the handlers around them, or null if there are none. */
    private Label outward;

    ExceptionEmitter(Emission emission) {
        this.emission = emission;
        this.code = emission.code;
    }

    // --- throwing ----------------------------------------------------------------------------------------------

    /** Emits {@code throw}. */
    void throwTag(int tag) {
        List<Kind> payload = payload(tag);
        int from = emission.stack.height() - payload.size();
        emission.boxAll(from, 0);
        code.aload(emission.instanceSlot)
                .constant(tag)
                .aconst_null()
                .invokestatic(NEW_EXCEPTION)
                .athrow();
    }

    /** Emits {@code throw_ref}. */
    void throwReference() {
        code.aconst_null().invokestatic(THROWN).athrow();
    }

    /** Emits {@code rethrow} of what a block has caught, in this method or in one around it. */
    void rethrow(Block block, int depth, boolean outer) {
        if (outer) {
            code.aload(emission.frameSlot).getfield(caughtField(depth));
        } else {
            code.aload(block.handlers.exceptionSlot);
        }
        code.athrow();
    }

    private Member caughtField(int depth) {
        return emission.function.caughtField(depth, JvmTypes.descriptor(EXCEPTION));
    }

    private List<Kind> payload(int tag) {
        return List.of(
                Kind.of(emission.definition.tags().get(tag).type().function().parameters()));
    }

    // --- catching ----------------------------------------------------------------------------------------------

    /** Ends the instructions whose exceptions the handlers take. */
    void protect(Handlers handlers, Label handler) {
        code.handler(handlers.start, code.here(), handler, EXCEPTION.internalName());
        handlers.active = false;
    }

    /** Keeps the exception on the stack, where the handler begins. */
    void keep(Handlers handlers) {
        handlers.exceptionSlot = code.slot(EXCEPTION);
        code.invokestatic(CATCHABLE).astore(handlers.exceptionSlot);
    }

    /** Keeps the exception for the parts of the function, too. */
    void share(Handlers handlers, int depth) {
        if (emission.frameSlot >= 0) {
            code.aload(emission.frameSlot).aload(handlers.exceptionSlot).putfield(caughtField(depth));
        }
    }

    /** The type of exceptions, for stack maps. */
    static Type type() {
        return EXCEPTION;
    }

    /** Pushes the payload of an exception with a tag; goes to the next clause if it has another one. */
    void match(Handlers handlers, int tag, Label next) {
        code.aload(handlers.exceptionSlot)
                .aload(emission.instanceSlot)
                .constant(tag)
                .invokestatic(CATCHES)
                .branch(MethodWriter.IFEQ, next);
        List<Kind> payload = payload(tag);
        if (!payload.isEmpty()) {
            code.aload(handlers.exceptionSlot)
                    .checkcast(WASM_EXCEPTION.internalName())
                    .invokevirtual(PAYLOAD);
            emission.unboxAll(payload);
        }
    }

    /** Pushes the exception as a reference if the clause wants it. */
    void reference(Handlers handlers, CatchClause clause) {
        if (clause.reference()) {
            code.aload(handlers.exceptionSlot);
            emission.stack.push(Kind.REFERENCE);
        }
    }

    /** Throws what no clause has taken. */
    void pass(Handlers handlers) {
        code.aload(handlers.exceptionSlot).athrow();
    }

    /** Where exceptions leave the method. */
    Label outward() {
        if (outward == null) {
            outward = new Label();
        }
        return outward;
    }

    /** Ends the method. */
    void end() {
        if (outward != null) {
            code.bind(outward, List.of(EXCEPTION)).athrow();
        }
    }
}
