package dev.perigord.wasm.component.wrapping;

import dev.perigord.wasm.component.binary.ComponentWriter;
import dev.perigord.wasm.component.name.InterfaceName;
import dev.perigord.wasm.component.syntax.Canon;
import dev.perigord.wasm.component.syntax.CanonOption;
import dev.perigord.wasm.component.syntax.Definition;
import dev.perigord.wasm.component.syntax.Sort;
import dev.perigord.wasm.component.syntax.SortIndex;
import dev.perigord.wasm.component.type.WitFunctionType;
import dev.perigord.wasm.component.wit.binary.Declarations;
import dev.perigord.wasm.component.wit.binary.Names;
import dev.perigord.wasm.component.wit.binary.OuterScope;
import dev.perigord.wasm.component.wit.binary.TypeEncoder;
import dev.perigord.wasm.component.wit.binary.WitTypes;
import dev.perigord.wasm.component.wit.model.Packages;
import dev.perigord.wasm.component.wit.model.TypeDefinition;
import dev.perigord.wasm.component.wit.model.WitFunction;
import dev.perigord.wasm.component.wit.model.WitInterface;
import dev.perigord.wasm.component.wit.model.WorldItem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a component exports: functions that are lifted, by themselves or in instances. */
final class ExportedItems {
    private final MergedWorld world;
    private final Packages packages;
    private final OuterScope scope;
    private final Declarations root;
    private final TypeEncoder worldTypes;
    private final CanonicalOptions options;
    private final HookedFunctions hooked;
    private final ExportedResources resources;

    ExportedItems(
            MergedWorld world,
            OuterScope scope,
            TypeEncoder worldTypes,
            CanonicalOptions options,
            HookedFunctions hooked,
            ExportedResources resources) {
        this.world = world;
        this.packages = world.packages();
        this.scope = scope;
        this.root = scope.declarations();
        this.worldTypes = worldTypes;
        this.options = options;
        this.hooked = hooked;
        this.resources = resources;
    }

    // --- hooks -------------------------------------------------------------------------------------------------

    /** Finds the functions around which the hook is called, if there is one. */
    void collectHooked() {
        if (!hooked.wanted()) {
            return;
        }
        world.exports().forEach((name, item) -> {
            if (item instanceof WorldItem.Function(var function)) {
                hook(name, lifting(name, item, world.types(), function));
                return;
            }
            WitInterface contents = packages.contents(item);
            contents.functions()
                    .values()
                    .forEach(function -> hook(name, lifting(name, item, contents.types(), function)));
        });
    }

    private void hook(String item, Lifting lifting) {
        CoreModule module = world.exporter(item);
        hooked.add(module, lifting.function(), lifting.hook());
        if (lifting.callback() != null) {
            hooked.add(module, lifting.callback(), TaskHook.CALLBACK);
        }
        if (lifting.postReturn() != null) {
            hooked.add(module, lifting.postReturn(), TaskHook.POST_RETURN);
        }
        if (lifting.options().realloc()) {
            hooked.add(module, module.requireRealloc(false), TaskHook.REALLOC);
        }
    }

    private Lifting lifting(String item, WorldItem exported, Map<String, TypeDefinition> names, WitFunction function) {
        WitFunctionType type = new WitTypes(packages).function(names, function);
        return Lifting.of(world.exporter(item), ExportNames.function(item, exported, function.name()), type);
    }

    // --- exports -----------------------------------------------------------------------------------------------

    /** Writes the exports. */
    void write(ComponentWriter writer) {
        world.exports().forEach((name, item) -> {
            if (item instanceof WorldItem.Function(var function)) {
                writeFunction(name, item, function);
            } else {
                writeInstance(writer, name, item);
            }
        });
    }

    private void writeFunction(String name, WorldItem item, WitFunction function) {
        int lifted = lift(name, item, world.types(), function, worldTypes.function(function));
        root.add(Sort.FUNC, new Definition.Export(Names.of(name, item), new SortIndex(Sort.FUNC, lifted), null));
    }

    private void writeInstance(ComponentWriter writer, String name, WorldItem item) {
        WitInterface contents = packages.contents(item);
        TypeEncoder types = new InterfaceTypes(name, contents.types());
        Map<WitFunction, Integer> lifted = new LinkedHashMap<>();
        contents.functions()
                .values()
                .forEach(function ->
                        lifted.put(function, lift(name, item, contents.types(), function, types.function(function))));
        int instance = new InterfaceExport(packages, scope, types, contents).write(writer, lifted);
        int exported = root.add(
                Sort.INSTANCE,
                new Definition.Export(Names.of(name, item), new SortIndex(Sort.INSTANCE, instance), null));
        if (item instanceof WorldItem.Interface each) {
            scope.instance(each.name(), exported);
        }
    }

    private int lift(
            String item, WorldItem exported, Map<String, TypeDefinition> names, WitFunction function, int typeIndex) {
        CoreModule module = world.exporter(item);
        Lifting lifting = lifting(item, exported, names, function);
        List<CanonOption> canonOptions = options.ofExport(module, lifting.options());
        if (lifting.async()) {
            canonOptions.add(new CanonOption(CanonOption.Kind.ASYNC, 0));
        }
        if (lifting.callback() != null) {
            canonOptions.add(new CanonOption(CanonOption.Kind.CALLBACK, options.called(module, lifting.callback())));
        }
        if (lifting.postReturn() != null) {
            canonOptions.add(
                    new CanonOption(CanonOption.Kind.POST_RETURN, options.called(module, lifting.postReturn())));
        }
        Canon canon = new Canon.Lift(options.called(module, lifting.function()), canonOptions, typeIndex);
        return root.add(Sort.FUNC, new Definition.Canonical(canon));
    }

    /** The types of an exported interface, before they have names: those of the functions as they are lifted. */
    private final class InterfaceTypes extends TypeEncoder {
        private final String item;

        InterfaceTypes(String item, Map<String, TypeDefinition> names) {
            super(root, names);
            this.item = item;
        }

        @Override
        protected int resource(TypeDefinition definition) {
            return resources.index(item, definition.name());
        }

        @Override
        protected int use(InterfaceName from, String name) {
            return scope.typeOf(from, name);
        }
    }
}
