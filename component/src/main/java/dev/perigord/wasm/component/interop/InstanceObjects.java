package dev.perigord.wasm.component.interop;

import dev.perigord.wasm.component.instantiation.ComponentLoader;
import dev.perigord.wasm.component.linking.ComponentClosure;
import dev.perigord.wasm.component.linking.LinkedExport;
import dev.perigord.wasm.component.name.ExternName;
import dev.perigord.wasm.component.runtime.ComponentFunction;
import dev.perigord.wasm.component.runtime.ComponentInstance;
import dev.perigord.wasm.component.runtime.GuestResource;
import dev.perigord.wasm.component.runtime.RuntimeResource;
import dev.perigord.wasm.component.runtime.WasmComponent;
import dev.perigord.wasm.component.type.HandleType;
import dev.perigord.wasm.component.type.ResourceType;
import dev.perigord.wasm.runtime.LinkException;
import dev.perigord.wasm.runtime.Null;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Makes the polyglot objects of what an instance exports. */
final class InstanceObjects {
    private final ComponentInstance instance;

    /** Null if the host got only resources of the instance, but not the instance itself. */
    private final InteropEnvironment environment;

    private final Map<RuntimeResource, ResourceTypeObject> resourceTypes = new HashMap<>();
    private final Map<RuntimeResource, Map<String, ComponentFunction>> methods = new HashMap<>();
    private final InstanceObject exports;

    private InstanceObjects(ComponentInstance instance, InteropEnvironment environment) {
        this.instance = instance;
        this.environment = environment;
        this.exports = scope(
                "instance of " + instance.component().name(),
                instance.component().plan().exports());
    }

    /** The objects of an instance: always the same. */
    static InstanceObjects of(ComponentInstance instance) {
        return of(instance, null);
    }

    /** The same for an instance of which the host sees everything. */
    static InstanceObjects of(ComponentInstance instance, InteropEnvironment environment) {
        return (InstanceObjects) instance.view(seen -> new InstanceObjects(seen, environment));
    }

    InstanceObject exports() {
        return exports;
    }

    /** The object of a resource, which has the methods that the instance that defines it exports. */
    static Object resource(GuestResource resource) {
        return of(resource.type().definer()).resourceObject(resource);
    }

    private InstanceObject scope(String description, Map<String, LinkedExport> exports) {
        Map<String, Object> members = new LinkedHashMap<>();
        Map<String, Map<String, Object>> statics = new HashMap<>();
        Map<String, FunctionObject> constructors = new HashMap<>();
        exports.forEach((name, export) -> {
            switch (export) {
                case LinkedExport.Function function ->
                    function(instance.function(name, function), members, statics, constructors);
                case LinkedExport.Instance(var inner) -> members.put(name, scope("interface " + name, inner));
                case LinkedExport.Module(var source, var _) -> members.put(name, instance.module(source));
                case LinkedExport.Component(var closure)
                when environment != null ->
                    component(closure)
                            .ifPresent(component -> members.put(name, new ComponentObject(component, environment)));
                default -> {}
            }
        });
        exports.forEach((name, export) -> {
            if (export instanceof LinkedExport.Type(ResourceType type)) {
                RuntimeResource resource = instance.resource(type);
                ResourceTypeObject object = new ResourceTypeObject(
                        name,
                        instance,
                        resource,
                        constructors.get(name),
                        statics.getOrDefault(name, Map.of()),
                        methods.getOrDefault(resource, Map.of()));
                resourceTypes.put(resource, object);
                members.put(name, object);
            }
        });
        return new InstanceObject(description, members, instance, exports);
    }

    private void function(
            ComponentFunction function,
            Map<String, Object> members,
            Map<String, Map<String, Object>> statics,
            Map<String, FunctionObject> constructors) {
        switch (ExternName.parse(function.name())) {
            case ExternName.Constructor constructor ->
                constructors.put(constructor.resource(), executable(constructor.resource(), function));
            case ExternName.Static statik ->
                statics.computeIfAbsent(statik.resource(), _ -> new LinkedHashMap<>())
                        .put(statik.label(), executable(statik.label(), function));
            case ExternName.Method method -> {
                HandleType self = (HandleType) function.type().parameterTypes().getFirst();
                methods.computeIfAbsent(instance.resource(self.resource()), _ -> new LinkedHashMap<>())
                        .put(method.label(), function);
            }
            default -> members.put(function.name(), executable(function.name(), function));
        }
    }

    /** A component that instances export, if it can do without the instance in which it is defined. */
    private Optional<WasmComponent> component(ComponentClosure closure) {
        try {
            return Optional.of(ComponentLoader.exported(instance.component(), closure));
        } catch (LinkException _) {
            return Optional.empty();
        }
    }

    private FunctionObject executable(String name, ComponentFunction function) {
        return new FunctionObject(name, function, null);
    }

    private Object resourceObject(GuestResource resource) {
        Map<String, Object> members = new LinkedHashMap<>();
        ExecutableObject drop = new ExecutableObject("drop", 0, _ -> {
            resource.drop();
            return Null.INSTANCE;
        });
        members.put("drop", drop);
        members.put("close", new ExecutableObject("close", 0, _ -> {
            resource.close();
            return Null.INSTANCE;
        }));
        methods.getOrDefault(resource.type(), Map.of())
                .forEach((name, function) -> members.put(name, new FunctionObject(name, function, resource)));
        return new ResourceObject(resource, resourceTypes.get(resource.type()), members);
    }
}
