package dev.perigord.wasm.wasi.preview1;

import com.oracle.truffle.api.TruffleLanguage;
import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.runtime.FunctionCode;
import dev.perigord.wasm.wasi.WasiConfiguration;
import dev.perigord.wasm.wasi.io.WasiException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The functions of preview1 as code. A language has one library; all its contexts share the call targets, and each
 * instance that imports the functions gets a {@link Preview1} of its own.
 */
public final class Preview1Library {
    /** The module name under which the functions are imported. */
    public static final String MODULE = "wasi_snapshot_preview1";

    private static final List<Binding> BINDINGS = Stream.of(
                    ProcessFunctions.BINDINGS,
                    ClockFunctions.BINDINGS,
                    DescriptorFunctions.BINDINGS,
                    TransferFunctions.BINDINGS,
                    PathFunctions.BINDINGS,
                    SocketFunctions.BINDINGS)
            .flatMap(List::stream)
            .toList();

    private final Map<String, FunctionCode> code = new LinkedHashMap<>();

    /** The functions as code of a language; an AST is made when a function is first called. */
    public Preview1Library(TruffleLanguage<?> language) {
        for (Binding binding : BINDINGS) {
            code.put(binding.name(), BindingRootNode.code(language, binding));
        }
    }

    /** The names of all functions. */
    public Set<String> names() {
        return Set.copyOf(code.keySet());
    }

    /** The type of a function, or {@code null} if there is none of the name. */
    public FunctionType type(String name) {
        FunctionCode function = code.get(name);
        return function == null ? null : function.type();
    }

    FunctionCode code(String name) {
        return code.get(name);
    }

    /**
     * What the functions work on for one instance; opens its directories.
     *
     * @throws WasiException if a directory cannot be opened
     */
    public Preview1 instantiate(WasiConfiguration configuration) throws WasiException {
        return Preview1.create(this, configuration);
    }
}
