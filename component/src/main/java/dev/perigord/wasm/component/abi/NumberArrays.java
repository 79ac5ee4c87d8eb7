package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.component.type.WitType;
import dev.perigord.wasm.component.value.ListValues;
import dev.perigord.wasm.runtime.WasmMemory;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;

/** Copies numbers or booleans as a whole between linear memory and Java arrays. */
final class NumberArrays {
    private NumberArrays() {}

    /** The array of the element type's class. */
    static Object read(WasmMemory memory, long address, WitType element, int length, Node location) {
        Object array = ListValues.newArray(element, length);
        ByteBuffer bytes =
                memory.buffer(address, length * (int) element.layout().size(), location);
        try {
            ListValues.read(bytes, array);
        } finally {
            Reference.reachabilityFence(memory);
        }
        return array;
    }

    /** Writes all elements of an array; {@code bytes} is their size. */
    static void write(WasmMemory memory, long address, Object array, long bytes, Node location) {
        ByteBuffer target = memory.buffer(address, (int) bytes, location);
        try {
            switch (array) {
                case boolean[] values -> {
                    for (boolean value : values) {
                        target.put((byte) (value ? 1 : 0));
                    }
                }
                case byte[] values -> target.put(values);
                case short[] values -> target.asShortBuffer().put(values);
                case int[] values -> target.asIntBuffer().put(values);
                case long[] values -> target.asLongBuffer().put(values);
                case float[] values -> target.asFloatBuffer().put(values);
                case double[] values -> target.asDoubleBuffer().put(values);
                default -> throw new IllegalStateException();
            }
        } finally {
            Reference.reachabilityFence(memory);
        }
    }
}
