package dev.perigord.wasm.bytecode;

import dev.perigord.wasm.classfile.Label;
import dev.perigord.wasm.classfile.MethodWriter;
import dev.perigord.wasm.classfile.Type;
import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.Instruction;
import java.util.ArrayList;
import java.util.List;

/** Emits what all blocks have in common: where they begin and end, the JVM's stack becomes what it has to be there. */
final class BlockEmitter {
    private final Emission emission;
    private final ControlStack control;
    private final OperandStack stack;
    private final MethodWriter code;

    private final CaseEmitter cases;

    /** Where sizes are noted, or null if they are known. */
    private final Measurement measurement;

    /** Whether sizes are noted; not for what is emitted a second time. */
    private boolean isMeasured;

    BlockEmitter(Emission emission, CaseEmitter cases, Measurement measurement) {
        this.emission = emission;
        this.control = emission.control;
        this.stack = emission.stack;
        this.code = emission.code;
        this.cases = cases;
        this.measurement = measurement;
        this.isMeasured = measurement != null;
    }

    // --- beginning ---------------------------------------------------------------------------------------------

    /** Opens a block; what waits below it has been waiting before. */
    void open(Instruction opener, FunctionType blockType, Label otherwise) {
        open(opener, blockType, otherwise, control.waiting());
    }

    private void open(Instruction opener, FunctionType blockType, Label otherwise, int waiting) {
        int height = stack.height() - blockType.parameters().size();
        control.push(new Block(opener, blockType, otherwise, height, waiting));
        control.innermost().known = emission.addresses.known();
        beginSection();
    }

    /** Opens a block whose values, and those below, have gone to slots. */
    void openWaiting(Instruction opener, FunctionType blockType) {
        int height = stack.height() - blockType.parameters().size();
        for (int i = stack.height() - 1; i >= control.waiting(); i--) {
            emission.storeWaiting(i);
        }
        open(opener, blockType, null, height);
    }

    /** Brings back the parameters of the innermost block. */
    void loadParameters() {
        for (int i = control.innermost().height; i < stack.height(); i++) {
            emission.loadWaiting(i);
        }
    }

    /** Begins the second arm of an {@code if}. */
    void otherwise() {
        Block block = control.innermost();
        endSection();
        leave(block);
        stack.reset(block.height, block.parameters);
        control.unreachable = false;
        emission.bind(block.otherwise);
        cases.end();
        emission.addresses.setKnown(block.known);
        block.otherwise = null;
        beginSection();
    }

    // --- end ---------------------------------------------------------------------------------------------------

    /** Goes behind the block if its instructions, or those of a clause, can come to their end. */
    void leave(Block block) {
        if (!control.unreachable) {
            code.goto_(block.label);
            block.addJump(emission.addresses.known());
        }
    }

    /** Ends a block that is no longer open and no loop. */
    void end(Block block) {
        stack.reset(block.height, block.results);
        if (block.otherwise != null) {
            // An if without else gives its parameters unchanged.
            bindAfter(block, block.otherwise, block.known);
        }
        if (block.isTarget()) {
            bindAfter(block, block.label, block.knownAtEnd());
        }
        if (control.unreachable) {
            stack.reset(block.height, List.of());
        } else if (block.handlers != null) {
            restoreBelow(block);
        }
    }

    /** Ends the instructions of a loop that is no longer open. */
    void endLoop(Block loop) {
        stack.reset(loop.height, control.unreachable ? List.of() : loop.results);
        if (!control.unreachable) {
            restoreBelow(loop);
        }
    }

    /** Binds a label behind a block that is no longer open. */
    private void bindAfter(Block block, Label label, KnownBounds known) {
        List<Type> types = new ArrayList<>();
        for (int i = block.waiting; i < stack.height(); i++) {
            types.add(emission.typeAt(i));
        }
        code.bind(label, types);
        cases.behind(block, !control.unreachable);
        emission.addresses.setKnown(control.unreachable ? known : known.and(emission.addresses.known()));
        control.unreachable = false;
    }

    /** Brings back what has been waiting below a loop or a {@code try}, below the results. */
    private void restoreBelow(Block block) {
        int below = control.waiting();
        if (below == block.height) {
            return;
        }
        emission.storeTemporaries(block.height);
        for (int i = below; i < block.height; i++) {
            emission.loadWaiting(i);
        }
        emission.loadTemporaries(block.height);
    }

    // --- sizes -------------------------------------------------------------------------------------------------

    /** Says whether sizes are noted from now on, if they are noted at all, and gives whether they were until now. */
    boolean setMeasured(boolean isMeasured) {
        boolean wasMeasured = this.isMeasured;
        this.isMeasured = isMeasured && measurement != null;
        return wasMeasured;
    }

    /** Notes that the function can be cut before the next instruction. */
    void boundary() {
        if (isMeasured) {
            measurement.boundary(emission.reader.position(), code.size());
        }
    }

    /** Notes that a block, or an arm of it, begins behind the instruction. */
    void beginSection() {
        if (isMeasured) {
            boolean hasParameters = stack.height() > control.innermost().height;
            measurement.enter(emission.reader.position(), code.size(), hasParameters);
        }
    }

    /** Notes that a block, or an arm of it, ends before the instruction. */
    void endSection() {
        if (isMeasured) {
            measurement.leave(emission.reader.start, code.size());
        }
    }
}
