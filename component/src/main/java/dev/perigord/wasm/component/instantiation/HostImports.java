package dev.perigord.wasm.component.instantiation;

import dev.perigord.wasm.component.host.HostInterface;
import dev.perigord.wasm.component.host.HostInterfaces;
import dev.perigord.wasm.component.host.HostResource;
import dev.perigord.wasm.component.linking.RootImport;
import dev.perigord.wasm.component.type.DefinedType;
import dev.perigord.wasm.component.type.InstanceType;
import dev.perigord.wasm.component.type.TypeItem;
import dev.perigord.wasm.component.type.TypeMatcher;
import dev.perigord.wasm.component.type.WitFunctionType;
import dev.perigord.wasm.component.wit.WitException;
import dev.perigord.wasm.module.InvalidException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Imports from host interfaces. An interface may have more functions than a component asks for; those that it asks for
 * must have the type that the component declares.
 */
public final class HostImports implements ComponentImports {
    private final HostInterfaces interfaces;

    /** Imports from {@code interfaces}; an interface without name provides what is imported without interface. */
    public HostImports(HostInterfaces interfaces) {
        this.interfaces = interfaces;
    }

    @Override
    public ImportedItem find(RootImport wanted) {
        return switch (wanted.type()) {
            case InstanceType type ->
                interfaces.find(wanted.name()).map(host -> instance(host, type)).orElse(null);
            case WitFunctionType type ->
                interfaces
                        .find("")
                        .map(host -> function(host, wanted.name(), type, new TypeMatcher(List.of())))
                        .orElse(null);
            default -> null;
        };
    }

    private static ImportedItem instance(HostInterface host, InstanceType type) {
        TypeMatcher matcher = OpenResources.matcher(type);
        Map<String, ImportedItem> exports = new HashMap<>();
        type.exports().forEach((name, item) -> {
            ImportedItem found =
                    switch (item) {
                        case TypeItem(DefinedType wanted) -> type(host, name, wanted, matcher);
                        case WitFunctionType function -> function(host, name, function, matcher);
                        default -> null;
                    };
            if (found != null) {
                exports.put(name, found);
            }
        });
        return new ImportedItem.Instance(exports);
    }

    private static ImportedItem type(HostInterface host, String name, DefinedType wanted, TypeMatcher matcher) {
        HostResource resource = host.resource(name);
        DefinedType found = host.type(name);
        if (found == null) {
            return null;
        }
        try {
            matcher.match(new TypeItem(found), new TypeItem(wanted));
        } catch (InvalidException e) {
            return new ImportedItem.Mismatch(host + " has " + found + ": " + e.getMessage());
        }
        return resource == null ? null : new ImportedItem.Resource(identity(resource), resource::drop);
    }

    /** Each instance may have host interfaces of its own, whose resources are of the same types all the same. */
    private static Object identity(HostResource resource) {
        return List.of(resource.javaClass(), resource.type().name());
    }

    private static ImportedItem function(HostInterface host, String name, WitFunctionType wanted, TypeMatcher matcher) {
        try {
            WitFunctionType found = host.functionType(name);
            if (found == null) {
                return null;
            }
            try {
                matcher.match(found, wanted);
            } catch (InvalidException e) {
                return new ImportedItem.Mismatch(host + " has " + found + ": " + e.getMessage());
            }
            return new ImportedItem.Function(host.function(name));
        } catch (WitException e) {
            return new ImportedItem.Mismatch(e.getMessage());
        }
    }
}
