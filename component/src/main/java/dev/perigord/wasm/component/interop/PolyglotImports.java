package dev.perigord.wasm.component.interop;

import com.oracle.truffle.api.interop.InteropException;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.TruffleObject;
import dev.perigord.wasm.component.instantiation.ComponentImports;
import dev.perigord.wasm.component.instantiation.ImportedItem;
import dev.perigord.wasm.component.instantiation.InstanceImports;
import dev.perigord.wasm.component.linking.LinkedExport;
import dev.perigord.wasm.component.linking.RootImport;
import dev.perigord.wasm.component.name.ExternName;
import dev.perigord.wasm.component.name.InterfaceName;
import dev.perigord.wasm.component.name.Label;
import dev.perigord.wasm.component.name.NameIndex;
import dev.perigord.wasm.component.runtime.ComponentFunction;
import dev.perigord.wasm.component.runtime.ComponentInstance;
import dev.perigord.wasm.component.runtime.ResourceTypes;
import dev.perigord.wasm.component.type.ComponentType;
import dev.perigord.wasm.component.type.CoreModuleType;
import dev.perigord.wasm.component.type.InstanceType;
import dev.perigord.wasm.component.type.ItemType;
import dev.perigord.wasm.component.type.ResourceType;
import dev.perigord.wasm.component.type.TypeItem;
import dev.perigord.wasm.component.type.WitFunctionType;
import dev.perigord.wasm.runtime.TrapException;
import dev.perigord.wasm.runtime.WasmModule;
import java.util.HashMap;
import java.util.Map;

/**
 * Imports from a polyglot object. What another instance of the same context exports is linked directly. Constructors and static functions of a resource belong to a member of the resource's
 * name, methods to the resources themselves, which can be any objects.
 */
final class PolyglotImports implements ComponentImports {
    private static final InteropLibrary INTEROP = InteropLibrary.getUncached();

    /** The method of a resource of the host that is called when a guest has dropped it. */
    private static final String CLOSE = "close";

    private final Object imports;
    private final InteropEnvironment environment;

    /** Of the component that imports. */
    private ResourceTypes resources;

    private PolyglotImports(Object imports, InteropEnvironment environment) {
        this.imports = imports;
        this.environment = environment;
    }

    /** Imports from an object, an instance, or an array of such, which is searched in order. */
    static ComponentImports of(Object imports, InteropEnvironment environment) {
        if (imports instanceof InstanceObject object
                && object.instance().store() == environment.store()
                && object == InstanceObjects.of(object.instance()).exports()) {
            return new InstanceImports(object.instance());
        }
        if (!INTEROP.hasArrayElements(imports)) {
            return new PolyglotImports(imports, environment);
        }
        ComponentImports all = _ -> null;
        try {
            for (long i = 0; i < INTEROP.getArraySize(imports); i++) {
                all = all.orElse(of(INTEROP.readArrayElement(imports, i), environment));
            }
        } catch (InteropException e) {
            throw new TypeMismatchException("the imports cannot be read: " + e.getMessage());
        }
        return all;
    }

    @Override
    public void connect(ResourceTypes importer) {
        resources = importer;
    }

    ResourceTypes resources() {
        return resources;
    }

    InteropEnvironment environment() {
        return environment;
    }

    @Override
    public ImportedItem find(RootImport wanted) {
        try {
            Object found = findObject(wanted.name());
            return found == null ? null : item(wanted.name(), found, wanted.type());
        } catch (InteropException e) {
            return new ImportedItem.Mismatch(e.getMessage());
        }
    }

    private Object findObject(String name) throws InteropException {
        if (InterfaceName.tryParse(name).isEmpty()) {
            return MemberNode.find(imports, name);
        }
        InterfaceName wanted = InterfaceName.parse(name);
        Object exact = MemberNode.find(imports, name);
        if (exact != null) {
            return exact;
        }
        String compatible = compatibleKey(name);
        if (compatible != null) {
            return MemberNode.find(imports, compatible);
        }
        Object unversioned = MemberNode.find(imports, wanted.unversioned());
        return unversioned != null ? unversioned : MemberNode.find(imports, wanted.interfaceName());
    }

    /** A key that names another, compatible version of an interface. */
    private String compatibleKey(String name) throws InteropException {
        Map<String, String> keys = new HashMap<>();
        if (INTEROP.hasMembers(imports)) {
            Object members = INTEROP.getMembers(imports);
            for (long i = 0; i < INTEROP.getArraySize(members); i++) {
                String key = INTEROP.asString(INTEROP.readArrayElement(members, i));
                if (key.indexOf('@') >= 0) {
                    keys.put(key, key);
                }
            }
        }
        return new NameIndex<>(keys).findForImport(name).orElse(null);
    }

    private ImportedItem item(String name, Object object, ItemType type) throws InteropException {
        return switch (type) {
            case InstanceType _
            when object instanceof InstanceObject found && isHere(found.instance()) ->
                InstanceImports.item(found.instance(), name, new LinkedExport.Instance(found.exports()));
            case InstanceType instance -> {
                Map<String, ImportedItem> exports = new HashMap<>();
                for (Map.Entry<String, ItemType> export : instance.exports().entrySet()) {
                    ImportedItem item = part(object, export.getKey(), export.getValue());
                    if (item != null) {
                        exports.put(export.getKey(), item);
                    }
                }
                yield new ImportedItem.Instance(exports);
            }
            case WitFunctionType _ -> executable(name, object);
            case CoreModuleType _ ->
                object instanceof WasmModule module
                        ? new ImportedItem.Module(module)
                        : new ImportedItem.Mismatch(describe(object) + " is no core module");
            case ComponentType _ ->
                object instanceof ComponentObject component
                        ? new ImportedItem.Component(component.component())
                        : new ImportedItem.Mismatch(describe(object) + " is no component");
            case TypeItem(ResourceType _) -> resourceType(object);
            default -> null;
        };
    }

    private static String describe(Object object) {
        return String.valueOf(INTEROP.toDisplayString(object, false));
    }

    /** Whether an instance belongs to this context, so that another one can be linked with it. */
    private boolean isHere(ComponentInstance instance) {
        return instance.store() == environment.store();
    }

    /** A resource type of another instance, or one whose resources are any objects. */
    private ImportedItem resourceType(Object object) {
        return object instanceof ResourceTypeObject type && isHere(type.instance())
                ? InstanceImports.resource(type.instance(), type.resource())
                : new ImportedItem.Resource(null, PolyglotImports::dropped);
    }

    /** A resource that the guest has dropped is closed, if it can be. */
    private static void dropped(Object resource) {
        try {
            if (resource instanceof TruffleObject && INTEROP.isMemberInvocable(resource, CLOSE)) {
                INTEROP.invokeMember(resource, CLOSE);
            }
        } catch (InteropException e) {
            throw new TrapException("close: " + e.getMessage(), null);
        }
    }

    private ImportedItem part(Object object, String name, ItemType type) throws InteropException {
        if (type instanceof TypeItem(ResourceType _)) {
            return resourceType(resourceMember(object, name));
        }
        if (!(type instanceof WitFunctionType)) {
            Object found = MemberNode.find(object, name);
            return found == null ? null : item(name, found, type);
        }
        Object direct = MemberNode.find(object, name);
        if (direct != null) {
            return executable(name, direct);
        }
        return switch (ExternName.parse(name)) {
            case ExternName.Constructor constructor -> {
                Object found = resourceMember(object, constructor.resource());
                yield found == null ? null : constructor(name, found);
            }
            case ExternName.Static statik -> {
                Object resource = resourceMember(object, statik.resource());
                Object found = resource == null ? null : MemberNode.find(resource, statik.label());
                yield found == null ? null : executable(name, found);
            }
            case ExternName.Method method
            when resourceMember(object, method.resource()) instanceof ResourceTypeObject resource
                    && resource.method(method.label()) != null
                    && isHere(resource.instance()) -> direct(resource.method(method.label()));
            case ExternName.Method method -> new ImportedItem.Function(PolyglotFunction.method(this, method.label()));
            default -> null;
        };
    }

    /** A resource type is found as a class is written, or like any other name. */
    private static Object resourceMember(Object object, String name) throws InteropException {
        String camelCase = Label.toCamelCase(name);
        Object found = MemberNode.find(object, Character.toUpperCase(camelCase.charAt(0)) + camelCase.substring(1));
        return found != null ? found : MemberNode.find(object, name);
    }

    /** A function of another instance, whose type the resolver of the imports checks. */
    private static ImportedItem direct(ComponentFunction function) {
        return new ImportedItem.Function(
                function.target(), (WitFunctionType) function.instance().runtimeType(function.type()));
    }

    private ImportedItem executable(String name, Object object) {
        if (object instanceof FunctionObject found
                && !found.isMethod()
                && isHere(found.function().instance())) {
            return direct(found.function());
        }
        return INTEROP.isExecutable(object)
                ? new ImportedItem.Function(PolyglotFunction.function(this, object))
                : new ImportedItem.Mismatch("`" + name + "` cannot be executed");
    }

    private ImportedItem constructor(String name, Object object) {
        if (object instanceof ResourceTypeObject type && type.constructor() != null) {
            return executable(name, type.constructor());
        }
        return INTEROP.isInstantiable(object)
                ? new ImportedItem.Function(PolyglotFunction.constructor(this, object))
                : executable(name, object);
    }
}
