package dev.perigord.wasm.builder;

import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.ModuleDefinition;
import dev.perigord.wasm.module.ModuleDefinition.Code;
import dev.perigord.wasm.module.ModuleDefinition.LocalRun;
import dev.perigord.wasm.nodes.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The kinds of a function's parameters and locals. */
public final class LocalKinds {
    private LocalKinds() {}

    /** The kinds of the parameters and then the locals of a function that is not imported. */
    public static Kind[] of(ModuleDefinition definition, int functionIndex) {
        FunctionType type = definition.functionType(functionIndex);
        Code code = definition.codes().get(functionIndex - definition.importedFunctions());
        List<Kind> kinds = new ArrayList<>();
        type.parameters().forEach(parameter -> kinds.add(Kind.of(parameter)));
        for (LocalRun run : code.locals()) {
            kinds.addAll(Collections.nCopies(run.count(), Kind.of(run.type())));
        }
        return kinds.toArray(Kind[]::new);
    }
}
