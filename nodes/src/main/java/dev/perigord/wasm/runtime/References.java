package dev.perigord.wasm.runtime;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.module.AbstractHeapType;
import dev.perigord.wasm.module.DefinedType;
import dev.perigord.wasm.module.ExactType;
import dev.perigord.wasm.module.ReferenceType;
import dev.perigord.wasm.runtime.continuation.WasmContinuation;

/**
 * What references are as Java objects: {@link Null}, {@link WasmFunction}, {@link WasmStruct}, {@link WasmArray}, a Java
 * integer for an {@code i31}, an exception for an {@code exnref}, and any object for an {@code externref}, which is the
 * same object when it is converted to an {@code anyref}.
 */
public final class References {
    private References() {}

    /** A reference to the low 31 bits of a number. */
    public static Object i31(int value) {
        return value << 1 >> 1;
    }

    /** Whether two references of type {@code eqref} are equal (spec 4.6.5). */
    public static boolean same(Object left, Object right) {
        return left == right || (left instanceof Integer a && right instanceof Integer b && a.intValue() == b);
    }

    /** A reference; traps where it is null. */
    public static Object nonNull(Object reference, Node location) {
        if (reference == Null.INSTANCE) {
            throw Trap.NULL_REFERENCE.at(location);
        }
        return reference;
    }

    /** The function that a reference of a function type is; traps where it is null. */
    public static WasmFunction function(Object reference, Node location) {
        if (reference instanceof WasmFunction function) {
            return function;
        }
        throw Trap.NULL_FUNCTION_REFERENCE.at(location);
    }

    /** The number that an {@code i31ref} is, with its sign or without; traps where it is null. */
    public static int i31Value(Object reference, boolean signed, Node location) {
        if (reference instanceof Integer value) {
            return signed ? value : value & 0x7FFF_FFFF;
        }
        throw Trap.NULL_I31_REFERENCE.at(location);
    }

    private static boolean isI31(Object reference) {
        return reference instanceof Integer value && value == value << 1 >> 1;
    }

    /** Whether a reference that is not null has an abstract type of its own hierarchy. */
    public static boolean isOf(Object reference, AbstractHeapType type) {
        return switch (type) {
            case ANY, EXTERN -> true;
            case FUNC -> reference instanceof WasmFunction;
            case EXN -> reference instanceof AbstractTruffleException;
            case EQ -> reference instanceof WasmStruct || reference instanceof WasmArray || isI31(reference);
            case I31 -> isI31(reference);
            case STRUCT -> reference instanceof WasmStruct;
            case ARRAY -> reference instanceof WasmArray;
            case CONT -> reference instanceof WasmContinuation;
            case NONE, NOFUNC, NOEXTERN, NOEXN, NOCONT -> false;
        };
    }

    /** Whether a reference has an abstract type of its own hierarchy. */
    public static boolean isOf(Object reference, AbstractHeapType type, boolean nullable) {
        return reference == Null.INSTANCE ? nullable : isOf(reference, type);
    }

    /** Whether a reference is a structure of a type, above which there are {@code depth} types, or of a subtype. */
    public static boolean isStruct(Object reference, DefinedType type, int depth, boolean nullable) {
        return reference instanceof WasmStruct struct
                ? struct.type().isSubtypeOf(type, depth)
                : nullable && reference == Null.INSTANCE;
    }

    /** Whether a reference is a structure of exactly a type. */
    public static boolean isExactStruct(Object reference, DefinedType type, boolean nullable) {
        return reference instanceof WasmStruct struct ? struct.type() == type : nullable && reference == Null.INSTANCE;
    }

    /** Whether a reference has a type that a module defines, or exactly that type. */
    public static boolean isOf(Object reference, DefinedType type, boolean exact, boolean nullable) {
        if (reference == Null.INSTANCE) {
            return nullable;
        }
        DefinedType actual = typeOf(reference);
        return actual == type || (!exact && actual != null && actual.isSubtypeOf(type));
    }

    /** Whether a reference has a type. */
    @TruffleBoundary
    public static boolean matches(Object reference, ReferenceType type) {
        if (reference == Null.INSTANCE) {
            return type.nullable();
        }
        return switch (type.heapType()) {
            case AbstractHeapType heap -> isOf(reference, heap);
            case DefinedType defined -> isOf(reference, defined, false, false);
            case ExactType(DefinedType defined) -> isOf(reference, defined, true, false);
            default -> false;
        };
    }

    private static DefinedType typeOf(Object reference) {
        return switch (reference) {
            case WasmStruct struct -> struct.type();
            case WasmArray array -> array.type();
            case WasmFunction function -> function.code().definedType();
            case WasmContinuation continuation -> continuation.type();
            default -> null;
        };
    }
}
