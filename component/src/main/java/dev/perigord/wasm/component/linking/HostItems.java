package dev.perigord.wasm.component.linking;

import dev.perigord.wasm.component.type.ComponentType;
import dev.perigord.wasm.component.type.CoreModuleType;
import dev.perigord.wasm.component.type.DefinedType;
import dev.perigord.wasm.component.type.InstanceType;
import dev.perigord.wasm.component.type.ItemType;
import dev.perigord.wasm.component.type.ResourceType;
import dev.perigord.wasm.component.type.Substitution;
import dev.perigord.wasm.component.type.TypeItem;
import dev.perigord.wasm.component.type.ValueItem;
import dev.perigord.wasm.component.type.WitFunctionType;
import dev.perigord.wasm.component.validation.ValidatedComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the items that stand for what the host provides. */
final class HostItems {
    private final PlanBuilder plan;
    private final Substitution resources = new Substitution();

    private final Map<ImportPath, ValidatedComponent> components;
    private boolean isOpen;

    HostItems(PlanBuilder plan, Map<ImportPath, ValidatedComponent> components) {
        this.plan = plan;
        this.components = components;
    }

    /** Whether a component is imported that is not known. */
    boolean isOpen() {
        return isOpen;
    }

    LinkedItem importItem(String name, ItemType type) {
        ImportPath path = new ImportPath(plan.importCount(), List.of());
        LinkedItem item = item(type, path);
        plan.addImport(new RootImport(name, resources.apply(type)));
        return item;
    }

    private LinkedItem item(ItemType type, ImportPath path) {
        return switch (type) {
            case CoreModuleType module -> new LinkedItem.Module(new ModuleSource.Imported(path, module));
            case WitFunctionType function ->
                new LinkedItem.Function(new FunctionSource.Imported(path), resources.apply(function));
            case ComponentType _ -> {
                isOpen |= !components.containsKey(path);
                yield new LinkedItem.Component(components.get(path), null);
            }
            case TypeItem(ResourceType resource) -> {
                if (!resources.replaces(resource)) {
                    ResourceType made = new ResourceType(resource.name());
                    resources.put(resource, made);
                    plan.importResource(made, path);
                }
                yield new LinkedItem.Type(resources.apply((DefinedType) resource));
            }
            case ValueItem _ -> new LinkedItem.Value();
            case TypeItem(DefinedType other) -> new LinkedItem.Type(resources.apply(other));
            case InstanceType instance -> {
                Map<String, LinkedItem> items = new LinkedHashMap<>();
                instance.exports().forEach((name, export) -> items.put(name, item(export, path.export(name))));
                yield new LinkedItem.Instance(items);
            }
        };
    }

    /** An item as its declared type shows it: an instance without the exports that the type leaves out. */
    static LinkedItem ascribe(LinkedItem item, ItemType declared) {
        if (declared instanceof InstanceType type && item instanceof LinkedItem.Instance(var exports)) {
            Map<String, LinkedItem> shown = new LinkedHashMap<>();
            type.exports().forEach((name, export) -> shown.put(name, ascribe(exports.get(name), export)));
            return new LinkedItem.Instance(shown);
        }
        if (declared instanceof WitFunctionType type && item instanceof LinkedItem.Function function) {
            return new LinkedItem.Function(function.source(), type);
        }
        return item;
    }
}
