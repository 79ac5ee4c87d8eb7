package dev.perigord.wasm.script;

import com.oracle.truffle.api.RootCallTarget;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.RootNode;
import dev.perigord.wasm.instantiation.Store;
import dev.perigord.wasm.module.AddressType;
import dev.perigord.wasm.module.ExternType;
import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.Limits;
import dev.perigord.wasm.module.NumberType;
import dev.perigord.wasm.module.ReferenceType;
import dev.perigord.wasm.module.ValueType;
import dev.perigord.wasm.runtime.FunctionCode;
import dev.perigord.wasm.runtime.Null;
import dev.perigord.wasm.runtime.WasmFunction;
import dev.perigord.wasm.runtime.WasmGlobal;
import dev.perigord.wasm.runtime.WasmMemory;
import dev.perigord.wasm.runtime.WasmTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The module {@code spectest} that the test suite's scripts import; its functions print nothing. */
final class Spectest {
    private final TruffleLanguage<?> language;
    private final Map<String, Object> exports = new HashMap<>();

    private Spectest(TruffleLanguage<?> language) {
        this.language = language;
    }

    static Map<String, Object> exports(TruffleLanguage<?> language, Store store) {
        Spectest spectest = new Spectest(language);
        spectest.function("print");
        spectest.function("print_i32", NumberType.I32);
        spectest.function("print_i64", NumberType.I64);
        spectest.function("print_f32", NumberType.F32);
        spectest.function("print_f64", NumberType.F64);
        spectest.function("print_i32_f32", NumberType.I32, NumberType.F32);
        spectest.function("print_f64_f64", NumberType.F64, NumberType.F64);
        spectest.global("global_i32", NumberType.I32, 666);
        spectest.global("global_i64", NumberType.I64, 666L);
        spectest.global("global_f32", NumberType.F32, 666.6f);
        spectest.global("global_f64", NumberType.F64, 666.6);
        spectest.exports.put("memory", new WasmMemory(new ExternType.Memory(Limits.between(1, 2)), store.memory()));
        spectest.exports.put(
                "shared_memory",
                new WasmMemory(
                        new ExternType.Memory(
                                Limits.between(1, 2),
                                AddressType.I32,
                                true,
                                ExternType.Memory.DEFAULT_PAGE_SIZE_LOGARITHM),
                        store.memory()));
        spectest.exports.put(
                "table64",
                new WasmTable(
                        new ExternType.Table(ReferenceType.FUNCREF, Limits.between(10, 20), AddressType.I64),
                        Null.INSTANCE,
                        store.maximumTableSize()));
        spectest.exports.put(
                "table",
                new WasmTable(
                        new ExternType.Table(ReferenceType.FUNCREF, Limits.between(10, 20)),
                        Null.INSTANCE,
                        store.maximumTableSize()));
        return spectest.exports;
    }

    private void function(String name, ValueType... parameters) {
        FunctionType type = new FunctionType(List.of(parameters), List.of());
        FunctionCode code = new FunctionCode(type, name, this::nothing);
        exports.put(name, new WasmFunction(code, Null.INSTANCE));
    }

    private RootCallTarget nothing() {
        return new RootNode(language) {
            @Override
            public Object execute(VirtualFrame frame) {
                return Null.INSTANCE;
            }
        }.getCallTarget();
    }

    private void global(String name, NumberType type, Object value) {
        exports.put(name, new WasmGlobal(new ExternType.Global(type, false), value));
    }
}
