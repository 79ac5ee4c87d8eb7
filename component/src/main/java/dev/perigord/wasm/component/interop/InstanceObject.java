package dev.perigord.wasm.component.interop;

import dev.perigord.wasm.component.linking.LinkedExport;
import dev.perigord.wasm.component.runtime.ComponentInstance;
import java.util.Map;

/** A component instance, or an instance that it exports: another instance can be linked with it directly. */
final class InstanceObject extends MembersObject {
    private final ComponentInstance instance;
    private final Map<String, LinkedExport> exports;

    /** An instance of a component, with polyglot values by the names of its exports. */
    InstanceObject(
            String description,
            Map<String, Object> members,
            ComponentInstance instance,
            Map<String, LinkedExport> exports) {
        super(description, members);
        this.instance = instance;
        this.exports = exports;
    }

    /** The component instance at the root. */
    ComponentInstance instance() {
        return instance;
    }

    /** What the object's members are. */
    Map<String, LinkedExport> exports() {
        return exports;
    }
}
