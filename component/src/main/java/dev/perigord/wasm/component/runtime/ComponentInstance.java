package dev.perigord.wasm.component.runtime;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.component.host.HostFunction;
import dev.perigord.wasm.component.linking.ComponentInstanceInfo;
import dev.perigord.wasm.component.linking.FunctionSource;
import dev.perigord.wasm.component.linking.ImportPath;
import dev.perigord.wasm.component.linking.LinkPlan;
import dev.perigord.wasm.component.linking.LinkedExport;
import dev.perigord.wasm.component.linking.LinkedResource;
import dev.perigord.wasm.component.linking.ModuleSource;
import dev.perigord.wasm.component.task.InstanceState;
import dev.perigord.wasm.component.type.DefinedType;
import dev.perigord.wasm.component.type.ResourceType;
import dev.perigord.wasm.component.type.Substitution;
import dev.perigord.wasm.runtime.WasmFunction;
import dev.perigord.wasm.runtime.WasmInstance;
import dev.perigord.wasm.runtime.WasmMemory;
import dev.perigord.wasm.runtime.WasmModule;
import dev.perigord.wasm.runtime.WasmTable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * An instance of a component with all instances inside of it: what belongs to one context. It is the environment of
 * the plan's trampolines.
 */
public final class ComponentInstance implements ResourceTypes {
    private final WasmComponent component;
    private final ComponentStore store;
    private final InstanceState[] states;
    private final WasmInstance[] coreInstances;
    private final WasmMemory[] memories;
    private final WasmFunction[] functions;
    private final WasmTable[] tables;
    private final HostFunction[] hostFunctions;

    private final Map<ImportPath, WasmModule> modules;
    private final SingleThread thread;
    private final Set<ComponentInstance> providers;

    /** By resource index. */
    private final RuntimeResource[] resources;

    /** What dropping an owned resource of the host does, by resource index; null where there is nothing to do. */
    private final Consumer<Object>[] hostDestructors;

    /** From the resource types of the plan to those of this instance. */
    private final Substitution runtimeTypes = new Substitution();

    private Object view;

    /** An instance before its plan is executed. */
    public ComponentInstance(WasmComponent component, ComponentStore store, LinkedImports imports) {
        LinkPlan plan = component.plan();
        this.component = component;
        this.store = store;
        this.providers = imports.providers();
        this.thread = new SingleThread(
                providers.stream().map(provider -> provider.thread).toList(), this::abandonUnwound);
        this.states = new InstanceState[plan.instances().size()];
        for (ComponentInstanceInfo info : plan.instances()) {
            InstanceState parent = info.parent() == ComponentInstanceInfo.NO_PARENT ? null : states[info.parent()];
            states[info.index()] = new InstanceState(parent, store.limits().handles(), store.scheduler(), thread);
        }
        this.coreInstances = new WasmInstance[plan.coreInstances()];
        this.memories = new WasmMemory[plan.memorySlots()];
        this.functions = new WasmFunction[plan.functionSlots()];
        this.tables = new WasmTable[plan.tableSlots()];
        this.hostFunctions = imports.functions();
        this.hostDestructors = imports.destructors();
        this.modules = imports.modules();
        this.resources = imports.resources().clone();
        for (LinkedResource resource : plan.resources()) {
            if (!resource.isImported()) {
                resources[resource.index()] = RuntimeResource.ofGuest(this, resource);
            }
            runtimeTypes.put(resource.type(), resources[resource.index()].type());
        }
        store.add(this);
    }

    /** The component. */
    public WasmComponent component() {
        return component;
    }

    /** The store of the context. */
    public ComponentStore store() {
        return store;
    }

    /** The state of a component instance of the plan. */
    public InstanceState state(int index) {
        return states[index];
    }

    /** A core instance. */
    public WasmInstance coreInstance(int index) {
        return coreInstances[index];
    }

    /** Sets a core instance. */
    public void setCoreInstance(int index, WasmInstance instance) {
        coreInstances[index] = instance;
    }

    /** The memory in a slot. */
    public WasmMemory memory(int slot) {
        return memories[slot];
    }

    /** Fills a memory slot. */
    public void setMemory(int slot, WasmMemory memory) {
        memories[slot] = memory;
    }

    /** The core function in a slot. */
    public WasmFunction function(int slot) {
        return functions[slot];
    }

    /** Fills a function slot. */
    public void setFunction(int slot, WasmFunction function) {
        functions[slot] = function;
    }

    /** The table in a slot. */
    public WasmTable table(int slot) {
        return tables[slot];
    }

    /** Fills a table slot. */
    public void setTable(int slot, WasmTable table) {
        tables[slot] = table;
    }

    /** An imported function. */
    public HostFunction hostFunction(int index) {
        return hostFunctions[index];
    }

    /** The resource type with an index in the plan. */
    public RuntimeResource resource(int index) {
        return resources[index];
    }

    @Override
    public RuntimeResource resource(ResourceType type) {
        return resources[component.plan().resource(type).index()];
    }

    /** A type of the plan as other instances see it: with the resource types of this instance. */
    @TruffleBoundary
    public synchronized DefinedType runtimeType(DefinedType type) {
        return runtimeTypes.apply(type);
    }

    /** What the host sees of the instance, made when it is first asked for. */
    public synchronized Object view(Function<ComponentInstance, ?> maker) {
        if (view == null) {
            view = maker.apply(this);
        }
        return view;
    }

    /** Counts the owned handles of the components inside, and those that the host has of resources defined here. */
    void heldHandles(BiConsumer<RuntimeResource, Integer> counter) {
        for (InstanceState state : states) {
            state.handles().all().forEach(entry -> {
                if (entry instanceof Handle handle && handle.isOwn()) {
                    counter.accept(handle.resource(), 1);
                }
            });
        }
        for (RuntimeResource resource : resources) {
            if (resource.definer() == this && resource.heldByHost() > 0) {
                counter.accept(resource, resource.heldByHost());
            }
        }
    }

    /** Lets one thread of the host in at a time. */
    SingleThread thread() {
        return thread;
    }

    /**
     * After a call was unwound: if nobody is inside any more, what the instances that it had entered do is given up, here and
     * where this instance calls.
     */
    private void abandonUnwound() {
        if (thread.isFree()) {
            for (InstanceState state : states) {
                if (!state.mayEnter()) {
                    state.abandon();
                }
            }
        }
        providers.forEach(ComponentInstance::abandonUnwound);
    }

    /** A core module of the plan, contained or imported. */
    public WasmModule module(ModuleSource source) {
        return switch (source) {
            case ModuleSource.Contained(var contained) -> component.module(contained);
            case ModuleSource.Imported(var path, var _) -> modules.get(path);
        };
    }

    /** The component function that an export refers to. */
    public ComponentFunction function(String name, LinkedExport.Function export) {
        return switch (export.source()) {
            case FunctionSource.Lifted(int index) ->
                new ComponentFunction(this, name, export.type(), component.liftedFunction(index), null);
            case FunctionSource.Imported(var path) ->
                new ComponentFunction(this, name, export.type(), null, hostFunctions[component.importedFunction(path)]);
        };
    }

    /**
     * The function that the root component exports.
     *
     * @param path the export's name, or the name of an exported instance and those of its exports
     * @return null if there is no such function
     */
    public ComponentFunction exportedFunction(String... path) {
        var exports = component.plan().exports();
        for (String name : List.of(path).subList(0, path.length - 1)) {
            if (!(exports.get(name) instanceof LinkedExport.Instance(var inner))) {
                return null;
            }
            exports = inner;
        }
        String last = path[path.length - 1];
        return exports.get(last) instanceof LinkedExport.Function function
                ? function(String.join("#", path), function)
                : null;
    }

    /**
     * Runs the destructor of a resource that lost its owner (CanonicalABI.md {@code resource.drop}).
     *
     * @param caller on whose behalf, or null for the host
     */
    @TruffleBoundary
    public void destroy(int resource, Object representation, InstanceState caller, Node location) {
        RuntimeResource type = resources[resource];
        if (type.isGuest()) {
            type.definer().destroy(type, representation, caller, location);
        } else if (hostDestructors[resource] != null) {
            hostDestructors[resource].accept(representation);
        }
    }

    /** Lets go of a resource of the host, whose type this instance imports. */
    @TruffleBoundary
    public void destroy(RuntimeResource type, Object resource) {
        for (int i = 0; i < resources.length; i++) {
            if (resources[i] == type && hostDestructors[i] != null) {
                hostDestructors[i].accept(resource);
                return;
            }
        }
    }

    /** Runs the destructor of a resource whose type this instance defines. */
    void destroy(RuntimeResource type, Object representation, InstanceState caller, Node location) {
        LinkedResource resource = type.definition();
        InstanceState owner = states[resource.instance()];
        owner.enterFrom(caller, location);
        if (resource.destructor() != LinkedResource.NONE) {
            owner.call(() -> functions[resource.destructor()].call(representation), location);
        }
        owner.leaveTo(caller);
    }
}
