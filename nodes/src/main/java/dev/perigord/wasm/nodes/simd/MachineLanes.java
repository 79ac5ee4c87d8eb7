package dev.perigord.wasm.nodes.simd;

import dev.perigord.wasm.runtime.Vector128;
import jdk.internal.vm.vector.VectorSupport;

/**
 * A vector with lanes of some type, as HotSpot knows it: in compiled code a register. It finds the fields {@code ETYPE} and
 * {@code VLENGTH} by their names when it has to make an object of the register, whose payload is an array of the lanes.
 *
 * <p>In code that it has not compiled a vector is an object from the beginning. Then the payload is the two halves of the
 * vector whatever the lanes, which saves packing and unpacking; in memory that looks the same.
 */
abstract class MachineLanes<E> extends VectorSupport.Vector<E> {
    MachineLanes(Object payload) {
        super(payload);
    }

    MachineLanes(Vector128 vector) {
        super(new long[] {vector.low(), vector.high()});
    }

    /** The vector as the object that the rest of the engine knows. */
    final Vector128 object() {
        return switch (getPayload()) {
            case long[] halves -> new Vector128(halves[0], halves[1]);
            case byte[] lanes -> new Vector128(pack(lanes, 0), pack(lanes, Long.BYTES));
            case short[] lanes ->
                new Vector128(
                        Lanes.packI16(lanes[0], lanes[1], lanes[2], lanes[3]),
                        Lanes.packI16(lanes[4], lanes[5], lanes[6], lanes[7]));
            case int[] lanes -> new Vector128(Lanes.packI32(lanes[0], lanes[1]), Lanes.packI32(lanes[2], lanes[3]));
            case float[] lanes -> new Vector128(Lanes.packF32(lanes[0], lanes[1]), Lanes.packF32(lanes[2], lanes[3]));
            case double[] lanes -> new Vector128(Lanes.packF64(lanes[0]), Lanes.packF64(lanes[1]));
            case Object other -> throw new AssertionError(other);
        };
    }

    private static long pack(byte[] lanes, int first) {
        long half = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            half |= (lanes[first + i] & 0xFFL) << (i * Byte.SIZE);
        }
        return half;
    }

    /** The vector as lanes of 64 bits; what it is now, HotSpot wants to be told in constants. */
    final MachineVector reinterpret(Class<?> type, Class<?> lane, int length) {
        return VectorSupport.convert(
                VectorSupport.VECTOR_OP_REINTERPRET,
                type,
                lane,
                length,
                MachineVector.class,
                long.class,
                MachineVector.VLENGTH,
                this,
                null,
                (v, _) -> new MachineVector(v.object()));
    }

    /** Lanes of type {@code byte}. */
    static final class Bytes extends MachineLanes<Byte> {
        static final Class<Byte> ETYPE = byte.class;
        static final int VLENGTH = 16;

        Bytes(Object payload) {
            super(payload);
        }

        Bytes(Vector128 vector) {
            super(vector);
        }

        MachineVector vector() {
            return reinterpret(Bytes.class, byte.class, VLENGTH);
        }

        /** Which lanes are meant. */
        static final class Mask extends MachineMask<Byte> {
            static final Class<Byte> ETYPE = byte.class;
            static final int VLENGTH = 16;

            Mask(Vector128 lanes) {
                super(lanes, VLENGTH);
            }
        }
    }

    /** Lanes of type {@code short}. */
    static final class Shorts extends MachineLanes<Short> {
        static final Class<Short> ETYPE = short.class;
        static final int VLENGTH = 8;

        Shorts(Object payload) {
            super(payload);
        }

        Shorts(Vector128 vector) {
            super(vector);
        }

        MachineVector vector() {
            return reinterpret(Shorts.class, short.class, VLENGTH);
        }

        /** Which lanes are meant. */
        static final class Mask extends MachineMask<Short> {
            static final Class<Short> ETYPE = short.class;
            static final int VLENGTH = 8;

            Mask(Vector128 lanes) {
                super(lanes, VLENGTH);
            }
        }
    }

    /** Lanes of type {@code int}. */
    static final class Ints extends MachineLanes<Integer> {
        static final Class<Integer> ETYPE = int.class;
        static final int VLENGTH = 4;

        Ints(Object payload) {
            super(payload);
        }

        Ints(Vector128 vector) {
            super(vector);
        }

        MachineVector vector() {
            return reinterpret(Ints.class, int.class, VLENGTH);
        }

        /** Which lanes are meant. */
        static final class Mask extends MachineMask<Integer> {
            static final Class<Integer> ETYPE = int.class;
            static final int VLENGTH = 4;

            Mask(Vector128 lanes) {
                super(lanes, VLENGTH);
            }
        }
    }

    /** Lanes of type {@code float}. */
    static final class Floats extends MachineLanes<Float> {
        static final Class<Float> ETYPE = float.class;
        static final int VLENGTH = 4;

        Floats(Object payload) {
            super(payload);
        }

        Floats(Vector128 vector) {
            super(vector);
        }

        MachineVector vector() {
            return reinterpret(Floats.class, float.class, VLENGTH);
        }

        /** Which lanes are meant. */
        static final class Mask extends MachineMask<Float> {
            static final Class<Float> ETYPE = float.class;
            static final int VLENGTH = 4;

            Mask(Vector128 lanes) {
                super(lanes, VLENGTH);
            }
        }
    }

    /** Lanes of type {@code double}. */
    static final class Doubles extends MachineLanes<Double> {
        static final Class<Double> ETYPE = double.class;
        static final int VLENGTH = 2;

        Doubles(Object payload) {
            super(payload);
        }

        Doubles(Vector128 vector) {
            super(vector);
        }

        MachineVector vector() {
            return reinterpret(Doubles.class, double.class, VLENGTH);
        }

        /** Which lanes are meant. */
        static final class Mask extends MachineMask<Double> {
            static final Class<Double> ETYPE = double.class;
            static final int VLENGTH = 2;

            Mask(Vector128 lanes) {
                super(lanes, VLENGTH);
            }
        }
    }
}
