package dev.perigord.wasm.benchmarks.comparison;

import java.util.List;
import java.util.Optional;

/**
 * A small program that exports {@code run(i32 n) -> i32}, which works in proportion to {@code n} and returns a checksum.
 *
 * @param name of {@code kernels/NAME.wasm} among the resources
 * @param n what makes a call take some 20 to 100 ms at peak
 * @param small what makes a call take some 20 to 100 ms in an interpreter
 * @param about what it stresses
 */
record Kernel(String name, int n, int small, String about) {
    static final List<Kernel> ALL = List.of(
            new Kernel("fib", 35, 22, "recursion"),
            new Kernel("sieve", 300, 2, "byte loops"),
            new Kernel("scan", 150, 4, "bytes and branches"),
            new Kernel("nbody", 400_000, 3000, "f64 in memory"),
            new Kernel("mandelbrot", 400, 24, "f64 in locals"),
            new Kernel("sha256", 100_000, 800, "i32 hash"),
            new Kernel("crc", 600, 8, "byte hashes, i64"),
            new Kernel("bytecode", 1500, 20, "interpreter, 80 instructions"),
            new Kernel("tinyvm", 200, 4, "interpreter, 8 instructions"),
            new Kernel("matmul", 384, 48, "f64 matrices"),
            new Kernel("sort", 400_000, 4000, "heap sort"),
            new Kernel("quicksort", 100_000, 4000, "sort, call_indirect"),
            new Kernel("chase", 300_000, 2000, "pointer chasing"),
            new Kernel("dispatch", 50_000, 1000, "call_indirect"),
            new Kernel("collatz", 200_000, 2000, "i64, division"),
            new Kernel("convert", 1000, 20, "conversions"),
            new Kernel("bulk", 3000, 40, "memory.copy, fill"),
            new Kernel("simd", 10_000, 50, "vectors"),
            new Kernel("gc", 200, 3, "structures, arrays"),
            new Kernel("exceptions", 300_000, 2000, "try_table"));

    static Optional<Kernel> named(String name) {
        return ALL.stream().filter(kernel -> kernel.name.equals(name)).findFirst();
    }
}
