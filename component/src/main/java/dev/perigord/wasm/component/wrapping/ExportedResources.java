package dev.perigord.wasm.component.wrapping;

import dev.perigord.wasm.component.syntax.TypeSyntax;
import dev.perigord.wasm.component.wit.binary.Declarations;
import dev.perigord.wasm.component.wit.model.TypeBody;
import dev.perigord.wasm.component.wit.model.TypeDefinition;
import dev.perigord.wasm.component.wit.model.WitInterface;
import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.NumberType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The resources that the component itself makes. They are defined before the modules whose functions destroy them are
 * instantiated, so destructors go through the shim.
 */
final class ExportedResources {
    private static final FunctionType DESTRUCTOR = new FunctionType(List.of(NumberType.I32), List.of());

    private final MergedWorld world;
    private final Declarations root;
    private final CoreItems core;
    private final Shims shims;
    private final HookedFunctions hooked;

    /** By interface and name. */
    private final Map<String, Integer> indices = new HashMap<>();

    ExportedResources(MergedWorld world, Declarations root, CoreItems core, Shims shims, HookedFunctions hooked) {
        this.world = world;
        this.root = root;
        this.core = core;
        this.shims = shims;
        this.hooked = hooked;
    }

    /** The index of a resource that the component makes. */
    int index(String item, String resource) {
        return indices.get(item + "#" + resource);
    }

    private void forEach(BiConsumer<String, TypeDefinition> action) {
        world.exports().forEach((name, item) -> {
            WitInterface contents = world.packages().contents(item);
            if (contents != null) {
                contents.types().values().stream()
                        .filter(type -> type.body() instanceof TypeBody.Resource)
                        .forEach(type -> action.accept(name, type));
            }
        });
    }

    /** Finds destructors, for the shim. */
    void collectDestructors() {
        forEach((item, type) -> {
            String export = ExportNames.destructor(item, type.name());
            CoreModule module = world.exporter(item);
            if (module.exportedFunction(export) != null) {
                module.require(export, DESTRUCTOR);
                shims.add(export, destructor(module, export));
            }
        });
    }

    private Shims.Shim destructor(CoreModule module, String export) {
        return hooked.wanted()
                ? new Shims.Hooked(DESTRUCTOR, hooked.add(module, export, TaskHook.DESTRUCTOR))
                : new Shims.Plain(DESTRUCTOR, () -> core.exported(module, export));
    }

    /** Writes the definitions. */
    void write() {
        forEach((item, type) -> {
            String destructor = ExportNames.destructor(item, type.name());
            long function = shims.contains(destructor) ? shims.function(destructor) : TypeSyntax.Resource.NO_DESTRUCTOR;
            indices.put(item + "#" + type.name(), root.type(new TypeSyntax.Resource(NumberType.I32, function)));
        });
    }
}
