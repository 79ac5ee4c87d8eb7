package dev.perigord.wasm.bytecode;

import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.classfile.Member;
import dev.perigord.wasm.classfile.MethodWriter;
import dev.perigord.wasm.classfile.Type;
import dev.perigord.wasm.module.DefinedType;
import dev.perigord.wasm.module.Instruction;
import dev.perigord.wasm.nodes.Kind;
import dev.perigord.wasm.nodes.gc.ArrayCopyNode;
import dev.perigord.wasm.nodes.gc.ArrayFillNode;
import dev.perigord.wasm.nodes.gc.ArrayInitNode;
import dev.perigord.wasm.nodes.gc.ArrayLenNode;
import dev.perigord.wasm.nodes.gc.ArrayNewNode;
import dev.perigord.wasm.nodes.gc.ArrayNewSegmentNode;
import dev.perigord.wasm.nodes.gc.DescriptorGetNode;
import dev.perigord.wasm.nodes.gc.StructNewNode;
import dev.perigord.wasm.runtime.ArrayElements;
import dev.perigord.wasm.runtime.Storage;
import dev.perigord.wasm.runtime.StructLayout;
import dev.perigord.wasm.runtime.WasmArray;
import dev.perigord.wasm.runtime.WasmStruct;

/**
 * Emits the instructions of structures and arrays. The usual fields of structures are fields of a Java object, which are
 * read and written directly; the rest are calls.
 */
final class AggregateEmitter {
    private static final String INSTANCE = JvmTypes.descriptor(JvmTypes.INSTANCE);
    private static final String NODE = JvmTypes.descriptor(Node.class);
    private static final String TYPE = JvmTypes.descriptor(DefinedType.class);
    private static final String STORAGE = JvmTypes.descriptor(Storage.class);
    private static final String STRUCT = Member.internalName(WasmStruct.class);
    private static final String MEDIUM = Member.internalName(WasmStruct.Medium.class);

    private static final Member AS_STRUCT = Member.of(STRUCT, "of", "(" + JvmTypes.OBJECT + NODE + ")L" + STRUCT + ";");
    private static final Member AS_MEDIUM =
            Member.of(STRUCT, "mediumOf", "(" + JvmTypes.OBJECT + NODE + ")L" + MEDIUM + ";");
    private static final Member NEW_LARGE = Member.of(STRUCT, "large", "(" + TYPE + "II)L" + MEDIUM + ";");
    private static final Member GET_REFERENCE = Member.of(STRUCT, "getReference", "(I)" + JvmTypes.OBJECT);
    private static final Member SET_REFERENCE = Member.of(STRUCT, "setReference", "(I" + JvmTypes.OBJECT + ")V");
    private static final Member GET_NUMBER = Member.of(STRUCT, "getNumber", "(I)J");
    private static final Member SET_NUMBER = Member.of(STRUCT, "setNumber", "(IJ)V");
    private static final Member ZERO_VECTOR =
            Member.of(JvmTypes.VECTOR.internalName(), "ZERO", JvmTypes.descriptor(JvmTypes.VECTOR));
    private static final Member DESCRIPTOR = method(StructNewNode.class, "descriptor", "", JvmTypes.OBJECT);
    private static final Member ALLOCATE =
            Member.of(WasmArray.class, "allocate", "(" + STORAGE + "I" + NODE + ")" + JvmTypes.OBJECT);
    private static final Member NEW_ARRAY =
            Member.of(WasmArray.class, "of", "(" + JvmTypes.OBJECT + TYPE + ")" + JvmTypes.descriptor(WasmArray.class));

    private final Emission emission;
    private final MethodWriter code;

    AggregateEmitter(Emission emission) {
        this.emission = emission;
        this.code = emission.code;
    }

    /** A method that takes a reference, something else, and the node. */
    private static Member method(Class<?> owner, String name, String between, String result) {
        return Member.of(owner, name, "(" + JvmTypes.OBJECT + between + NODE + ")" + result);
    }

    private DefinedType type() {
        return emission.definition.types().get(emission.reader.index);
    }

    /** Emits an instruction whose operands are on the stack; false if it is of another sort. */
    boolean emit(Instruction instruction) {
        return struct(instruction) || array(instruction);
    }

    // --- structures --------------------------------------------------------------------------------------------

    private boolean struct(Instruction instruction) {
        switch (instruction) {
            case STRUCT_NEW -> newStruct(false, false);
            case STRUCT_NEW_DEFAULT -> newStruct(true, false);
            case STRUCT_NEW_DESC -> newStruct(false, true);
            case STRUCT_NEW_DEFAULT_DESC -> newStruct(true, true);
            case STRUCT_GET, STRUCT_GET_S, STRUCT_GET_U -> {
                StructLayout.Field field = StructLayout.of(type()).field(emission.reader.secondIndex);
                Storage storage = Storage.of(field.storage());
                if (storage.isReference()) {
                    getReference(field.place());
                    unboxVector(storage);
                } else {
                    getNumber(field.place());
                    fromBits(storage, instruction == Instruction.STRUCT_GET_S);
                }
                emission.replace(1, Kind.of(storage));
            }
            case STRUCT_SET -> {
                StructLayout.Field field = StructLayout.of(type()).field(emission.reader.secondIndex);
                Storage storage = Storage.of(field.storage());
                toBits(storage);
                Type bits = storage.isReference() ? Type.OBJECT : Type.LONG;
                int value = emission.slots.temporary(0, bits);
                code.store(bits, value);
                target(field.place(), storage.isReference());
                code.load(bits, value);
                set(field.place(), storage.isReference());
                emission.stack.pop(2);
            }
            case REF_GET_DESC -> {
                code.constant(StructLayout.of(type()).descriptorPlace())
                        .aconst_null()
                        .invokestatic(method(DescriptorGetNode.class, "get", "I", JvmTypes.OBJECT));
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Whether a place is one of a small object: of its two references, or its number. */
    private static boolean isSmall(int place, boolean reference) {
        return place < (reference ? 2 : 1);
    }

    /** Whether a place has a field in an object of medium size. */
    private static boolean isField(int place, boolean reference) {
        return place < (reference ? 4 : 3);
    }

    private static Member field(int place, boolean reference) {
        return Member.of(
                isSmall(place, reference) ? STRUCT : MEDIUM,
                (reference ? "reference" : "number") + place,
                reference ? JvmTypes.OBJECT : "J");
    }

    /** Turns the reference on the stack into the object that has a place. */
    private void object(int place, boolean reference) {
        boolean medium = !isSmall(place, reference) && isField(place, reference);
        code.aconst_null().invokestatic(medium ? AS_MEDIUM : AS_STRUCT);
    }

    private void getReference(int place) {
        object(place, true);
        if (isField(place, true)) {
            code.getfield(field(place, true));
        } else {
            code.constant(place).invokevirtual(GET_REFERENCE);
        }
    }

    private void getNumber(int place) {
        object(place, false);
        if (isField(place, false)) {
            code.getfield(field(place, false));
        } else {
            code.constant(place).invokevirtual(GET_NUMBER);
        }
    }

    /** Turns the reference on the stack into what has to be below a value that is set. */
    private void target(int place, boolean reference) {
        object(place, reference);
        place(place, reference);
    }

    private void place(int place, boolean reference) {
        if (!isField(place, reference)) {
            code.constant(place);
        }
    }

    private void set(int place, boolean reference) {
        if (isField(place, reference)) {
            code.putfield(field(place, reference));
        } else {
            code.invokevirtual(reference ? SET_REFERENCE : SET_NUMBER);
        }
    }

    /** Turns the value on the stack into the bits, or the object, that a field has. */
    private void toBits(Storage storage) {
        switch (storage) {
            case I8, I16, I32 -> code.i2l();
            case F32 ->
                code.invokestatic(Member.of(Float.class, "floatToRawIntBits", "(F)I"))
                        .i2l();
            case F64 -> code.invokestatic(Member.of(Double.class, "doubleToRawLongBits", "(D)J"));
            case V128 -> VectorForm.leave(code, Kind.V128);
            case I64, REFERENCE -> {}
        }
    }

    private void fromBits(Storage storage, boolean signed) {
        switch (storage) {
            case I8, I16, I32 -> {
                code.l2i();
                extend(storage, signed);
            }
            case F32 -> code.l2i().invokestatic(Member.of(Float.class, "intBitsToFloat", "(I)F"));
            case F64 -> code.invokestatic(Member.of(Double.class, "longBitsToDouble", "(J)D"));
            case I64, V128, REFERENCE -> {}
        }
    }

    private void extend(Storage storage, boolean signed) {
        if (storage == Storage.I8) {
            if (signed) {
                code.i2b();
            } else {
                code.constant(0xFF).iand();
            }
        } else if (storage == Storage.I16) {
            if (signed) {
                code.i2s();
            } else {
                code.constant(0xFFFF).iand();
            }
        }
    }

    private void newStruct(boolean defaults, boolean described) {
        StructLayout layout = StructLayout.of(type());
        int count = (defaults ? 0 : layout.fields().size()) + (described ? 1 : 0);
        int from = emission.stack.height() - count;
        if (described) {
            code.aconst_null().invokestatic(DESCRIPTOR);
        }
        emission.storeTemporaries(from);
        create(layout);
        for (int i = 0; i < layout.fields().size(); i++) {
            StructLayout.Field field = layout.field(i);
            Storage storage = Storage.of(field.storage());
            if (defaults && !storage.isReference()) {
                continue;
            }
            code.dup();
            place(field.place(), storage.isReference());
            if (defaults) {
                code.getstatic(storage == Storage.V128 ? ZERO_VECTOR : Support.NULL);
            } else {
                emission.loadTemporary(from, from + i);
                toBits(storage);
            }
            set(field.place(), storage.isReference());
        }
        if (described) {
            code.dup();
            place(layout.descriptorPlace(), true);
            emission.loadTemporary(from, from + count - 1);
            set(layout.descriptorPlace(), true);
        }
        emission.replace(count, Kind.REFERENCE);
    }

    /** Makes an object of the class that {@link WasmStruct#create} makes for the layout. */
    private void create(StructLayout layout) {
        Member type = emission.function.loader.types().get(type());
        if (WasmStruct.isLarge(layout)) {
            code.getstatic(type)
                    .constant(layout.references())
                    .constant(layout.numbers())
                    .invokestatic(NEW_LARGE);
        } else {
            String owner = WasmStruct.isSmall(layout) ? STRUCT : MEDIUM;
            code.new_(owner).dup().getstatic(type).invokespecial(Member.of(owner, "<init>", "(" + TYPE + ")V"));
        }
    }

    // --- arrays ------------------------------------------------------------------------------------------------

    private boolean array(Instruction instruction) {
        switch (instruction) {
            case ARRAY_NEW, ARRAY_NEW_DEFAULT -> {
                boolean defaults = instruction == Instruction.ARRAY_NEW_DEFAULT;
                int length = emission.slots.temporary(0, Type.INT);
                code.istore(length);
                if (!defaults) {
                    emission.box(elementKind());
                } else if (storage().isReference()) {
                    code.getstatic(storage() == Storage.V128 ? ZERO_VECTOR : Support.NULL);
                } else {
                    code.aconst_null();
                }
                code.iload(length);
                typeAndStorage();
                code.aconst_null()
                        .invokestatic(method(ArrayNewNode.class, "create", "I" + TYPE + STORAGE, JvmTypes.OBJECT));
                emission.replace(defaults ? 1 : 2, Kind.REFERENCE);
            }
            case ARRAY_NEW_FIXED -> newFixed(emission.reader.secondIndex);
            case ARRAY_NEW_DATA, ARRAY_NEW_ELEM -> {
                segment();
                code.getstatic(emission.function.loader.types().get(type()))
                        .aconst_null()
                        .invokestatic(Member.of(
                                ArrayNewSegmentNode.class,
                                "create",
                                "(II" + INSTANCE + "I" + STORAGE + TYPE + NODE + ")" + JvmTypes.OBJECT));
                emission.replace(2, Kind.REFERENCE);
            }
            case ARRAY_GET, ARRAY_GET_S, ARRAY_GET_U -> {
                code.aconst_null()
                        .invokestatic(method(ArrayElements.class, "get" + suffix(), "I", elementDescriptor()));
                if (storage() == Storage.V128) {
                    unboxVector(storage());
                } else if (instruction == Instruction.ARRAY_GET_U) {
                    extend(storage(), false);
                }
                emission.replace(2, elementKind());
            }
            case ARRAY_SET -> {
                VectorForm.leave(code, elementKind());
                code.aconst_null()
                        .invokestatic(method(ArrayElements.class, "set" + suffix(), "I" + elementDescriptor(), "V"));
                emission.stack.pop(3);
            }
            case ARRAY_LEN -> {
                code.aconst_null().invokestatic(method(ArrayLenNode.class, "length", "", "I"));
                emission.replace(1, Kind.I32);
            }
            case ARRAY_FILL -> {
                int length = emission.slots.temporary(0, Type.INT);
                code.istore(length);
                emission.box(elementKind());
                code.iload(length)
                        .aconst_null()
                        .invokestatic(method(ArrayFillNode.class, "fill", "I" + JvmTypes.OBJECT + "I", "V"));
                emission.stack.pop(4);
            }
            case ARRAY_COPY -> {
                code.aconst_null().invokestatic(method(ArrayCopyNode.class, "copy", "I" + JvmTypes.OBJECT + "II", "V"));
                emission.stack.pop(5);
            }
            case ARRAY_INIT_DATA, ARRAY_INIT_ELEM -> {
                segment();
                code.aconst_null()
                        .invokestatic(method(ArrayInitNode.class, "initialize", "III" + INSTANCE + "I" + STORAGE, "V"));
                emission.stack.pop(4);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void unboxVector(Storage storage) {
        if (storage == Storage.V128) {
            emission.unbox(Kind.V128);
        }
    }

    private Storage storage() {
        return Storage.of(type().array().element().storage());
    }

    private Kind elementKind() {
        return Kind.of(storage());
    }

    private static Member constant(Storage storage) {
        return Member.of(Storage.class, storage.name(), STORAGE);
    }

    private void typeAndStorage() {
        code.getstatic(emission.function.loader.types().get(type())).getstatic(constant(storage()));
    }

    /** Pushes the instance, the segment's index and how elements are kept. */
    private void segment() {
        code.aload(emission.instanceSlot).constant(emission.reader.secondIndex).getstatic(constant(storage()));
    }

    /** The last part of the name of the methods that get and set elements. */
    private String suffix() {
        return storage().isReference() ? "Reference" : storage().name();
    }

    private String elementDescriptor() {
        return storage().isReference() ? JvmTypes.OBJECT : JvmTypes.descriptor(elementKind());
    }

    private void newFixed(int count) {
        int from = emission.stack.height() - count;
        Storage storage = storage();
        emission.storeTemporaries(from);
        code.getstatic(constant(storage)).constant(count).aconst_null().invokestatic(ALLOCATE);
        if (count > 0) {
            code.checkcast(
                    switch (storage) {
                        case I8 -> "[B";
                        case I16 -> "[S";
                        case I32 -> "[I";
                        case I64 -> "[J";
                        case F32 -> "[F";
                        case F64 -> "[D";
                        case V128, REFERENCE -> JvmTypes.OBJECTS;
                    });
        }
        for (int i = 0; i < count; i++) {
            code.dup().constant(i);
            emission.loadTemporary(from, from + i);
            VectorForm.leave(code, elementKind());
            switch (storage) {
                case I8 -> code.instruction(84, -3);
                case I16 -> code.instruction(86, -3);
                case I32 -> code.instruction(79, -3);
                case I64 -> code.instruction(80, -4);
                case F32 -> code.instruction(81, -3);
                case F64 -> code.instruction(82, -4);
                case V128, REFERENCE -> code.aastore();
            }
        }
        code.getstatic(emission.function.loader.types().get(type())).invokestatic(NEW_ARRAY);
        emission.replace(count, Kind.REFERENCE);
    }
}
