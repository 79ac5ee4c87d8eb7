package dev.perigord.wasm.component.host;

import dev.perigord.wasm.component.name.InterfaceName;
import dev.perigord.wasm.component.name.NameIndex;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The host interfaces of one context. An import is satisfied by the newest interface of a compatible version: a
 * component that asks for {@code wasi:io/streams@0.2.0} is served by {@code wasi:io/streams@0.2.12}.
 */
public final class HostInterfaces {
    /** None. */
    public static final HostInterfaces NONE = of(List.of());

    /** By package, such as {@code wasi:io}. */
    private final Map<String, Declared> packages;

    private final Declared others;

    /** Interfaces that are declared when the first of them is asked for. */
    private static final class Declared {
        private final Supplier<? extends Collection<HostInterface>> declaration;
        private NameIndex<HostInterface> index;

        Declared(Supplier<? extends Collection<HostInterface>> declaration) {
            this.declaration = declaration;
        }

        synchronized NameIndex<HostInterface> index() {
            if (index == null) {
                Map<String, HostInterface> byName = new LinkedHashMap<>();
                declaration.get().forEach(host -> byName.put(host.name(), host));
                index = new NameIndex<>(byName);
            }
            return index;
        }
    }

    private HostInterfaces(Map<String, Declared> packages, Declared others) {
        this.packages = packages;
        this.others = others;
    }

    /** The given interfaces; of two with the same name the later counts. */
    public static HostInterfaces of(Collection<HostInterface> interfaces) {
        return new HostInterfaces(Map.of(), new Declared(() -> interfaces));
    }

    /** The interfaces of packages, such as {@code wasi:io}. A package is declared when one of its interfaces is asked for. */
    public static HostInterfaces ofPackages(Map<String, Supplier<List<HostInterface>>> packages) {
        Map<String, Declared> declared = new LinkedHashMap<>();
        packages.forEach((name, declaration) -> declared.put(name, new Declared(declaration)));
        return new HostInterfaces(declared, new Declared(List::of));
    }

    /** The interface that satisfies an import. */
    public Optional<HostInterface> find(String importName) {
        return InterfaceName.tryParse(importName)
                .map(name -> packages.get(name.namespace() + ":" + name.packageName()))
                .orElse(others)
                .index()
                .findForImport(importName);
    }

    /** All interfaces, which declares them all. */
    public Collection<HostInterface> all() {
        List<HostInterface> all = new ArrayList<>(others.index().all().values());
        packages.values().forEach(declared -> all.addAll(declared.index().all().values()));
        return all;
    }
}
