package dev.perigord.wasm.runtime;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.Node;

/** The reasons for which WebAssembly code traps, with the messages of the specification's tests. */
public enum Trap {
    UNREACHABLE("unreachable"),
    INTEGER_DIVIDE_BY_ZERO("integer divide by zero"),
    INTEGER_OVERFLOW("integer overflow"),
    INVALID_CONVERSION_TO_INTEGER("invalid conversion to integer"),
    OUT_OF_BOUNDS_MEMORY_ACCESS("out of bounds memory access"),
    OUT_OF_BOUNDS_TABLE_ACCESS("out of bounds table access"),
    UNDEFINED_ELEMENT("undefined element"),
    UNINITIALIZED_ELEMENT("uninitialized element"),
    INDIRECT_CALL_TYPE_MISMATCH("indirect call type mismatch"),
    NULL_REFERENCE("null reference"),
    NULL_FUNCTION_REFERENCE("null function reference"),
    NULL_STRUCTURE_REFERENCE("null structure reference"),
    NULL_ARRAY_REFERENCE("null array reference"),
    NULL_I31_REFERENCE("null i31 reference"),
    NULL_EXCEPTION_REFERENCE("null exception reference"),
    NULL_DESCRIPTOR_REFERENCE("null descriptor reference"),
    OUT_OF_BOUNDS_ARRAY_ACCESS("out of bounds array access"),
    CAST_FAILURE("cast failure"),
    DESCRIPTOR_CAST_FAILURE("descriptor cast failure"),
    NULL_CONTINUATION_REFERENCE("null continuation reference"),
    CONTINUATION_CONSUMED("continuation already consumed"),
    UNHANDLED_TAG("unhandled tag"),
    UNALIGNED_ATOMIC("unaligned atomic"),
    EXPECTED_SHARED_MEMORY("expected shared memory"),
    CALL_STACK_EXHAUSTED("call stack exhausted");

    private final String message;

    Trap(String message) {
        this.message = message;
    }

    /** The message of the specification's tests. */
    public String message() {
        return message;
    }

    /** The exception to throw; {@code location} is the instruction's node, or {@code null} outside of code. */
    @TruffleBoundary
    public TrapException at(Node location) {
        return new TrapException(message, location instanceof TrapLocation place ? place.trapLocation() : location);
    }
}
