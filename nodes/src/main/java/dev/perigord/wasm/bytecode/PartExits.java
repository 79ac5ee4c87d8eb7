package dev.perigord.wasm.bytecode;

import dev.perigord.wasm.classfile.MethodWriter;
import dev.perigord.wasm.nodes.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * How a part of a function branches to blocks of the methods around it: it returns a number that stands for the block, and
 * what the block takes is in the frame object. Where it just comes to its end, it returns 0.
 */
final class PartExits {
    private final Emission emission;
    private final MethodWriter code;

    /** The outer blocks to which the method branches. What it returns is the place in this list, from 1 on. */
    private final List<Block> targets;

    /** The places of outer blocks in the list, 0 for those that are not there. */
    private final int[] places;

    /** Exits to blocks, of which some may have their places already. */
    PartExits(Emission emission, List<Block> targets) {
        this.emission = emission;
        this.code = emission.code;
        this.targets = new ArrayList<>(targets);
        this.places = new int[emission.control.outerBlocks()];
        for (int i = 0; i < targets.size(); i++) {
            places[targets.get(i).depth] = i + 1;
        }
    }

    /** The blocks to which the method branches, in the order of what it returns for them, from 1 on. */
    List<Block> targets() {
        return targets;
    }

    /** Returns to the method around this one, which then branches to a block of its own with the values there. */
    void exit(Block target) {
        if (places[target.depth] == 0) {
            targets.add(target);
            places[target.depth] = targets.size();
        }
        code.constant(places[target.depth]).ireturn();
    }

    /** Returns so with the values on the stack that the block takes. */
    void exitWithValues(Block target) {
        putValues(target.labelKinds());
        exit(target);
    }

    /** Ends a part that has come to its end, and gives the kinds of what it leaves on the operand stack. */
    List<Kind> end() {
        List<Kind> left = new ArrayList<>();
        for (int i = emission.control.bottom(); i < emission.stack.height(); i++) {
            left.add(emission.stack.at(i));
        }
        putValues(left);
        code.constant(0).ireturn();
        return left;
    }

    private void putValues(List<Kind> kinds) {
        for (int i = kinds.size() - 1; i >= 0; i--) {
            LocalVariables.putField(
                    code, emission.frameSlot, emission.function.exitField(i, kinds.get(i)), kinds.get(i));
        }
    }

    /** Pushes the values with which a part has returned. */
    void pushValues(List<Kind> kinds) {
        for (int i = 0; i < kinds.size(); i++) {
            code.aload(emission.frameSlot).getfield(emission.function.exitField(i, kinds.get(i)));
            emission.stack.push(kinds.get(i));
        }
    }
}
