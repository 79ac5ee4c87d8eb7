package dev.perigord.wasm.bytecode;

import dev.perigord.wasm.classfile.Member;
import dev.perigord.wasm.classfile.MethodWriter;
import dev.perigord.wasm.classfile.Type;
import dev.perigord.wasm.nodes.Kind;
import java.util.Arrays;

/** Where the locals of a function are for one of its methods: in slots, or in the frame object if others need them. */
final class LocalVariables {
    private final FunctionContext function;
    private final MethodWriter code;
    private final int frameSlot;
    private final int[] slots;

    LocalVariables(FunctionContext function, MethodWriter code, int frameSlot) {
        this.function = function;
        this.code = code;
        this.frameSlot = frameSlot;
        this.slots = new int[function.locals.length];
        Arrays.fill(slots, -1);
    }

    /** Takes the parameters of the function from where its caller puts them, and clears what is not zero at first. */
    void enter() {
        int next = 0;
        for (int i = 0; i < function.locals.length; i++) {
            Type type = JvmTypes.type(function.locals[i]);
            if (i < function.type.parameters().size()) {
                if (function.isShared(i) || !type.equals(type(i))) {
                    code.load(type, next);
                    VectorForm.enter(code, function.locals[i]);
                    set(i);
                } else {
                    slots[i] = next;
                }
                next += type.slots();
            } else if (function.locals[i] == Kind.REFERENCE) {
                code.invokestatic(Support.NULL_REFERENCE);
                set(i);
            } else if (function.locals[i] == Kind.V128) {
                VectorForm.zero(code);
                set(i);
            }
        }
    }

    /** Clears the locals that are no parameters, for a function that begins anew. */
    void clear() {
        for (int i = function.type.parameters().size(); i < function.locals.length; i++) {
            switch (function.locals[i]) {
                case I32 -> code.constant(0);
                case I64 -> code.constant(0L);
                case F32 -> code.constant(0f);
                case F64 -> code.constant(0d);
                case V128 -> VectorForm.zero(code);
                case REFERENCE -> code.getstatic(Support.NULL);
            }
            set(i);
        }
    }

    private Type type(int local) {
        return VectorForm.type(function.locals[local]);
    }

    private int slot(int local) {
        if (slots[local] < 0) {
            slots[local] = code.slot(type(local));
        }
        return slots[local];
    }

    /** Pushes a local. */
    void get(int local) {
        if (function.isShared(local)) {
            code.aload(frameSlot).getfield(function.localField(local));
        } else {
            code.load(type(local), slot(local));
        }
    }

    /** Pops a local. */
    void set(int local) {
        if (function.isShared(local)) {
            putField(code, frameSlot, function.localField(local), function.locals[local]);
        } else {
            code.store(type(local), slot(local));
        }
    }

    /** Puts the value on the stack into a field of the object in a slot. */
    static void putField(MethodWriter code, int objectSlot, Member field, Kind kind) {
        code.aload(objectSlot);
        if (JvmTypes.isWide(kind)) {
            code.dup_x2().pop();
        } else {
            code.swap();
        }
        code.putfield(field);
    }
}
