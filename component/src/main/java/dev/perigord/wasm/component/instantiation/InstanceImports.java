package dev.perigord.wasm.component.instantiation;

import dev.perigord.wasm.component.linking.LinkedExport;
import dev.perigord.wasm.component.linking.RootImport;
import dev.perigord.wasm.component.name.NameIndex;
import dev.perigord.wasm.component.runtime.ComponentFunction;
import dev.perigord.wasm.component.runtime.ComponentInstance;
import dev.perigord.wasm.component.runtime.GuestResource;
import dev.perigord.wasm.component.type.DefinedType;
import dev.perigord.wasm.component.type.InstanceType;
import dev.perigord.wasm.component.type.ItemType;
import dev.perigord.wasm.component.type.ResourceType;
import dev.perigord.wasm.component.type.TypeItem;
import dev.perigord.wasm.component.type.TypeMatcher;
import dev.perigord.wasm.component.type.WitFunctionType;
import dev.perigord.wasm.module.InvalidException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Imports from what another component instance exports; versions of interfaces have to be compatible. */
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
                .map(export -> item(wanted.name(), export, wanted.type(), new TypeMatcher(List.of())))
                .orElse(null);
    }

    private ImportedItem item(String name, LinkedExport export, ItemType wanted, TypeMatcher matcher) {
        return switch (export) {
            case LinkedExport.Function function
            when wanted instanceof WitFunctionType type -> function(name, function, type, matcher);
            case LinkedExport.Instance(var inner) when wanted instanceof InstanceType type -> instance(inner, type);
            case LinkedExport.Type(DefinedType type) when wanted instanceof TypeItem -> type(type, wanted, matcher);
            default -> new ImportedItem.Mismatch("the instance exports something else under this name");
        };
    }

    private ImportedItem instance(Map<String, LinkedExport> inner, InstanceType wanted) {
        TypeMatcher matcher = OpenResources.matcher(wanted);
        Map<String, ImportedItem> items = new HashMap<>();
        wanted.exports().forEach((name, type) -> {
            LinkedExport export = inner.get(name);
            ImportedItem item = export == null ? null : item(name, export, type, matcher);
            if (item != null) {
                items.put(name, item);
            }
        });
        return new ImportedItem.Instance(items);
    }

    private static ImportedItem type(DefinedType type, ItemType wanted, TypeMatcher matcher) {
        try {
            matcher.match(new TypeItem(type), wanted);
        } catch (InvalidException e) {
            return new ImportedItem.Mismatch("found " + type + ": " + e.getMessage());
        }
        return type instanceof ResourceType ? new ImportedItem.Resource(InstanceImports::drop) : null;
    }

    /** A resource that the provider defines; one that it imported itself is nobody's to drop here. */
    private static void drop(Object resource) {
        if (resource instanceof GuestResource guest) {
            guest.drop();
        }
    }

    private ImportedItem function(
            String name, LinkedExport.Function export, WitFunctionType wanted, TypeMatcher matcher) {
        try {
            matcher.match(export.type(), wanted);
        } catch (InvalidException e) {
            return new ImportedItem.Mismatch("found " + export.type() + ": " + e.getMessage());
        }
        ComponentFunction function = provider.function(name, export);
        return new ImportedItem.Function((call, arguments) -> function.call(arguments));
    }
}
