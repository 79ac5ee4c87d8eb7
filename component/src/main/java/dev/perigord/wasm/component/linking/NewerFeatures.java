package dev.perigord.wasm.component.linking;

import dev.perigord.wasm.component.type.InstanceType;
import dev.perigord.wasm.component.type.ItemType;
import dev.perigord.wasm.component.type.WitFunctionType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Lists what a component uses that came after WASI 0.2, so that an engine can say precisely what it lacks. */
final class NewerFeatures {
    private final Set<String> found = new LinkedHashSet<>();

    private NewerFeatures() {}

    static List<String> of(List<RootImport> imports, List<Trampoline> trampolines, List<LiftedFunction> lifted) {
        NewerFeatures features = new NewerFeatures();
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
            default -> {}
        }
    }

    private void trampoline(Trampoline trampoline) {
        switch (trampoline) {
            case Trampoline.Lower lower when lower.options().async() -> found.add("async lowering of functions");
            case Trampoline.Lower lower
            when lower.type().isBeyondPreview2() -> found.add("lowering of a function of type " + lower.type());
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
