package dev.perigord.wasm.bytecode;

import dev.perigord.wasm.classfile.MethodWriter;
import dev.perigord.wasm.classfile.Type;
import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.Instruction;
import java.util.BitSet;
import java.util.List;

/**
 * Emits the beginnings and ends of loops. HotSpot compiles a loop that is running only where its stack is empty, so what
 * lies on the stack below a loop waits in slots.
 */
final class LoopEmitter {
    private final Emission emission;
    private final ControlStack control;
    private final MethodWriter code;
    private final BlockEmitter blocks;
    private final CaseEmitter cases;
    private final LocalVariables locals;
    private final MemoryEmitter memories;
    private final PollEmitter polls;

    LoopEmitter(
            Emission emission,
            BlockEmitter blocks,
            CaseEmitter cases,
            LocalVariables locals,
            MemoryEmitter memories,
            PollEmitter polls) {
        this.emission = emission;
        this.control = emission.control;
        this.code = emission.code;
        this.blocks = blocks;
        this.cases = cases;
        this.locals = locals;
        this.memories = memories;
        this.polls = polls;
    }

    /** Emits {@code loop}. */
    void open(FunctionType blockType) {
        blocks.openWaiting(Instruction.LOOP, blockType);
        Block loop = control.innermost();
        FunctionContext function = emission.function;
        loop.known =
                LoopBounds.throughout(function.reader(emission.reader.position(), emission.part.end()), loop.known);
        begin();
    }

    /** Begins the innermost block, a loop whose parameters wait in slots. */
    void begin() {
        Block loop = control.innermost();
        cases.end();
        emission.addresses.setKnown(loop.known);
        // What is known of the parameters holds for the first iteration only.
        emission.stack.reset(loop.height, loop.parameters);
        loop.strip = strip(loop);
        if (loop.strip == null) {
            polls.atLoop(loop.label);
        } else {
            beginStrip(loop);
        }
        blocks.loadParameters();
    }

    /** How the loop that is about to begin is emitted as strips, or null. */
    private Strip strip(Block loop) {
        if (!loop.parameters.isEmpty()) {
            return null;
        }
        int body = emission.reader.position();
        FunctionContext function = emission.function;
        Strip.Shape shape = Strip.shape(function, function.reader(body, emission.part.end()));
        return shape == Strip.Shape.OTHER
                ? null
                : new Strip(
                        code.slot(Type.INT),
                        body,
                        shape == Strip.Shape.COUNTABLE_WITH_MEMORY && memories.isDirectAndUnshared());
    }

    private void beginStrip(Block loop) {
        Strip strip = loop.strip;
        polls.atLoop(strip.beginning);
        if (strip.wide != null) {
            memories.branchIfWide(strip.wide);
            memories.setNarrow(true);
            checkArrays(strip);
        }
        code.constant(0).istore(strip.counter).bind(loop.label, List.of());
    }

    /** Checks arrays before the first version of a loop; where one of them is next to the memory's end, the second version runs. */
    private void checkArrays(Strip strip) {
        FunctionContext function = emission.function;
        Addresses addresses = emission.addresses;
        BitSet arrays = LoopArrays.of(function.reader(strip.body, emission.part.end()), addresses.known());
        for (int local = arrays.nextSetBit(0); local >= 0; local = arrays.nextSetBit(local + 1)) {
            locals.get(local);
            memories.branchIfOutside(LoopArrays.SIZE, strip.wide);
            addresses.setKnown(addresses.known().with(local, Interval.UNKNOWN, LoopArrays.SIZE));
        }
    }

    /** Goes back to the beginning of a loop, all values in their places. */
    void goBack(Block loop) {
        Strip strip = loop.strip;
        if (strip == null) {
            code.goto_(loop.label);
            return;
        }
        if (!strip.isWide) {
            code.iinc(strip.counter, 1)
                    .iload(strip.counter)
                    .constant(Strip.LENGTH)
                    .branch(MethodWriter.IF_ICMPLT, loop.label);
        }
        code.goto_(strip.beginning);
    }

    /** Ends a loop that is no longer open; it is open again if its instructions are emitted once more. */
    void end(Block loop) {
        blocks.endLoop(loop);
        if (loop.strip == null || loop.strip.wide == null) {
            return;
        }
        if (loop.strip.isWide) {
            endSecondVersion(loop.strip);
        } else {
            beginSecondVersion(loop);
        }
    }

    /** Emits the instructions once more for large memories. */
    private void beginSecondVersion(Block loop) {
        Strip strip = loop.strip;
        strip.isWide = true;
        blocks.setMeasured(false);
        strip.ends = !control.unreachable;
        if (strip.ends) {
            code.goto_(strip.end);
        }
        memories.setNarrow(false);
        cases.end();
        emission.addresses.setKnown(loop.known);
        control.unreachable = false;
        emission.stack.reset(loop.height, List.of());
        code.bind(strip.wide, List.of());
        control.push(loop);
        emission.reader.moveTo(strip.body);
    }

    private void endSecondVersion(Strip strip) {
        blocks.setMeasured(true);
        if (strip.ends) {
            control.unreachable = false;
            emission.bind(strip.end);
            emission.addresses.forget();
        }
    }
}
