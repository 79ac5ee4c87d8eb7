package dev.perigord.wasm.nodes.simd;

import dev.perigord.wasm.runtime.Vector128;
import jdk.internal.vm.vector.VectorSupport;
import jdk.internal.vm.vector.VectorSupport.VectorConvertOp;
import jdk.internal.vm.vector.VectorSupport.VectorSpecies;

/**
 * A {@code v128} in generated code, between instructions: in code that HotSpot has compiled a register, as long as it knows
 * where the vector was made. That it does not know of fields, and of arguments and results where it has not inlined a call;
 * there a {@link Vector128} is cheaper.
 */
public final class MachineVector extends MachineLanes<Long> {
    // HotSpot reads these two.
    static final Class<Long> ETYPE = long.class;
    static final int VLENGTH = 2;

    MachineVector(Object payload) {
        super(payload);
    }

    MachineVector(Vector128 vector) {
        super(vector);
    }

    // Methods of an object, not static ones: their calls are what tells HotSpot that the vector is not null.

    /** The vector as lanes of 64 bits. */
    MachineVector longs() {
        return this;
    }

    /** The vector as lanes of type {@code byte}. */
    Bytes bytes() {
        return view(Bytes.class, byte.class, Bytes.VLENGTH, (v, _) -> new Bytes(v.getPayload()));
    }

    /** The vector as lanes of type {@code short}. */
    Shorts shorts() {
        return view(Shorts.class, short.class, Shorts.VLENGTH, (v, _) -> new Shorts(v.getPayload()));
    }

    /** The vector as lanes of type {@code int}. */
    Ints ints() {
        return view(Ints.class, int.class, Ints.VLENGTH, (v, _) -> new Ints(v.getPayload()));
    }

    /** The vector as lanes of type {@code float}. */
    Floats floats() {
        return view(Floats.class, float.class, Floats.VLENGTH, (v, _) -> new Floats(v.getPayload()));
    }

    /** The vector as lanes of type {@code double}. */
    Doubles doubles() {
        return view(Doubles.class, double.class, Doubles.VLENGTH, (v, _) -> new Doubles(v.getPayload()));
    }

    private <V extends VectorSupport.Vector<?>> V view(
            Class<V> type, Class<?> lane, int length, VectorConvertOp<V, MachineVector, VectorSpecies<?>> slowly) {
        return VectorSupport.convert(
                VectorSupport.VECTOR_OP_REINTERPRET,
                MachineVector.class,
                long.class,
                VLENGTH,
                type,
                lane,
                length,
                this,
                null,
                slowly);
    }

    MachineVector vector() {
        return this;
    }

    /** Which halves are meant. */
    static final class Mask extends MachineMask<Long> {
        static final Class<Long> ETYPE = long.class;
        static final int VLENGTH = 2;

        Mask(Vector128 lanes) {
            super(lanes, VLENGTH);
        }
    }
}
