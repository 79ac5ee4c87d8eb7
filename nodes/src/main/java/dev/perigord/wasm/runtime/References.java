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

    /** Whether a reference has a type. */
    @TruffleBoundary
    public static boolean matches(Object reference, ReferenceType type) {
        if (reference == Null.INSTANCE) {
            return type.nullable();
        }
        return switch (type.heapType()) {
            case AbstractHeapType heap -> isOf(reference, heap);
            case DefinedType defined -> {
                DefinedType actual = typeOf(reference);
                yield actual != null && actual.isSubtypeOf(defined);
            }
            case ExactType exact -> typeOf(reference) == exact.type();
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
