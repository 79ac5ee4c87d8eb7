package dev.perigord.wasm.validation;

import dev.perigord.wasm.binary.InstructionReader;
import dev.perigord.wasm.module.AddressType;
import dev.perigord.wasm.module.ArrayType;
import dev.perigord.wasm.module.DefinedType;
import dev.perigord.wasm.module.ExactType;
import dev.perigord.wasm.module.ExternType;
import dev.perigord.wasm.module.Feature;
import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.HeapType;
import dev.perigord.wasm.module.InvalidException;
import dev.perigord.wasm.module.ModuleDefinition;
import dev.perigord.wasm.module.ModuleDefinition.Range;
import dev.perigord.wasm.module.ReferenceType;
import dev.perigord.wasm.module.StructType;
import dev.perigord.wasm.module.ValueType;
import dev.perigord.wasm.validation.OperandStack.Control;
import java.util.List;
import java.util.Set;

/** What all rules share: the module, the instruction at hand with its immediates, and the type stack. */
final class CodeContext {
    final ModuleDefinition module;
    final InstructionReader reader;
    final OperandStack stack;
    private final Set<Feature> features;

    CodeContext(ModuleDefinition module, Set<Feature> features, Range range, Place place) {
        this.module = module;
        this.features = features;
        this.reader = new InstructionReader(module.bytes(), range.start(), range.end(), module.types());
        this.stack = new OperandStack(place);
    }

    boolean has(Feature feature) {
        return features.contains(feature);
    }

    InvalidException invalid(String message) {
        return stack.invalid(message, reader.start);
    }

    // --- the stack ---------------------------------------------------------------------------------------------

    void push(ValueType type) {
        stack.push(type);
    }

    void pop(ValueType type) {
        stack.pop(type, reader.start);
    }

    void popAll(List<ValueType> types) {
        stack.popAll(types, reader.start);
    }

    Control label(int index) {
        return stack.label(index, reader.start);
    }

    // --- index spaces ------------------------------------------------------------------------------------------

    void check(String kind, int index, int size) {
        if (Integer.compareUnsigned(index, size) >= 0) {
            throw invalid("unknown " + kind + " " + Integer.toUnsignedString(index));
        }
    }

    DefinedType type(int index) {
        check("type", index, module.types().size());
        return module.types().get(index);
    }

    FunctionType functionType(int index) {
        FunctionType type = type(index).function();
        if (type == null) {
            throw invalid("type mismatch: type " + index + " is not a function type");
        }
        return type;
    }

    StructType structType(int index) {
        StructType type = type(index).struct();
        if (type == null) {
            throw invalid("type mismatch: type " + index + " is not a structure type");
        }
        return type;
    }

    ArrayType arrayType(int index) {
        ArrayType type = type(index).array();
        if (type == null) {
            throw invalid("type mismatch: type " + index + " is not an array type");
        }
        return type;
    }

    FunctionType tagType(int index) {
        check("tag", index, module.tags().size());
        return module.tags().get(index).type().function();
    }

    ExternType.Table table(int index) {
        check("table", index, module.tables().size());
        return module.tables().get(index).type();
    }

    AddressType memoryAddress(int index) {
        check("memory", index, module.memories().size());
        return module.memories().get(index).addressType();
    }

    ReferenceType elementType(int index) {
        check("elem segment", index, module.elements().size());
        return module.elements().get(index).type();
    }

    void checkData(int index) {
        if (!module.hasDataCount()) {
            throw reader.malformedAt("data count section required", reader.start);
        }
        check("data segment", index, module.data().size());
    }

    // --- references --------------------------------------------------------------------------------------------

    /** What an instruction gives that makes an object of a type: the type is exactly that. */
    ReferenceType made(DefinedType type) {
        return new ReferenceType(false, exactly(type));
    }

    HeapType exactly(DefinedType type) {
        return has(Feature.CUSTOM_DESCRIPTORS) ? new ExactType(type) : type;
    }

    static ReferenceType nullable(HeapType type) {
        return new ReferenceType(true, type);
    }
}
