package dev.perigord.wasm.component.instantiation;

import dev.perigord.wasm.component.linking.ComponentClosure;
import dev.perigord.wasm.component.linking.LinkedExport;
import dev.perigord.wasm.component.linking.RootImport;
import dev.perigord.wasm.component.name.NameIndex;
import dev.perigord.wasm.component.runtime.ComponentInstance;
import dev.perigord.wasm.component.runtime.RuntimeResource;
import dev.perigord.wasm.component.runtime.WasmComponent;
import dev.perigord.wasm.component.type.DefinedType;
import dev.perigord.wasm.component.type.ResourceType;
import dev.perigord.wasm.component.type.WitFunctionType;
import dev.perigord.wasm.runtime.LinkException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Imports from what another component instance of the same context exports; versions of interfaces have to be compatible.
 * The instances are linked directly: calls lift in one and lower in the other, and resources keep their types.
 */
public final class InstanceImports implements ComponentImports {
    private final ComponentInstance provider;
    private final NameIndex<LinkedExport> exports;

    /** Imports from the exports of {@code provider}. */
    public InstanceImports(ComponentInstance provider) {
        this.provider = provider;
        this.exports = new NameIndex<>(provider.component().plan().exports());
    }

    @Override
    public ImportedItem find(RootImport wanted) {
        return exports.findForImport(wanted.name())
                .map(export -> item(provider, wanted.name(), export))
                .orElse(null);
    }

    /** An export of an instance as what another one imports. */
    public static ImportedItem item(ComponentInstance provider, String name, LinkedExport export) {
        return switch (export) {
            case LinkedExport.Function function ->
                new ImportedItem.Function(provider.function(name, function).target(), (WitFunctionType)
                        provider.runtimeType(function.type()));
            case LinkedExport.Instance(var inner) -> {
                Map<String, ImportedItem> items = new HashMap<>();
                inner.forEach((label, item) -> items.put(label, item(provider, label, item)));
                yield new ImportedItem.Instance(items);
            }
            case LinkedExport.Type(ResourceType type) -> resource(provider, provider.resource(type));
            case LinkedExport.Type(DefinedType type) -> new ImportedItem.Type(provider.runtimeType(type), null, null);
            case LinkedExport.Module(var source, var _) -> new ImportedItem.Module(provider.module(source));
            case LinkedExport.Component(var closure) -> component(provider.component(), closure);
        };
    }

    private static ImportedItem component(WasmComponent provider, ComponentClosure closure) {
        try {
            return new ImportedItem.Component(ComponentLoader.exported(provider, closure));
        } catch (LinkException e) {
            return new ImportedItem.Mismatch(e.getMessage());
        }
    }

    /** A resource type that an instance exports. */
    public static ImportedItem resource(ComponentInstance provider, RuntimeResource resource) {
        Consumer<Object> destructor = resource.isGuest() ? null : object -> provider.destroy(resource, object);
        return new ImportedItem.Type(resource.type(), resource, destructor);
    }
}
