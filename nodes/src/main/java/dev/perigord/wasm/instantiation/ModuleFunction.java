package dev.perigord.wasm.instantiation;

import com.oracle.truffle.api.RootCallTarget;
import com.oracle.truffle.api.nodes.RootNode;
import dev.perigord.wasm.binary.InstructionReader;
import dev.perigord.wasm.builder.FunctionBuilder;
import dev.perigord.wasm.bytecode.CodeLoader;
import dev.perigord.wasm.bytecode.GeneratedRootNode;
import dev.perigord.wasm.module.ModuleDefinition;
import dev.perigord.wasm.module.ModuleDefinition.Range;
import dev.perigord.wasm.nodes.FunctionRootNode;
import dev.perigord.wasm.nodes.call.TrampolineRootNode;
import dev.perigord.wasm.runtime.CompiledFunction;
import dev.perigord.wasm.runtime.FunctionCode;
import dev.perigord.wasm.runtime.WasmModule;

/** How a function of a module gets its AST: when it is called first. */
record ModuleFunction(WasmModule module, int index, CodeLoader loader) implements FunctionCode.Implementation {
    /** Functions with fewer bytes are worth inlining into whoever calls them, which only trees can be. */
    private static final int SMALL = 120;

    @Override
    public RootCallTarget body() {
        CompiledFunction compiled = module.isObserved() || isBetterAsTree() ? null : compile();
        return compiled == null
                ? FunctionBuilder.build(module, index)
                : new GeneratedRootNode(module, index, compiled, () -> FunctionBuilder.build(module, index))
                        .getCallTarget();
    }

    private boolean isBetterAsTree() {
        Range instructions = instructions();
        return loader != null && loader.prefersTrees() && instructions.end() - instructions.start() < SMALL;
    }

    private Range instructions() {
        ModuleDefinition definition = module.definition();
        return definition.codes().get(index - definition.importedFunctions()).instructions();
    }

    @Override
    public CompiledFunction compile() {
        return loader == null ? null : loader.compile(index);
    }

    @Override
    public boolean hasTailCalls() {
        ModuleDefinition definition = module.definition();
        Range instructions = instructions();
        InstructionReader reader =
                new InstructionReader(definition.bytes(), instructions.start(), instructions.end(), definition.types());
        while (reader.hasMore()) {
            switch (reader.next()) {
                case RETURN_CALL, RETURN_CALL_INDIRECT, RETURN_CALL_REF -> {
                    return true;
                }
                default -> {}
            }
        }
        return false;
    }

    private boolean returnsTailCalls(RootNode root) {
        return root instanceof FunctionRootNode tree ? tree.endsWithTailCalls() : hasTailCalls();
    }

    @Override
    public RootCallTarget entry(FunctionCode code) {
        RootCallTarget body = code.bodyTarget();
        return returnsTailCalls(body.getRootNode())
                ? new TrampolineRootNode(module.language(), code).getCallTarget()
                : body;
    }
}
