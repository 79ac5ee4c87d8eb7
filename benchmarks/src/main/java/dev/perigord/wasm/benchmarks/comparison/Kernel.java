package dev.perigord.wasm.benchmarks.comparison;

import java.util.List;
import java.util.Optional;

/**
 * A small program that exports {@code run(i32 n) -> i32}, which works in proportion to {@code n} and returns a checksum.
 *
 * @param name of {@code kernels/NAME.wasm} among the resources
 * @param n what makes a call take some 20 to 100 ms at peak
 * @param small what makes a call take some 20 to 100 ms in an interpreter
 * @param checksum what {@code run(small)} returns
 * @param about what it stresses
 */
record Kernel(String name, int n, int small, int checksum, String about) {
    static final List<Kernel> ALL = List.of(
            new Kernel("fib", 35, 22, 17_711, "recursion"),
            new Kernel("sieve", 300, 2, 13_084, "byte loops"),
            new Kernel("scan", 150, 4, -1_724_625_511, "bytes and branches"),
            new Kernel("nbody", 400_000, 3000, -42_294, "f64 in memory"),
            new Kernel("mandelbrot", 400, 24, 33_200, "f64 in locals"),
            new Kernel("sha256", 100_000, 800, 362_022_136, "i32 hash"),
            new Kernel("crc", 600, 8, 1_213_999_735, "byte hashes, i64"),
            new Kernel("bytecode", 1500, 20, 23_417_930, "interpreter, 80 instructions"),
            new Kernel("tinyvm", 200, 4, -2_012_400_551, "interpreter, 8 instructions"),
            new Kernel("matmul", 384, 48, 10_508, "f64 matrices"),
            new Kernel("sort", 400_000, 4000, -2_114_069_168, "heap sort"),
            new Kernel("quicksort", 100_000, 4000, -1_737_424_955, "sort, call_indirect"),
            new Kernel("chase", 300_000, 2000, 1_117_774_458, "pointer chasing"),
            new Kernel("dispatch", 50_000, 1000, 5_856, "call_indirect"),
            new Kernel("collatz", 200_000, 2000, -1_120_691_884, "i64, division"),
            new Kernel("convert", 1000, 20, -330_567_055, "conversions"),
            new Kernel("bulk", 3000, 40, -1_863_027_807, "memory.copy, fill"),
            new Kernel("simd", 5000, 50, -969_479_442, "vectors"),
            new Kernel("gc", 200, 3, 910_102_358, "structures, arrays"),
            new Kernel("exceptions", 300_000, 2000, -322_641_982, "try_table"));

    static Optional<Kernel> named(String name) {
        return ALL.stream().filter(kernel -> kernel.name.equals(name)).findFirst();
    }
}
