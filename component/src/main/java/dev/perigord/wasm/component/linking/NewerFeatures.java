package dev.perigord.wasm.component.linking;

import dev.perigord.wasm.component.type.InstanceType;
import dev.perigord.wasm.component.type.ItemType;
import dev.perigord.wasm.component.type.ValueItem;
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
    static List<String> of(Set<String> known, List<RootImport> imports, List<Trampoline> trampolines) {
        NewerFeatures features = new NewerFeatures(known);
        imports.forEach(item -> features.importItem(item.type()));
        trampolines.forEach(features::trampoline);
        return new ArrayList<>(features.found);
    }

    private void importItem(ItemType type) {
        switch (type) {
            case InstanceType instance -> instance.exports().values().forEach(this::importItem);
            case ValueItem _ -> found.add(VALUES);
            default -> {}
        }
    }

    private void trampoline(Trampoline trampoline) {
        switch (trampoline) {
            case Trampoline.Builtin builtin
            when builtin.kind().needsParallelThreads() ->
                found.add("canonical built-in `" + builtin.kind().text() + "`");
            case Trampoline.Lower _, Trampoline.Resource _, Trampoline.Builtin _ -> {}
        }
    }
}
