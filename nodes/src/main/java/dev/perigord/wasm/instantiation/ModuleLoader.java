package dev.perigord.wasm.instantiation;

import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.source.Source;
import dev.perigord.wasm.binary.BranchHintReader;
import dev.perigord.wasm.binary.ModuleDecoder;
import dev.perigord.wasm.bytecode.CodeLoader;
import dev.perigord.wasm.module.Feature;
import dev.perigord.wasm.module.ModuleDefinition;
import dev.perigord.wasm.module.ModuleDefinition.Export;
import dev.perigord.wasm.module.ModuleDefinition.ExternKind;
import dev.perigord.wasm.runtime.Execution;
import dev.perigord.wasm.runtime.FunctionCode;
import dev.perigord.wasm.runtime.WasmModule;
import dev.perigord.wasm.validation.ModuleValidator;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Executor;

/** From bytes to a module that can be instantiated: decodes, validates, and leaves ASTs to be built at first calls. */
public final class ModuleLoader {
    private ModuleLoader() {}

    /**
     * Decodes and validates the module in a range of the bytes.
     *
     * @param features those of the optional features that the module may use
     * @throws dev.perigord.wasm.module.MalformedException if the bytes do not follow the binary format
     * @throws dev.perigord.wasm.module.InvalidException if a rule of validation is broken
     */
    public static ModuleDefinition decode(byte[] bytes, int start, int end, Set<Feature> features) {
        ModuleDefinition definition = ModuleDecoder.decode(bytes, start, end, features);
        return definition.withFixedTables(ModuleValidator.validate(definition, features));
    }

    /** Decodes and validates a module that uses the default features. */
    public static ModuleDefinition decode(byte[] bytes, int start, int end) {
        return decode(bytes, start, end, Feature.DEFAULT);
    }

    /** Makes the shared module of a validated definition. */
    public static WasmModule load(
            TruffleLanguage<?> language,
            ModuleDefinition definition,
            Source source,
            WasmModule.Positions positions,
            WasmModule.Instantiation instantiation,
            Execution execution) {
        return load(language, definition, source, positions, instantiation, execution, null);
    }

    /**
     * Makes the shared module of a validated definition.
     *
     * @param worker emits functions on another thread before they are called; {@code null} for none
     */
    public static WasmModule load(
            TruffleLanguage<?> language,
            ModuleDefinition definition,
            Source source,
            WasmModule.Positions positions,
            WasmModule.Instantiation instantiation,
            Execution execution,
            Executor worker) {
        int imported = definition.importedFunctions();
        FunctionCode[] code = new FunctionCode[definition.codes().size()];
        WasmModule module = new WasmModule(
                language, definition, source, positions, instantiation, code, BranchHintReader.read(definition));
        CodeLoader loader = execution == Execution.TREE ? null : new CodeLoader(module, execution, worker);
        for (int i = 0; i < code.length; i++) {
            int functionIndex = imported + i;
            code[i] = new FunctionCode(
                    definition.definedFunctionType(functionIndex),
                    definition.functionName(functionIndex),
                    new ModuleFunction(module, functionIndex, loader));
        }
        if (loader != null) {
            main(definition).ifPresent(loader::expect);
        }
        return module;
    }

    /** What runs if the module is a program: of itself, or of a component. */
    private static OptionalInt main(ModuleDefinition definition) {
        return definition.exports().stream()
                .filter(export -> export.kind() == ExternKind.FUNCTION)
                .filter(export ->
                        export.name().equals("_start") || export.name().startsWith("wasi:cli/run@"))
                .mapToInt(Export::index)
                .findFirst();
    }
}
