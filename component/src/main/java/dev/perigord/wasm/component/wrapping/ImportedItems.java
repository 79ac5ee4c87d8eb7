package dev.perigord.wasm.component.wrapping;

import dev.perigord.wasm.component.name.InterfaceName;
import dev.perigord.wasm.component.syntax.Definition;
import dev.perigord.wasm.component.syntax.Sort;
import dev.perigord.wasm.component.wit.binary.Declarations;
import dev.perigord.wasm.component.wit.binary.Names;
import dev.perigord.wasm.component.wit.binary.OuterScope;
import dev.perigord.wasm.component.wit.binary.TypeEncoder;
import dev.perigord.wasm.component.wit.model.Packages;
import dev.perigord.wasm.component.wit.model.WitInterface;
import dev.perigord.wasm.component.wit.model.WorldItem;
import java.util.HashMap;
import java.util.Map;

/** What a component imports, as far as it is used. */
final class ImportedItems {
    private final MergedWorld world;
    private final Packages packages;
    private final LiveImports live;
    private final OuterScope scope;
    private final Declarations root;
    private final TypeEncoder worldTypes;

    /** Instances by the names of imported interfaces. */
    private final Map<String, Integer> instances = new HashMap<>();

    /** Functions by their names behind the interface's, or their own. */
    private final Map<String, Integer> functions = new HashMap<>();

    private final Map<String, Integer> types = new HashMap<>();

    ImportedItems(MergedWorld world, LiveImports live, OuterScope scope, TypeEncoder worldTypes) {
        this.world = world;
        this.packages = world.packages();
        this.live = live;
        this.scope = scope;
        this.root = scope.declarations();
        this.worldTypes = worldTypes;
    }

    /** Writes the imports. */
    void write() {
        world.imports().forEach(this::write);
    }

    private void write(String name, WorldItem item) {
        switch (item) {
            case WorldItem.Type(var definition) -> {
                if (live.isLiveType(definition.name())) {
                    worldTypes.type(definition.name());
                }
            }
            case WorldItem.Function(var function) -> {
                if (live.isLive(name, function)) {
                    int type = worldTypes.function(function);
                    functions.put(name, root.importItem(Names.of(name, item), Sort.FUNC, type));
                }
            }
            case WorldItem.Interface _, WorldItem.Inline _ -> writeInstance(name, item);
        }
    }

    private void writeInstance(String name, WorldItem item) {
        WitInterface contents = live.reduced(name, packages.contents(item));
        if (contents == null || instances.containsKey(name)) {
            return;
        }
        /* Worlds of several modules: what one uses may be imported by a later one. */
        for (InterfaceName dependency : contents.dependencies()) {
            write(dependency.toString(), world.imports().get(dependency.toString()));
        }
        int instance = root.importItem(Names.of(name, item), Sort.INSTANCE, scope.instanceType(contents));
        instances.put(name, instance);
        if (item instanceof WorldItem.Interface each) {
            scope.instance(each.name(), instance);
        }
    }

    /** The index of an imported function. */
    int function(CoreImport.Lowered lowered) {
        Integer direct = functions.get(lowered.item());
        if (direct != null) {
            return direct;
        }
        return functions.computeIfAbsent(
                lowered.item() + "#" + lowered.function().name(),
                _ -> alias(Sort.FUNC, lowered.item(), lowered.function().name()));
    }

    /** The index of an imported type; the item is empty for one of the world itself. */
    int type(String item, String name) {
        return item.isEmpty()
                ? worldTypes.type(name)
                : types.computeIfAbsent(item + "#" + name, _ -> alias(Sort.TYPE, item, name));
    }

    private int alias(Sort sort, String item, String name) {
        return root.add(sort, new Definition.ExportAlias(sort, instances.get(item), name));
    }
}
