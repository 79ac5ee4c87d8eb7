package dev.perigord.wasm.bytecode;

import dev.perigord.wasm.classfile.Member;
import dev.perigord.wasm.classfile.Type;
import dev.perigord.wasm.nodes.Kind;
import dev.perigord.wasm.runtime.CompiledFunction;
import dev.perigord.wasm.runtime.FunctionCode;
import dev.perigord.wasm.runtime.Vector128;
import dev.perigord.wasm.runtime.WasmFunction;
import dev.perigord.wasm.runtime.WasmInstance;
import dev.perigord.wasm.runtime.WasmMemory;

/** What values of WebAssembly are in the JVM, and the classes that generated code names. */
final class JvmTypes {
    static final Type INSTANCE = Type.object(Member.internalName(WasmInstance.class));
    static final Type VECTOR = Type.object(Member.internalName(Vector128.class));
    static final Type MEMORY = Type.object(Member.internalName(WasmMemory.class));
    static final String OBJECT = "Ljava/lang/Object;";
    static final String OBJECTS = "[Ljava/lang/Object;";
    static final Type CALLEE = Type.object(Member.internalName(WasmFunction.class));
    static final String FUNCTION = descriptor(WasmFunction.class);
    static final String CODE = descriptor(FunctionCode.class);
    static final String COMPILED_FUNCTION = descriptor(CompiledFunction.class);

    private JvmTypes() {}

    static String descriptor(Class<?> type) {
        return "L" + Member.internalName(type) + ";";
    }

    static String descriptor(Type type) {
        return "L" + type.internalName() + ";";
    }

    static Type type(Kind kind) {
        return switch (kind) {
            case I32 -> Type.INT;
            case I64 -> Type.LONG;
            case F32 -> Type.FLOAT;
            case F64 -> Type.DOUBLE;
            case V128 -> VECTOR;
            case REFERENCE -> Type.OBJECT;
        };
    }

    static String descriptor(Kind kind) {
        return switch (kind) {
            case I32 -> "I";
            case I64 -> "J";
            case F32 -> "F";
            case F64 -> "D";
            case V128 -> descriptor(VECTOR);
            case REFERENCE -> OBJECT;
        };
    }

    /** A letter for names. */
    static char letter(Kind kind) {
        return switch (kind) {
            case I32 -> 'i';
            case I64 -> 'l';
            case F32 -> 'f';
            case F64 -> 'd';
            case V128 -> 'v';
            case REFERENCE -> 'r';
        };
    }

    static boolean isWide(Kind kind) {
        return kind == Kind.I64 || kind == Kind.F64;
    }
}
