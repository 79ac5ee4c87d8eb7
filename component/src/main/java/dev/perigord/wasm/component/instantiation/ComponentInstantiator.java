package dev.perigord.wasm.component.instantiation;

import dev.perigord.wasm.component.linking.CoreItem;
import dev.perigord.wasm.component.linking.LinkStep;
import dev.perigord.wasm.component.runtime.ComponentInstance;
import dev.perigord.wasm.component.runtime.ComponentStore;
import dev.perigord.wasm.component.runtime.WasmComponent;
import dev.perigord.wasm.component.type.CoreModuleType;
import dev.perigord.wasm.instantiation.Instantiator;
import dev.perigord.wasm.runtime.LinkException;
import dev.perigord.wasm.runtime.TrapException;
import dev.perigord.wasm.runtime.WasmFunction;
import dev.perigord.wasm.runtime.WasmMemory;
import dev.perigord.wasm.runtime.WasmModule;
import dev.perigord.wasm.runtime.WasmTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Instantiates components by executing their plans. */
public final class ComponentInstantiator {
    private final WasmComponent component;
    private final ComponentInstance instance;
    private final WasmFunction[] trampolines;

    private ComponentInstantiator(WasmComponent component, ImportResolver imports, ComponentStore store) {
        this.component = component;
        this.instance = new ComponentInstance(component, store, imports.imports());
        this.trampolines = new WasmFunction[component.plan().trampolines().size()];
    }

    /**
     * Makes an instance.
     *
     * @throws LinkException if imports are missing or have the wrong type, or the component needs what is not
     *     supported; the message lists everything
     * @throws TrapException if a core module inside cannot be instantiated or its start function traps
     */
    public static ComponentInstance instantiate(
            WasmComponent component, ComponentImports imports, ComponentStore store) {
        ImportResolver resolved = new ImportResolver(component, imports, store);
        WasmComponent complete = component;
        if (component.plan().isOpen()) {
            complete = ComponentLoader.complete(component, resolved.components());
            resolved = new ImportResolver(complete, imports, store);
        }
        ComponentInstantiator instantiator = new ComponentInstantiator(complete, resolved, store);
        complete.plan().steps().forEach(instantiator::execute);
        return instantiator.instance;
    }

    private void execute(LinkStep step) {
        switch (step) {
            case LinkStep.InstantiateModule instantiate -> instantiateModule(instantiate);
            case LinkStep.ExtractMemory(int slot, CoreItem item) -> instance.setMemory(slot, (WasmMemory) find(item));
            case LinkStep.ExtractFunction(int slot, CoreItem item) ->
                instance.setFunction(slot, (WasmFunction) find(item));
            case LinkStep.ExtractTable(int slot, CoreItem item) -> instance.setTable(slot, (WasmTable) find(item));
            case LinkStep.MakeTrampoline(int index) ->
                trampolines[index] = new WasmFunction(component.trampoline(index), instance);
            case LinkStep.DefineResource _, LinkStep.LiftFunction _ -> {}
        }
    }

    private void instantiateModule(LinkStep.InstantiateModule step) {
        WasmModule module = instance.module(step.module());
        List<CoreModuleType.Import> wanted = step.module().type().imports();
        Map<List<String>, CoreItem> arguments = new HashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            arguments.put(
                    List.of(wanted.get(i).module(), wanted.get(i).name()),
                    step.arguments().get(i));
        }
        Runnable instantiation = () -> instance.setCoreInstance(
                step.instance(),
                Instantiator.instantiate(
                        module,
                        item -> find(arguments.get(List.of(item.module(), item.name()))),
                        instance.store().core()));
        /* The start function is a synchronous call. */
        instance.state(step.componentInstance()).call(instantiation, null);
    }

    private Object find(CoreItem item) {
        return switch (item) {
            case CoreItem.InstanceExport(int index, String name) ->
                instance.coreInstance(index).exports().get(name);
            case CoreItem.Made(int index) -> trampolines[index];
        };
    }
}
