package dev.perigord.wasm.validation;

import dev.perigord.wasm.binary.InstructionReader;
import dev.perigord.wasm.module.AbstractHeapType;
import dev.perigord.wasm.module.ArrayType;
import dev.perigord.wasm.module.DefinedType;
import dev.perigord.wasm.module.ExactType;
import dev.perigord.wasm.module.FieldType;
import dev.perigord.wasm.module.Instruction;
import dev.perigord.wasm.module.NumberType;
import dev.perigord.wasm.module.PackedType;
import dev.perigord.wasm.module.ReferenceType;
import dev.perigord.wasm.module.StorageType;
import dev.perigord.wasm.module.StructType;

/** The rules of structures and arrays (spec 3.4.6). */
final class AggregateRules {
    private static final ReferenceType ARRAY = new ReferenceType(true, AbstractHeapType.ARRAY);

    private final CodeContext context;
    private final InstructionReader reader;

    AggregateRules(CodeContext context) {
        this.context = context;
        this.reader = context.reader;
    }

    /** Checks an instruction; false if it is none of structures or arrays. */
    boolean check(Instruction instruction) {
        return struct(instruction) || array(instruction);
    }

    // --- structures --------------------------------------------------------------------------------------------

    private boolean struct(Instruction instruction) {
        switch (instruction) {
            case STRUCT_NEW, STRUCT_NEW_DEFAULT, STRUCT_NEW_DESC, STRUCT_NEW_DEFAULT_DESC -> newStruct(instruction);
            case STRUCT_GET -> {
                FieldType field = popField();
                checkPacked(field, false);
                context.push(field.storage().unpacked());
            }
            case STRUCT_GET_S, STRUCT_GET_U -> {
                FieldType field = popField();
                checkPacked(field, true);
                context.push(NumberType.I32);
            }
            case STRUCT_SET -> {
                FieldType field = field();
                checkMutable(field);
                context.pop(field.storage().unpacked());
                popInstance(reader.index);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void newStruct(Instruction instruction) {
        StructType type = context.structType(reader.index);
        DefinedType defined = context.type(reader.index);
        boolean described =
                instruction == Instruction.STRUCT_NEW_DESC || instruction == Instruction.STRUCT_NEW_DEFAULT_DESC;
        if (described != (defined.descriptor() != null)) {
            throw context.invalid(
                    described
                            ? "type without descriptor cannot be allocated with one"
                            : "type with descriptor cannot be allocated without one");
        }
        if (described) {
            context.pop(CodeContext.nullable(new ExactType(defined.descriptor())));
        }
        boolean defaults =
                instruction == Instruction.STRUCT_NEW_DEFAULT || instruction == Instruction.STRUCT_NEW_DEFAULT_DESC;
        for (int i = type.fields().size() - 1; i >= 0; i--) {
            if (defaults) {
                checkDefault(type.fields().get(i));
            } else {
                context.pop(type.fields().get(i).storage().unpacked());
            }
        }
        context.push(context.made(defined));
    }

    private FieldType field() {
        StructType type = context.structType(reader.index);
        context.check("field", reader.secondIndex, type.fields().size());
        return type.fields().get(reader.secondIndex);
    }

    private FieldType popField() {
        FieldType field = field();
        popInstance(reader.index);
        return field;
    }

    private void popInstance(int type) {
        context.pop(CodeContext.nullable(context.type(type)));
    }

    private void checkPacked(FieldType field, boolean expected) {
        if (field.storage() instanceof PackedType != expected) {
            throw context.invalid(expected ? "type mismatch: field is unpacked" : "type mismatch: field is packed");
        }
    }

    private void checkMutable(FieldType field) {
        if (!field.mutable()) {
            throw context.invalid("immutable field or array: it cannot be set");
        }
    }

    private void checkDefault(FieldType field) {
        if (field.storage() instanceof ReferenceType reference && !reference.nullable()) {
            throw context.invalid("field type is not defaultable: " + reference);
        }
    }

    // --- arrays ------------------------------------------------------------------------------------------------

    private boolean array(Instruction instruction) {
        switch (instruction) {
            case ARRAY_NEW -> {
                ArrayType type = context.arrayType(reader.index);
                context.pop(NumberType.I32);
                context.pop(type.element().storage().unpacked());
                pushNew();
            }
            case ARRAY_NEW_DEFAULT -> {
                checkDefault(context.arrayType(reader.index).element());
                context.pop(NumberType.I32);
                pushNew();
            }
            case ARRAY_NEW_FIXED -> newFixed();
            case ARRAY_NEW_DATA -> {
                checkBits(context.arrayType(reader.index));
                context.checkData(reader.secondIndex);
                popI32(2);
                pushNew();
            }
            case ARRAY_NEW_ELEM -> {
                checkElements(context.arrayType(reader.index));
                popI32(2);
                pushNew();
            }
            case ARRAY_GET -> {
                FieldType element = popElement();
                checkPacked(element, false);
                context.push(element.storage().unpacked());
            }
            case ARRAY_GET_S, ARRAY_GET_U -> {
                FieldType element = popElement();
                checkPacked(element, true);
                context.push(NumberType.I32);
            }
            case ARRAY_SET -> {
                FieldType element = context.arrayType(reader.index).element();
                checkMutable(element);
                context.pop(element.storage().unpacked());
                popI32(1);
                popInstance(reader.index);
            }
            case ARRAY_LEN -> {
                context.pop(ARRAY);
                context.push(NumberType.I32);
            }
            case ARRAY_FILL -> {
                FieldType element = context.arrayType(reader.index).element();
                checkMutable(element);
                popI32(1);
                context.pop(element.storage().unpacked());
                popI32(1);
                popInstance(reader.index);
            }
            case ARRAY_COPY -> copy();
            case ARRAY_INIT_DATA -> {
                ArrayType type = context.arrayType(reader.index);
                checkMutable(type.element());
                checkBits(type);
                context.checkData(reader.secondIndex);
                popI32(3);
                popInstance(reader.index);
            }
            case ARRAY_INIT_ELEM -> {
                ArrayType type = context.arrayType(reader.index);
                checkMutable(type.element());
                checkElements(type);
                popI32(3);
                popInstance(reader.index);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void pushNew() {
        context.push(context.made(context.type(reader.index)));
    }

    private void popI32(int count) {
        for (int i = 0; i < count; i++) {
            context.pop(NumberType.I32);
        }
    }

    /** Operands that cannot be on the stack are missed at once, so a hostile count takes no time. */
    private void newFixed() {
        FieldType element = context.arrayType(reader.index).element();
        context.stack.popRepeated(element.storage().unpacked(), reader.secondIndex, reader.start);
        pushNew();
    }

    private FieldType popElement() {
        FieldType element = context.arrayType(reader.index).element();
        popI32(1);
        popInstance(reader.index);
        return element;
    }

    private void checkBits(ArrayType type) {
        if (type.element().storage() instanceof ReferenceType) {
            throw context.invalid("array type is not numeric or vector");
        }
    }

    private void checkElements(ArrayType type) {
        ReferenceType elements = context.elementType(reader.secondIndex);
        if (!elements.matches(type.element().storage())) {
            throw context.invalid("type mismatch: elements of type " + elements + " for an array of "
                    + type.element().storage().text());
        }
    }

    private void copy() {
        FieldType destination = context.arrayType(reader.index).element();
        StorageType source = context.arrayType(reader.secondIndex).element().storage();
        checkMutable(destination);
        if (!source.matches(destination.storage())) {
            throw context.invalid("array types do not match");
        }
        popI32(2);
        popInstance(reader.secondIndex);
        popI32(1);
        popInstance(reader.index);
    }
}
