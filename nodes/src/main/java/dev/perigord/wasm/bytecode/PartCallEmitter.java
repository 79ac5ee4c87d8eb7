package dev.perigord.wasm.bytecode;

import dev.perigord.wasm.classfile.Label;
import dev.perigord.wasm.classfile.Member;
import dev.perigord.wasm.classfile.MethodWriter;
import dev.perigord.wasm.nodes.Kind;
import java.util.ArrayList;
import java.util.List;

/** Emits calls of parts, behind which the method goes where the part wants to go. */
final class PartCallEmitter {
    /**
     * A part whose method has been emitted.
     *
     * @param targets where it branches to
     * @param goesOn whether it can come to its end
     * @param left what it then leaves on the operand stack
     */
    record EmittedPart(Member method, List<Block> targets, boolean goesOn, List<Kind> left) {}

    private final Emission emission;
    private final ControlStack control;
    private final MethodWriter code;
    private final BranchEmitter branches;
    private final PartExits exits;

    PartCallEmitter(Emission emission, BranchEmitter branches, PartExits exits) {
        this.emission = emission;
        this.control = emission.control;
        this.code = emission.code;
        this.branches = branches;
        this.exits = exits;
    }

    /** Calls a part and goes where it wants to go. */
    void call(EmittedPart part) {
        code.aload(emission.frameSlot).aload(emission.instanceSlot).invokestatic(part.method);
        switch (part.targets.size()) {
            case 0 -> goOn(part.goesOn);
            case 1 -> goTo(part.targets.getFirst(), part.goesOn);
            default -> dispatch(part.targets, part.goesOn);
        }
        control.unreachable = !part.goesOn;
        if (part.goesOn) {
            exits.pushValues(part.left);
        }
    }

    private void goOn(boolean goesOn) {
        code.pop();
        if (!goesOn) {
            // The part traps or runs for ever.
            code.invokestatic(Support.UNREACHABLE).athrow();
        }
    }

    private void goTo(Block target, boolean goesOn) {
        if (goesOn) {
            Label further = new Label();
            code.branch(MethodWriter.IFEQ, further);
            branchWithValues(target);
            emission.bind(further);
        } else {
            code.pop();
            branchWithValues(target);
        }
    }

    private void dispatch(List<Block> targets, boolean goesOn) {
        Label further = new Label();
        List<Label> labels = new ArrayList<>();
        List<Label> detours = new ArrayList<>();
        labels.add(further);
        for (Block target : targets) {
            if (isDirect(target)) {
                target.addJump(emission.addresses.known());
                labels.add(target.label);
                detours.add(null);
            } else {
                Label detour = new Label();
                labels.add(detour);
                detours.add(detour);
            }
        }
        Label last = labels.removeLast();
        if (!goesOn) {
            labels.set(0, last);
        }
        code.tableswitch(labels, last);
        for (int i = 0; i < targets.size(); i++) {
            if (detours.get(i) != null) {
                emission.bind(detours.get(i));
                branchWithValues(targets.get(i));
            }
        }
        if (goesOn) {
            emission.bind(further);
        }
    }

    /** Whether a branch to a block needs nothing but a jump. */
    private boolean isDirect(Block target) {
        return target.labelKinds().isEmpty() && branches.isDirect(target);
    }

    /** Branches to a block with the values with which the part has returned. */
    private void branchWithValues(Block target) {
        if (control.isOuter(target)) {
            // They already are where the methods around this one expect them.
            exits.exit(target);
            return;
        }
        List<Kind> taken = target.labelKinds();
        exits.pushValues(taken);
        branches.branch(target);
        emission.stack.pop(taken.size());
    }
}
