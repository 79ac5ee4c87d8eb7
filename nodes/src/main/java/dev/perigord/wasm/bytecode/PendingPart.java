package dev.perigord.wasm.bytecode;

import dev.perigord.wasm.bytecode.PartCallEmitter.EmittedPart;
import java.util.List;

/**
 * A part of a function where it begins. Most parts have a class of their own, which is emitted when the part is called first: much
 * of a large function never runs.
 *
 * @param stack what is on the operand stack where the part begins
 * @param control the blocks around the part
 * @param targets those of them to which it is known to branch, in the order of the numbers that it returns for them
 * @param caseNumber the number of the case in which it is called
 */
record PendingPart(
        FunctionContext function,
        Part part,
        OperandStack stack,
        ControlStack control,
        List<Block> targets,
        int caseNumber) {
    /** What is emitted early where it is larger: the JVM does not take methods of any size, and trees would have to run the function. */
    static final int MAXIMUM_SIZE = 20_000;

    /** The class with the part's method. */
    byte[] emit() {
        EmittedPart emitted = MethodEmitter.part(this);
        // The caller has been emitted: it knows these ways out of the part and no others.
        assert emitted.targets().size() == targets.size() : part;
        assert !emitted.goesOn() || function.survey.goesOn(part.end()) : part;
        return function.methods.toBytes();
    }
}
