package dev.perigord.wasm.component.runtime;

import dev.perigord.wasm.component.linking.LinkedExport;
import dev.perigord.wasm.component.linking.LinkedResource;
import dev.perigord.wasm.component.type.ResourceType;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A resource type as it exists at run time (CanonicalABI.md {@code ResourceType}): resource types are generative, so
 * every instance of a component that defines one has its own. All instances that import it, whatever plan they follow,
 * have this object for it.
 */
public final class RuntimeResource {
    private final ResourceType type;
    private final String interfaceName;
    private final ComponentInstance definer;
    private final LinkedResource definition;
    private int heldByHost;

    private RuntimeResource(String name, String interfaceName, ComponentInstance definer, LinkedResource definition) {
        this.type = new ResourceType(name);
        this.interfaceName = interfaceName;
        this.definer = definer;
        this.definition = definition;
    }

    /** A resource type that an instance defines. */
    static RuntimeResource ofGuest(ComponentInstance definer, LinkedResource definition) {
        return named(definer, definition, "", definer.component().plan().exports())
                .orElseGet(() -> new RuntimeResource(definition.type().name(), "", definer, definition));
    }

    /** With the name under which the component exports the resource, if it does. */
    private static Optional<RuntimeResource> named(
            ComponentInstance definer,
            LinkedResource definition,
            String interfaceName,
            Map<String, LinkedExport> exports) {
        return exports.entrySet().stream()
                .flatMap(export -> switch (export.getValue()) {
                    case LinkedExport.Type(ResourceType type)
                    when type.isSame(definition.type()) ->
                        Stream.of(new RuntimeResource(export.getKey(), interfaceName, definer, definition));
                    case LinkedExport.Instance(var inner) ->
                        named(definer, definition, export.getKey(), inner).stream();
                    default -> Stream.empty();
                })
                .findFirst();
    }

    /** A resource type of the host; its resources are objects of the host. */
    public static RuntimeResource ofHost(String name, String interfaceName) {
        return new RuntimeResource(name, interfaceName, null, null);
    }

    /** What types that have left their plan refer to. */
    public ResourceType type() {
        return type;
    }

    /** The interface in which it is exported, or an empty string. */
    public String interfaceName() {
        return interfaceName;
    }

    /** Whether a component defines it, so that a number stands for each of its resources. */
    public boolean isGuest() {
        return definer != null;
    }

    /** The instance that defines it, or null. */
    public ComponentInstance definer() {
        return definer;
    }

    /** Its definition in the plan of {@link #definer()}, or null. */
    LinkedResource definition() {
        return definition;
    }

    /** The host got or gave up that many resources of a guest. */
    void changeHeldByHost(int by) {
        heldByHost += by;
    }

    /** How many resources of a guest the host owns. */
    int heldByHost() {
        return heldByHost;
    }

    @Override
    public String toString() {
        return type.toString();
    }
}
