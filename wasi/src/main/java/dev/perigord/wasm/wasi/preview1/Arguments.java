package dev.perigord.wasm.wasi.preview1;

/** The arguments of a call, after the environment that every call target gets first. */
record Arguments(Object[] values) {
    /** A 32-bit number. */
    int i32(int index) {
        return (int) values[index + 1];
    }

    /** A 32-bit number without sign: a pointer or size. */
    long u32(int index) {
        return Integer.toUnsignedLong(i32(index));
    }

    /** A 64-bit number. */
    long i64(int index) {
        return (long) values[index + 1];
    }
}
