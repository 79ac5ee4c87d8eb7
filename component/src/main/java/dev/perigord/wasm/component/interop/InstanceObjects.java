package dev.perigord.wasm.component.interop;

import com.oracle.truffle.api.interop.InteropLibrary;
import dev.perigord.wasm.component.linking.LinkPlan;
import dev.perigord.wasm.component.linking.LinkedExport;
import dev.perigord.wasm.component.linking.LinkedResource;
import dev.perigord.wasm.component.name.ExternName;
import dev.perigord.wasm.component.runtime.ComponentFunction;
import dev.perigord.wasm.component.runtime.ComponentInstance;
import dev.perigord.wasm.component.runtime.GuestResource;
import dev.perigord.wasm.component.type.HandleType;
import dev.perigord.wasm.component.type.ResourceType;
import dev.perigord.wasm.component.type.ResultType;
import dev.perigord.wasm.component.type.WitFunctionType;
import dev.perigord.wasm.component.type.WitType;
import dev.perigord.wasm.component.value.VariantValue;
import dev.perigord.wasm.runtime.Null;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the polyglot objects of what an instance exports. */
final class InstanceObjects {
    private final ComponentInstance instance;
    private final LinkPlan plan;
    private final FromPolyglot from;
    private final ToPolyglot to = new ToPolyglot(this::resource);

    /** By resource index. */
    private final Map<Integer, ResourceTypeObject> resourceTypes = new HashMap<>();

    private final Map<Integer, Map<String, ComponentFunction>> methods = new HashMap<>();

    InstanceObjects(ComponentInstance instance) {
        this.instance = instance;
        this.plan = instance.component().plan();
        this.from = new FromPolyglot(plan);
    }

    Object exports() {
        return scope("instance of " + instance.component().name(), plan.exports());
    }

    private MembersObject scope(String description, Map<String, LinkedExport> exports) {
        Map<String, Object> members = new LinkedHashMap<>();
        Map<String, Map<String, Object>> statics = new HashMap<>();
        Map<String, ExecutableObject> constructors = new HashMap<>();
        exports.forEach((name, export) -> {
            switch (export) {
                case LinkedExport.Function function ->
                    function(instance.function(name, function), members, statics, constructors);
                case LinkedExport.Instance(var inner) -> members.put(name, scope("interface " + name, inner));
                default -> {}
            }
        });
        exports.forEach((name, export) -> {
            if (export instanceof LinkedExport.Type(ResourceType type)) {
                LinkedResource resource = plan.resource(type);
                ResourceTypeObject object = new ResourceTypeObject(
                        name, resource, constructors.get(name), statics.getOrDefault(name, Map.of()));
                resourceTypes.put(resource.index(), object);
                members.put(name, object);
            }
        });
        return new MembersObject(description, members);
    }

    private void function(
            ComponentFunction function,
            Map<String, Object> members,
            Map<String, Map<String, Object>> statics,
            Map<String, ExecutableObject> constructors) {
        switch (ExternName.parse(function.name())) {
            case ExternName.Constructor constructor ->
                constructors.put(constructor.resource(), executable(constructor.resource(), function));
            case ExternName.Static statik ->
                statics.computeIfAbsent(statik.resource(), _ -> new LinkedHashMap<>())
                        .put(statik.label(), executable(statik.label(), function));
            case ExternName.Method method -> {
                HandleType self = (HandleType) function.type().parameterTypes().getFirst();
                methods.computeIfAbsent(plan.resource(self.resource()).index(), _ -> new LinkedHashMap<>())
                        .put(method.label(), function);
            }
            default -> members.put(function.name(), executable(function.name(), function));
        }
    }

    private ExecutableObject executable(String name, ComponentFunction function) {
        List<WitType> types = function.type().parameterTypes();
        return new ExecutableObject(name, types.size(), arguments -> call(function, null, arguments));
    }

    private Object resource(GuestResource resource) {
        int index = resource.resource().index();
        Map<String, Object> members = new LinkedHashMap<>();
        ExecutableObject drop = new ExecutableObject("drop", 0, _ -> {
            resource.drop();
            return Null.INSTANCE;
        });
        members.put("drop", drop);
        members.put("close", drop);
        methods.getOrDefault(index, Map.of())
                .forEach((name, function) -> members.put(
                        name,
                        new ExecutableObject(
                                name,
                                function.type().parameters().size() - 1,
                                arguments -> call(function, resource, arguments))));
        return new ResourceObject(resource, resourceTypes.get(index), members);
    }

    /** Calls with polyglot values; {@code self} is null for functions that are no methods. */
    private Object call(ComponentFunction function, GuestResource self, Object[] arguments) {
        WitFunctionType type = function.type();
        int offset = self == null ? 0 : 1;
        Object[] lifted = new Object[arguments.length + offset];
        if (self != null) {
            /* Checked before the call: a mistake of the host does not end the instance, as a trap would. */
            if (!self.isOwned()) {
                throw new TypeMismatchException(ResourceObject.GONE);
            }
            lifted[0] = self;
        }
        for (int i = 0; i < arguments.length; i++) {
            lifted[i + offset] = from.convert(
                    arguments[i], type.parameterTypes().get(i + offset), function.name() + ": argument " + (i + 1));
        }
        Object result = function.call(lifted);
        return switch (type.result()) {
            case null -> Null.INSTANCE;
            case ResultType declared -> success(function, (VariantValue) result, declared);
            default -> to.convert(result, type.result());
        };
    }

    private Object success(ComponentFunction function, VariantValue result, ResultType type) {
        boolean ok = result.index() == 0;
        WitType payload = ok ? type.ok() : type.error();
        Object value = payload == null ? Null.INSTANCE : to.convert(result.payload(), payload);
        if (ok) {
            return value;
        }
        String text = payload == null ? "" : ": " + InteropLibrary.getUncached().toDisplayString(value, false);
        throw new GuestErrorException(function.name() + " returned an error" + text, value);
    }
}
