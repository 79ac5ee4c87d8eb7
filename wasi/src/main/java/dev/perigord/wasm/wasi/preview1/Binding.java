package dev.perigord.wasm.wasi.preview1;

import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.NumberType;
import dev.perigord.wasm.module.ValueType;
import dev.perigord.wasm.wasi.io.WasiException;
import java.util.List;

/** A function of preview1: its name, its type in WebAssembly, and what it does. */
record Binding(String name, FunctionType type, Implementation implementation) {
    /** What a function does; returning is {@code errno.success}, an exception another {@code errno}. */
    @FunctionalInterface
    interface Implementation {
        void run(Preview1 wasi, Arguments arguments) throws WasiException;
    }

    /**
     * A function that gives an {@code errno}.
     *
     * @param parameters a letter for each: {@code i} for i32, {@code l} for i64
     */
    static Binding of(String name, String parameters, Implementation implementation) {
        return new Binding(name, new FunctionType(types(parameters), List.of(NumberType.I32)), implementation);
    }

    /** A function that never returns. */
    static Binding noReturn(String name, String parameters, Implementation implementation) {
        return new Binding(name, new FunctionType(types(parameters), List.of()), implementation);
    }

    private static List<ValueType> types(String letters) {
        return letters.chars()
                .<ValueType>mapToObj(letter -> letter == 'i' ? NumberType.I32 : NumberType.I64)
                .toList();
    }
}
