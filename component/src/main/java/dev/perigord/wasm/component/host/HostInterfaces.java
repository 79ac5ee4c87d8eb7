package dev.perigord.wasm.component.host;

import dev.perigord.wasm.component.name.NameIndex;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The host interfaces of one context. An import is satisfied by the newest interface of a compatible version: a
 * component that asks for {@code wasi:io/streams@0.2.0} is served by {@code wasi:io/streams@0.2.12}.
 */
public final class HostInterfaces {
    /** None. */
    public static final HostInterfaces NONE = of(List.of());

    private final NameIndex<HostInterface> index;

    private HostInterfaces(NameIndex<HostInterface> index) {
        this.index = index;
    }

    /** The given interfaces; of two with the same name the later counts. */
    public static HostInterfaces of(Collection<HostInterface> interfaces) {
        Map<String, HostInterface> byName = new LinkedHashMap<>();
        interfaces.forEach(host -> byName.put(host.name(), host));
        return new HostInterfaces(new NameIndex<>(byName));
    }

    /** The interface that satisfies an import. */
    public Optional<HostInterface> find(String importName) {
        return index.findForImport(importName);
    }

    /** All interfaces. */
    public Collection<HostInterface> all() {
        return index.all().values();
    }
}
