package dev.perigord.wasm.bytecode;

import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.binary.InstructionReader.CatchClause;
import dev.perigord.wasm.classfile.Label;
import dev.perigord.wasm.classfile.Member;
import dev.perigord.wasm.classfile.MethodWriter;
import dev.perigord.wasm.classfile.Type;
import dev.perigord.wasm.module.Instruction;
import dev.perigord.wasm.nodes.Kind;
import dev.perigord.wasm.nodes.exception.CatchNode;
import dev.perigord.wasm.nodes.exception.ThrowNode;
import dev.perigord.wasm.nodes.exception.ThrowRefNode;
import dev.perigord.wasm.runtime.WasmException;
import java.util.List;

/**
 * Emits throwing and catching. A {@code try} is an entry in the JVM's exception table; its handler is
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
    private final ControlStack control;
    private final MethodWriter code;
    private final BlockEmitter blocks;
    private final CaseEmitter cases;
    private final BranchEmitter branches;

    /** Where exceptions go that leave the method past the handlers around them, or null if there are none. */
    private Label outward;

    ExceptionEmitter(Emission emission, BlockEmitter blocks, CaseEmitter cases, BranchEmitter branches) {
        this.emission = emission;
        this.control = emission.control;
        this.code = emission.code;
        this.blocks = blocks;
        this.cases = cases;
        this.branches = branches;
    }

    /** Emits an instruction that throws. */
    void emit(Instruction instruction) {
        switch (instruction) {
            case THROW -> {
                emission.line();
                throwTag(emission.reader.index);
            }
            case THROW_REF -> {
                emission.line();
                code.aconst_null().invokestatic(THROWN).athrow();
            }
            case RETHROW -> rethrow(control.labelled(emission.reader.index));
            default -> throw new AssertionError(instruction);
        }
        control.unreachable = true;
    }

    // --- throwing ----------------------------------------------------------------------------------------------

    private void throwTag(int tag) {
        List<Kind> payload = payload(tag);
        int from = emission.stack.height() - payload.size();
        emission.boxAll(from, 0);
        code.aload(emission.instanceSlot)
                .constant(tag)
                .aconst_null()
                .invokestatic(NEW_EXCEPTION)
                .athrow();
    }

    /** Throws what a block has caught, in this method or in one around it. */
    private void rethrow(Block block) {
        if (control.isOuter(block)) {
            code.aload(emission.frameSlot).getfield(caughtField(block.depth));
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

    // --- blocks with handlers ----------------------------------------------------------------------------------

    /** Begins a {@code try_table}, or a legacy {@code try}, which has no clauses. */
    void open(Instruction opener, List<CatchClause> clauses) {
        blocks.openWaiting(opener, emission.reader.blockType());
        blocks.loadParameters();
        control.innermost().handlers = new Handlers(code.here(), clauses);
    }

    /** Begins a clause of a legacy {@code try}. */
    void handle(Instruction instruction) {
        Block block = control.innermost();
        Handlers handlers = block.handlers;
        blocks.endSection();
        blocks.leave(block);
        if (handlers.active) {
            protect(handlers, handlers.entry);
            beginHandler(block);
            share(handlers, control.size() - 1);
        } else {
            beginClause(block);
        }
        handlers.next = null;
        if (instruction == Instruction.CATCH) {
            handlers.next = new Label();
            match(handlers, emission.reader.index, handlers.next);
        }
        blocks.beginSection();
    }

    /** Begins the clause of the innermost block where exceptions go that the one before it has not taken. */
    private void beginClause(Block block) {
        emission.stack.reset(block.height, List.of());
        emission.bind(block.handlers.next);
        cases.end();
        emission.addresses.forget();
        control.unreachable = false;
    }

    /** Ends the innermost block, which has handlers. */
    void end() {
        Block block = control.innermost();
        Handlers handlers = block.handlers;
        if (handlers.active) {
            endTryTable(block);
        } else if (handlers.next != null) {
            blocks.leave(block);
            beginClause(block);
            pass(handlers);
        }
    }

    private void endTryTable(Block block) {
        Handlers handlers = block.handlers;
        if (handlers.clauses.isEmpty() && !handlers.delegated) {
            handlers.active = false;
            return;
        }
        blocks.leave(block);
        protect(handlers, handlers.entry);
        beginHandler(block);
        for (CatchClause clause : handlers.clauses) {
            if (!clause(block, clause)) {
                return;
            }
        }
        pass(handlers);
    }

    /** Emits a clause of a {@code try_table}; false if nothing gets past it. */
    private boolean clause(Block block, CatchClause clause) {
        Label next = new Label();
        if (clause.tag() != -1) {
            match(block.handlers, clause.tag(), next);
        }
        if (clause.reference()) {
            code.aload(block.handlers.exceptionSlot);
            emission.stack.push(Kind.REFERENCE);
        }
        // Labels are counted from outside of the block.
        Block target = control.labelled(clause.label() + 1);
        target.branches++;
        branches.branch(target);
        emission.stack.reset(block.height, List.of());
        control.unreachable = clause.tag() == -1;
        if (!control.unreachable) {
            emission.bind(next);
        }
        return !control.unreachable;
    }

    /** Lets the exceptions of the innermost block, a legacy {@code try} that ends, go to the handler of another one. */
    void delegate() {
        Block block = control.innermost();
        Handlers handlers = block.handlers;
        if (handlers.delegated) {
            // What inner blocks have delegated to this one takes the same way.
            blocks.leave(block);
            emission.stack.reset(block.height, List.of());
            emission.bind(handlers.entry, EXCEPTION);
            code.athrow();
            control.unreachable = true;
        }
        int depth = control.size() - 2 - emission.reader.index;
        Handlers target = control.handlersFrom(depth);
        if (target != null) {
            target.delegated = true;
            protect(handlers, target.entry);
        } else {
            // They leave the method; the next handler that they meet there has to be the one that is meant.
            if (!control.isOutward(depth)) {
                throw new Unsupported("delegate from one part of a function past a handler in another");
            }
            protect(handlers, outward());
        }
    }

    // --- handlers ----------------------------------------------------------------------------------------------

    /** Ends the instructions whose exceptions the handlers take. */
    private void protect(Handlers handlers, Label handler) {
        code.handler(handlers.start, code.here(), handler, EXCEPTION.internalName());
        handlers.active = false;
    }

    /** Begins the handler of the innermost block, whose instructions are behind it. */
    private void beginHandler(Block block) {
        Handlers handlers = block.handlers;
        emission.stack.reset(block.height, List.of());
        emission.bind(handlers.entry, EXCEPTION);
        cases.end();
        emission.addresses.forget();
        handlers.exceptionSlot = code.slot(EXCEPTION);
        code.invokestatic(CATCHABLE).astore(handlers.exceptionSlot);
        control.unreachable = false;
    }

    /** Keeps the exception for the parts of the function, too. */
    private void share(Handlers handlers, int depth) {
        if (emission.frameSlot >= 0) {
            code.aload(emission.frameSlot).aload(handlers.exceptionSlot).putfield(caughtField(depth));
        }
    }

    /** Pushes the payload of an exception with a tag; goes to the next clause if it has another one. */
    private void match(Handlers handlers, int tag, Label next) {
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

    /** Throws what no clause has taken. */
    private void pass(Handlers handlers) {
        code.aload(handlers.exceptionSlot).athrow();
        control.unreachable = true;
    }

    /** Where exceptions leave the method. */
    private Label outward() {
        if (outward == null) {
            outward = new Label();
        }
        return outward;
    }

    /** Ends the method. */
    void endMethod() {
        if (outward != null) {
            code.bind(outward, List.of(EXCEPTION)).athrow();
        }
    }
}
