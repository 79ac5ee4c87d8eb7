package dev.perigord.wasm.script;

import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.source.Source;
import dev.perigord.wasm.component.instantiation.ComponentInstantiator;
import dev.perigord.wasm.component.instantiation.ComponentLoader;
import dev.perigord.wasm.component.instantiation.InstanceImports;
import dev.perigord.wasm.component.linking.LinkedExport;
import dev.perigord.wasm.component.name.NameIndex;
import dev.perigord.wasm.component.runtime.ComponentFunction;
import dev.perigord.wasm.component.runtime.ComponentInstance;
import dev.perigord.wasm.component.runtime.ComponentStore;
import dev.perigord.wasm.component.runtime.WasmComponent;
import dev.perigord.wasm.component.text.ComponentTextParser;
import dev.perigord.wasm.instantiation.Settings;
import dev.perigord.wasm.text.ComponentSource;
import dev.perigord.wasm.text.ScriptAction;
import java.util.HashMap;
import java.util.Map;

/** The components of a script and their instances. */
final class ComponentScript {
    private final TruffleLanguage<?> language;
    private final ComponentStore store;
    private final Settings settings;
    private final Source script;
    private final Map<String, WasmComponent> definitions = new HashMap<>();
    private final Map<String, ComponentInstance> instances = new HashMap<>();
    private final Map<String, ComponentInstance> registered = new HashMap<>();
    private WasmComponent latestDefinition;
    private ComponentInstance latestInstance;

    /** What a function returned; a function without result returns null and has no type. */
    record Result(Object value, ComponentFunction function) {}

    ComponentScript(TruffleLanguage<?> language, ComponentStore store, Settings settings, Source script) {
        this.language = language;
        this.store = store;
        this.settings = settings;
        this.script = script;
    }

    /** The component in the binary format. */
    static byte[] encode(ComponentSource source) {
        return switch (source) {
            case ComponentSource.Text(String text, int start, int end) ->
                ComponentTextParser.parse(text, start, end).binary();
            case ComponentSource.Binary binary -> binary.bytes();
            case ComponentSource.Quote quote ->
                ComponentTextParser.parseFields(quote.text()).binary();
        };
    }

    WasmComponent load(byte[] bytes) {
        return ComponentLoader.load(language, bytes, settings, script, new ScriptPositions(script));
    }

    /** Forgets the latest instance, because something else came after it. */
    void forgetLatest() {
        latestInstance = null;
    }

    void define(String name, WasmComponent component) {
        latestInstance = null;
        latestDefinition = component;
        if (name != null) {
            definitions.put(name, component);
            instances.remove(name);
        }
    }

    /** Instantiates a component by its name, or the latest one. */
    void instantiate(String name, String definition) {
        WasmComponent component = definition == null ? latestDefinition : definitions.get(definition);
        if (component == null) {
            throw new ScriptFailure("no such component");
        }
        latestInstance = null;
        latestInstance = instantiate(component);
        if (name != null) {
            instances.put(name, latestInstance);
        }
    }

    ComponentInstance instantiate(WasmComponent component) {
        NameIndex<ComponentInstance> providers = new NameIndex<>(registered);
        return ComponentInstantiator.instantiate(
                component,
                wanted -> providers
                        .findForImport(wanted.name())
                        .map(provider -> InstanceImports.item(provider, wanted.name(), exports(provider)))
                        .orElse(null),
                store);
    }

    private static LinkedExport.Instance exports(ComponentInstance instance) {
        return new LinkedExport.Instance(instance.component().plan().exports());
    }

    /** From now on components import the exports of an instance, by its name or the latest one, as an instance. */
    void register(String importName, String name) {
        registered.put(importName, name == null ? latestInstance : instances.get(name));
    }

    /** Whether an action without or with this name of an instance is about an instance of a component. */
    boolean knows(String name) {
        return name == null ? latestInstance != null : instances.containsKey(name);
    }

    Result perform(ScriptAction action) {
        ComponentInstance instance = action.instance() == null ? latestInstance : instances.get(action.instance());
        ComponentFunction function = instance.exportedFunction(action.export());
        if (function == null || !(action instanceof ScriptAction.Invoke invoke)) {
            throw new ScriptFailure("no exported function \"" + action.export() + "\"");
        }
        var parameters = function.type().parameterTypes();
        if (parameters.size() != invoke.arguments().size()) {
            throw new ScriptFailure("function \"" + action.export() + "\" has " + parameters.size() + " parameters");
        }
        Object[] arguments = new Object[parameters.size()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = ComponentValues.of(invoke.arguments().get(i), parameters.get(i));
        }
        return new Result(function.call(arguments), function);
    }
}
