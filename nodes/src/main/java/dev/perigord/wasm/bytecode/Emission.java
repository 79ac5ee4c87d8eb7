package dev.perigord.wasm.bytecode;

import dev.perigord.wasm.binary.InstructionReader;
import dev.perigord.wasm.classfile.Label;
import dev.perigord.wasm.classfile.Member;
import dev.perigord.wasm.classfile.MethodWriter;
import dev.perigord.wasm.classfile.Type;
import dev.perigord.wasm.module.ModuleDefinition;
import dev.perigord.wasm.nodes.Kind;
import java.util.ArrayList;
import java.util.List;

/** What all emitters of one JVM method work on: the code, the instruction just read, the operand stack, the open blocks. */
final class Emission {
    private static final Type OBJECT_ARRAY = Type.object(JvmTypes.OBJECTS);
    private static final int MAXIMUM_LINE = 0xFFFF;

    final FunctionContext function;
    final ModuleDefinition definition;
    final MethodWriter code;

    /** Its fields are the immediates of the instruction that is emitted. */
    final InstructionReader reader;

    /** The instructions that are the method. */
    final Part part;

    final OperandStack stack;
    final ControlStack control;
    final Addresses addresses;
    final Slots slots;

    final int instanceSlot;

    /** The slot of the object that the methods of the function share, or -1 if there is one method. */
    final int frameSlot;

    Emission(
            FunctionContext function,
            Part part,
            MethodWriter code,
            int instanceSlot,
            int frameSlot,
            OperandStack stack,
            ControlStack control) {
        this.function = function;
        this.definition = function.definition;
        this.part = part;
        this.code = code;
        this.reader = function.reader(part.start(), part.end());
        this.stack = stack;
        this.control = control;
        this.addresses = new Addresses(function, stack);
        this.slots = new Slots(code);
        this.instanceSlot = instanceSlot;
        this.frameSlot = frameSlot;
    }

    /** Notes where in the function the next JVM instruction comes from, for stack traces. */
    void line() {
        code.line(Math.min(MAXIMUM_LINE, reader.start - function.instructions.start() + 1));
    }

    /** The type of the operand at a position, counted from the bottom. */
    Type typeAt(int position) {
        return VectorForm.type(stack.at(position));
    }

    /** Binds a label where the JVM's stack is what the operand stack says. */
    void bind(Label label, Type... above) {
        bind(label, stack.height(), above);
    }

    /** Binds a label where the JVM's stack is what the operand stack says up to a height, and something above. */
    void bind(Label label, int height, Type... above) {
        List<Type> types = new ArrayList<>();
        for (int i = control.waiting(); i < height; i++) {
            types.add(typeAt(i));
        }
        types.addAll(List.of(above));
        code.bind(label, types);
    }

    /** Puts what the instance has at an index into a slot of a type. */
    int keep(String type, Member accessor, int index) {
        int slot = code.slot(Type.object(type));
        code.aload(instanceSlot).constant(index).invokevirtual(accessor).astore(slot);
        return slot;
    }

    // --- moving operands ---------------------------------------------------------------------------------------

    /** Takes an operand off the JVM's stack. */
    void drop(Kind kind) {
        if (JvmTypes.isWide(kind)) {
            code.pop2();
        } else {
            code.pop();
        }
    }

    /** Moves an operand to the slot in which it waits for the end of a block; the model of the stack still has it. */
    void storeWaiting(int position) {
        code.store(typeAt(position), slots.waiting(position, typeAt(position)));
    }

    /** Brings back what {@link #storeWaiting} has moved. */
    void loadWaiting(int position) {
        code.load(typeAt(position), slots.waiting(position, typeAt(position)));
    }

    /** Moves the operands from a position on to slots; the model of the stack still has them. */
    void storeTemporaries(int from) {
        for (int i = stack.height() - 1; i >= from; i--) {
            code.store(typeAt(i), slots.temporary(i - from, typeAt(i)));
        }
    }

    /** Brings back what {@link #storeTemporaries} has moved. */
    void loadTemporaries(int from) {
        for (int i = from; i < stack.height(); i++) {
            loadTemporary(from, i);
        }
    }

    /** Pushes one of the operands that {@link #storeTemporaries} has moved. */
    void loadTemporary(int from, int position) {
        code.load(typeAt(position), slots.temporary(position - from, typeAt(position)));
    }

    /**
     * Turns the operands from a position on into an array of boxed ones, behind some free places; the model of the stack
     * still has them.
     */
    void boxAll(int from, int free) {
        storeTemporaries(from);
        code.constant(free + stack.height() - from).anewarray(Type.OBJECT.internalName());
        for (int i = from; i < stack.height(); i++) {
            code.dup().constant(free + i - from);
            loadTemporary(from, i);
            box(stack.at(i));
            code.aastore();
        }
    }

    /** Pushes the values in the array of boxed ones on the stack, which is not part of the model. */
    void unboxAll(List<Kind> kinds) {
        int array = slots.temporary(0, OBJECT_ARRAY);
        code.astore(array);
        for (int i = 0; i < kinds.size(); i++) {
            code.aload(array).constant(i).aaload();
            unbox(kinds.get(i));
            stack.push(kinds.get(i));
        }
    }

    /** Turns those of the operands from a position on that are vectors and arguments into what a callee expects. */
    void passVectors(List<Kind> parameters, int from) {
        if (!VectorForm.changes(parameters)) {
            return;
        }
        storeTemporaries(from);
        loadPassed(from);
    }

    /** Brings back what {@link #storeTemporaries} has moved as a callee expects it. */
    void loadPassed(int from) {
        for (int i = from; i < stack.height(); i++) {
            loadTemporary(from, i);
            VectorForm.leave(code, stack.at(i));
        }
    }

    /** Turns the operand on the stack into an object. */
    void box(Kind kind) {
        VectorForm.leave(code, kind);
        Signature.box(code, kind);
    }

    /** Turns the object on the stack into an operand. */
    void unbox(Kind kind) {
        Signature.unbox(code, kind);
        VectorForm.enter(code, kind);
    }

    /** Pushes a value of a kind that is on the JVM's stack already on the model, below it so many operands gone. */
    void replace(int operands, Kind result) {
        stack.pop(operands);
        stack.push(result);
    }
}
