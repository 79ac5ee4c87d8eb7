package dev.perigord.wasm.bytecode;

import dev.perigord.wasm.classfile.Member;
import dev.perigord.wasm.classfile.MethodWriter;
import dev.perigord.wasm.classfile.Type;
import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.nodes.Kind;
import java.util.ArrayList;
import java.util.List;

/** A function type as the JVM sees it: what it knows of references is that they are objects. */
record Signature(List<Kind> parameters, List<Kind> results) {
    /** The JVM counts arguments in slots, and needs one for the environment and one for a receiver. */
    private static final int MAXIMUM_SLOTS = 253;

    private static final Type OBJECT_ARRAY = Type.object(JvmTypes.OBJECTS);
    private static final Member[] BOX = {
        Member.of(Integer.class, "valueOf", "(I)Ljava/lang/Integer;"),
        Member.of(Long.class, "valueOf", "(J)Ljava/lang/Long;"),
        Member.of(Float.class, "valueOf", "(F)Ljava/lang/Float;"),
        Member.of(Double.class, "valueOf", "(D)Ljava/lang/Double;")
    };
    private static final Member[] UNBOX = {
        Member.of(Integer.class, "intValue", "()I"),
        Member.of(Long.class, "longValue", "()J"),
        Member.of(Float.class, "floatValue", "()F"),
        Member.of(Double.class, "doubleValue", "()D")
    };

    static Signature of(FunctionType type) {
        return new Signature(List.of(Kind.of(type.parameters())), List.of(Kind.of(type.results())));
    }

    /** Whether a JVM method can have that many parameters. */
    boolean isPossible() {
        return 2 * parameters.size() <= MAXIMUM_SLOTS || parameterSlots() <= MAXIMUM_SLOTS;
    }

    /** A name for classes: a letter for each parameter and result. */
    String name() {
        StringBuilder name = new StringBuilder();
        parameters.forEach(kind -> name.append(JvmTypes.letter(kind)));
        name.append('_');
        results.forEach(kind -> name.append(JvmTypes.letter(kind)));
        return name.toString();
    }

    /** The type of what the JVM method returns, several results being boxed in an array, or null for nothing. */
    Type resultType() {
        return switch (results.size()) {
            case 0 -> null;
            case 1 -> JvmTypes.type(results.getFirst());
            default -> OBJECT_ARRAY;
        };
    }

    /** The descriptor of a method that has the parameters and one more with descriptor {@code last}. */
    String descriptor(String last) {
        StringBuilder text = new StringBuilder("(");
        parameters.forEach(kind -> text.append(JvmTypes.descriptor(kind)));
        text.append(last).append(')');
        return text.append(
                        switch (results.size()) {
                            case 0 -> "V";
                            case 1 -> JvmTypes.descriptor(results.getFirst());
                            default -> JvmTypes.OBJECTS;
                        })
                .toString();
    }

    /** The descriptor of a method that has the parameters and one more, and returns an object. */
    String boxedDescriptor(String last) {
        String text = descriptor(last);
        return text.substring(0, text.indexOf(')') + 1) + JvmTypes.OBJECT;
    }

    /** The types of the parameters and some more. */
    List<Type> types(Type... last) {
        List<Type> types = new ArrayList<>();
        parameters.forEach(kind -> types.add(JvmTypes.type(kind)));
        types.addAll(List.of(last));
        return types;
    }

    /** The number of slots of the parameters. */
    int parameterSlots() {
        int slots = 0;
        for (Kind kind : parameters) {
            slots += JvmTypes.type(kind).slots();
        }
        return slots;
    }

    /** Loads all parameters from consecutive slots. */
    void loadParameters(MethodWriter code, int firstSlot) {
        int slot = firstSlot;
        for (Kind kind : parameters) {
            Type type = JvmTypes.type(kind);
            code.load(type, slot);
            slot += type.slots();
        }
    }

    /** Boxes the value on the stack. */
    static void box(MethodWriter code, Kind kind) {
        if (kind != Kind.REFERENCE && kind != Kind.V128) {
            code.invokestatic(BOX[kind.ordinal()]);
        }
    }

    /** Unboxes the object on the stack. */
    static void unbox(MethodWriter code, Kind kind) {
        if (kind == Kind.V128) {
            code.checkcast(JvmTypes.VECTOR.internalName());
        } else if (kind != Kind.REFERENCE) {
            Member unbox = UNBOX[kind.ordinal()];
            code.checkcast(unbox.owner()).invokevirtual(unbox);
        }
    }

    /** Makes an array of the object in slot {@code first} and the boxed parameters, which are in consecutive slots. */
    void boxParameters(MethodWriter code, int firstSlot, int first) {
        code.constant(parameters.size() + 1).anewarray(Type.OBJECT.internalName());
        code.dup().constant(0).aload(first).aastore();
        int slot = firstSlot;
        for (int i = 0; i < parameters.size(); i++) {
            Type type = JvmTypes.type(parameters.get(i));
            code.dup().constant(i + 1).load(type, slot);
            box(code, parameters.get(i));
            code.aastore();
            slot += type.slots();
        }
    }

    /** Pushes the parameters from an array that has them behind the environment. */
    void unboxParameters(MethodWriter code, int arraySlot) {
        for (int i = 0; i < parameters.size(); i++) {
            code.aload(arraySlot).constant(i + 1).aaload();
            unbox(code, parameters.get(i));
        }
    }

    /** Turns the object that a call target has returned into what the JVM method returns. */
    void unboxResult(MethodWriter code) {
        switch (results.size()) {
            case 0 -> code.pop();
            case 1 -> unbox(code, results.getFirst());
            default -> code.checkcast(JvmTypes.OBJECTS);
        }
    }
}
