package dev.perigord.wasm.component.linking;

import dev.perigord.wasm.component.type.InstanceType;
import dev.perigord.wasm.component.type.ItemType;
import dev.perigord.wasm.component.type.ValueItem;
import dev.perigord.wasm.component.type.WitFunctionType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Lists what a component uses that came after WASI 0.2, so that an engine can say precisely what it lacks. */
final class NewerFeatures {
    static final String VALUES = "values";
    static final String START = "start functions of components";

    private final Set<String> found;

    private NewerFeatures(Set<String> found) {
        this.found = new LinkedHashSet<>(found);
    }

    /** What a plan uses, with what is {@code known} already. */
    static List<String> of(
            Set<String> known, List<RootImport> imports, List<Trampoline> trampolines, List<LiftedFunction> lifted) {
        NewerFeatures features = new NewerFeatures(known);
        imports.forEach(item -> features.importItem(item.name(), item.type()));
        trampolines.forEach(features::trampoline);
        lifted.forEach(features::lifted);
        return new ArrayList<>(features.found);
    }

    private void importItem(String name, ItemType type) {
        switch (type) {
            case WitFunctionType function
            when function.isBeyondPreview2() -> found.add("import `" + name + "` of type " + function);
            case InstanceType instance ->
                instance.exports().forEach((export, item) -> importItem(name + "#" + export, item));
            case ValueItem _ -> found.add(VALUES);
            default -> {}
        }
    }

    private void trampoline(Trampoline trampoline) {
        switch (trampoline) {
            case Trampoline.Lower lower when lower.options().async() -> found.add("async lowering of functions");
            case Trampoline.Lower lower
            when lower.type().isBeyondPreview2() -> found.add("lowering of a function of type " + lower.type());
            case Trampoline.Builtin builtin
            when builtin.kind().needsParallelThreads() ->
                found.add("canonical built-in `" + builtin.kind().text() + "`");
            case Trampoline.Lower _, Trampoline.Resource _, Trampoline.Builtin _ -> {}
        }
    }

    private void lifted(LiftedFunction function) {
        if (function.options().async()) {
            found.add("async lifting of functions");
        } else if (function.type().isBeyondPreview2()) {
            found.add("lifting of a function of type " + function.type());
        }
    }
}
