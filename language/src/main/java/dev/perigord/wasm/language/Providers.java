package dev.perigord.wasm.language;

import dev.perigord.wasm.component.instantiation.ComponentImports;
import dev.perigord.wasm.component.instantiation.ComponentInstantiator;
import dev.perigord.wasm.component.instantiation.ImportedItem;
import dev.perigord.wasm.component.instantiation.InstanceImports;
import dev.perigord.wasm.component.linking.LinkedExport;
import dev.perigord.wasm.component.linking.RootImport;
import dev.perigord.wasm.component.name.InterfaceName;
import dev.perigord.wasm.component.name.NameIndex;
import dev.perigord.wasm.component.runtime.ComponentInstance;
import dev.perigord.wasm.component.runtime.WasmComponent;
import dev.perigord.wasm.component.type.ComponentType;
import dev.perigord.wasm.component.type.CoreModuleType;
import dev.perigord.wasm.runtime.WasmModule;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code --with} gives a program: components that satisfy its imports and each other's, each instantiated once, when
 * the first import needs it; the first in order that has what is wanted provides it.
 */
final class Providers {
    private final WasmContext context;
    private final List<Provider> all;
    private final Map<Provider, ComponentInstance> instances = new HashMap<>();

    /** Those whose imports are being resolved, the innermost last. */
    private final Deque<Provider> open = new ArrayDeque<>();

    /**
     * A component or module.
     *
     * @param name the only import that it satisfies, or an empty string for every import that it exports
     * @param definition the component or core module
     */
    record Provider(String name, Object definition) {
        /** Whether an import may be satisfied by it as far as its name says. */
        boolean isFor(RootImport wanted) {
            Optional<InterfaceName> own = InterfaceName.tryParse(name);
            Optional<InterfaceName> other = InterfaceName.tryParse(wanted.name());
            if (own.isEmpty() || other.isEmpty()) {
                return name.isEmpty() || name.equals(wanted.name());
            }
            return own.get().satisfies(other.get())
                    || (own.get().version().isEmpty()
                            && own.get().unversioned().equals(other.get().unversioned()));
        }

        @Override
        public String toString() {
            return definition instanceof WasmComponent component
                    ? component.name()
                    : ((WasmModule) definition).source().getName();
        }
    }

    Providers(WasmContext context, List<Provider> all) {
        this.context = context;
        this.all = all;
    }

    /**
     * Instantiates a component with all that is provided.
     *
     * @throws UsageException if providers need each other, or one is named for an import that nobody has
     */
    ComponentInstance instantiate(WasmComponent component) {
        for (Provider provider : all) {
            boolean isWanted = provider.name().isEmpty()
                    || Stream.concat(Stream.of(component), components())
                            .flatMap(importer -> importer.plan().imports().stream())
                            .anyMatch(provider::isFor);
            if (!isWanted) {
                throw new UsageException(
                        "--with " + provider.name() + "=" + provider + ": nothing imports `" + provider.name() + "`");
            }
        }
        return instantiate(component, null);
    }

    private Stream<WasmComponent> components() {
        return all.stream()
                .map(Provider::definition)
                .filter(WasmComponent.class::isInstance)
                .map(WasmComponent.class::cast);
    }

    private ComponentInstance instantiate(WasmComponent component, Provider self) {
        ComponentImports provided = wanted -> all.stream()
                .filter(provider -> provider != self && provider.isFor(wanted))
                .flatMap(provider -> find(provider, wanted).stream())
                .findFirst()
                .orElse(null);
        return ComponentInstantiator.instantiate(
                component, provided.orElse(context.wasi().componentImports()), context.componentStore());
    }

    private Optional<ImportedItem> find(Provider provider, RootImport wanted) {
        return switch (provider.definition()) {
            case WasmComponent component
            when wanted.type() instanceof ComponentType ->
                provider.name().isEmpty() ? Optional.empty() : Optional.of(new ImportedItem.Component(component));
            case WasmModule module
            when wanted.type() instanceof CoreModuleType && !provider.name().isEmpty() ->
                Optional.of(new ImportedItem.Module(module));
            case WasmComponent component -> export(provider, component, wanted);
            default -> Optional.empty();
        };
    }

    /** An export of the import's name; what is named for an import may also provide it as a whole. */
    private Optional<ImportedItem> export(Provider provider, WasmComponent component, RootImport wanted) {
        boolean isNamed = !provider.name().isEmpty();
        if (!isNamed
                && !component.plan().isOpen()
                && new NameIndex<>(component.plan().exports())
                        .findForImport(wanted.name())
                        .isEmpty()) {
            return Optional.empty();
        }
        ComponentInstance instance = instance(provider, component);
        Map<String, LinkedExport> exports = instance.component().plan().exports();
        NameIndex<LinkedExport> index = new NameIndex<>(exports);
        Optional<LinkedExport> found = index.findForImport(wanted.name());
        if (found.isEmpty() && isNamed) {
            found = index.find(provider.name()).or(() -> Optional.of(new LinkedExport.Instance(exports)));
        }
        return found.map(export -> InstanceImports.item(instance, wanted.name(), export));
    }

    private ComponentInstance instance(Provider provider, WasmComponent component) {
        ComponentInstance known = instances.get(provider);
        if (known != null) {
            return known;
        }
        if (open.contains(provider)) {
            String cycle = Stream.concat(open.stream().dropWhile(other -> other != provider), Stream.of(provider))
                    .map(Provider::toString)
                    .collect(Collectors.joining(" needs "));
            throw new UsageException("--with: components need each other: " + cycle);
        }
        open.addLast(provider);
        ComponentInstance instance = instantiate(component, provider);
        open.removeLast();
        instances.put(provider, instance);
        return instance;
    }
}
