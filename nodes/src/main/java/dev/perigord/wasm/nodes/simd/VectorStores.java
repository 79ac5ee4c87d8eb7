package dev.perigord.wasm.nodes.simd;

import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.runtime.Vector128;
import dev.perigord.wasm.runtime.WasmMemory;

/** What the vector stores do (spec 4.4.7). Each traps out of bounds, before anything is written. */
public final class VectorStores {
    private VectorStores() {}

    /** {@code v128.store} */
    public static void store(WasmMemory memory, long address, Vector128 vector, Node location) {
        memory.writeVector(address, vector, location);
    }

    /** {@code v128.store8_lane} */
    public static void store8Lane(WasmMemory memory, long address, Vector128 vector, int lane, Node location) {
        memory.writeByte(address, (byte) Vectors.i8x16ExtractLaneS(vector, lane), location);
    }

    /** {@code v128.store16_lane} */
    public static void store16Lane(WasmMemory memory, long address, Vector128 vector, int lane, Node location) {
        memory.writeShort(address, (short) Vectors.i16x8ExtractLaneS(vector, lane), location);
    }

    /** {@code v128.store32_lane} */
    public static void store32Lane(WasmMemory memory, long address, Vector128 vector, int lane, Node location) {
        memory.writeInt(address, Vectors.i32x4ExtractLane(vector, lane), location);
    }

    /** {@code v128.store64_lane} */
    public static void store64Lane(WasmMemory memory, long address, Vector128 vector, int lane, Node location) {
        memory.writeLong(address, Vectors.i64x2ExtractLane(vector, lane), location);
    }
}
