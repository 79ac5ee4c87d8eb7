package dev.perigord.wasm.component.instantiation;

import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.source.Source;
import dev.perigord.wasm.component.abi.CanonicalAbi;
import dev.perigord.wasm.component.binary.ComponentDecoder;
import dev.perigord.wasm.component.host.HostCall;
import dev.perigord.wasm.component.linking.ComponentClosure;
import dev.perigord.wasm.component.linking.ImportPath;
import dev.perigord.wasm.component.linking.LinkPlan;
import dev.perigord.wasm.component.linking.Linker;
import dev.perigord.wasm.component.linking.RootImport;
import dev.perigord.wasm.component.runtime.ImportedFunction;
import dev.perigord.wasm.component.runtime.WasmComponent;
import dev.perigord.wasm.component.syntax.CoreModuleSource;
import dev.perigord.wasm.component.syntax.Definition;
import dev.perigord.wasm.component.type.InstanceType;
import dev.perigord.wasm.component.type.ItemType;
import dev.perigord.wasm.component.type.WitFunctionType;
import dev.perigord.wasm.component.validation.ComponentValidator;
import dev.perigord.wasm.component.validation.ValidatedComponent;
import dev.perigord.wasm.instantiation.ModuleLoader;
import dev.perigord.wasm.instantiation.Settings;
import dev.perigord.wasm.module.Feature;
import dev.perigord.wasm.module.InvalidException;
import dev.perigord.wasm.runtime.Execution;
import dev.perigord.wasm.runtime.LinkException;
import dev.perigord.wasm.runtime.WasmModule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;

/** From bytes to a component that can be instantiated: decodes, validates, plans; code is built at first calls. */
public final class ComponentLoader {
    private ComponentLoader() {}

    /**
     * Loads a component from the binary format.
     *
     * @param positions where in the source the instructions of its core modules are
     * @throws dev.perigord.wasm.module.MalformedException if the bytes do not follow the binary format
     * @throws dev.perigord.wasm.module.InvalidException if a rule of validation is broken
     */
    public static WasmComponent load(
            TruffleLanguage<?> language,
            byte[] bytes,
            Settings settings,
            Source source,
            WasmModule.Positions positions) {
        return load(language, bytes, decode(bytes, settings.features()), source, positions, settings.execution(), null);
    }

    /**
     * Decodes and validates a component with its core modules.
     *
     * @throws dev.perigord.wasm.module.MalformedException if the bytes do not follow the binary format
     * @throws dev.perigord.wasm.module.InvalidException if a rule of validation is broken
     */
    public static ValidatedComponent decode(byte[] bytes, Set<Feature> features) {
        return ComponentValidator.validate(
                ComponentDecoder.decode(
                        bytes,
                        (content, offset, length) ->
                                ContainedModule.of(ModuleLoader.decode(content, offset, offset + length, features))),
                features);
    }

    /**
     * Loads what {@link #decode} has made of the bytes.
     *
     * @param worker emits functions on another thread before they are called; {@code null} for none
     */
    public static WasmComponent load(
            TruffleLanguage<?> language,
            byte[] binary,
            ValidatedComponent component,
            Source source,
            WasmModule.Positions positions,
            Execution execution,
            Executor worker) {
        ComponentClosure closure = new ComponentClosure(component);
        LinkPlan plan = Linker.link(closure, Map.of());
        IdentityHashMap<CoreModuleSource, WasmModule> modules = new IdentityHashMap<>();
        collectModules(component, modules, language, source, positions, execution, worker);
        WasmComponent loaded =
                new WasmComponent(language, source, binary, closure, plan, modules::get, importedFunctions(plan));
        CanonicalAbi.addCode(loaded);
        return loaded;
    }

    /**
     * A component that imports components, with those that are given: what is inside of them becomes a part of its plan. The
     * same components give the same result, so that contexts share it.
     *
     * @throws LinkException if so many instances would be made that a limit is exceeded
     */
    static WasmComponent complete(WasmComponent component, Map<ImportPath, WasmComponent> components) {
        return component.completed(List.copyOf(components.values()), () -> {
            Map<ImportPath, ComponentClosure> definitions = new HashMap<>();
            components.forEach((path, given) -> definitions.put(path, given.closure()));
            try {
                LinkPlan plan = Linker.link(component.closure(), definitions);
                WasmComponent complete = new WasmComponent(
                        component.language(),
                        component.source(),
                        component.binary(),
                        component.closure(),
                        plan,
                        source -> module(component, components.values(), source),
                        importedFunctions(plan));
                CanonicalAbi.addCode(complete);
                return complete;
            } catch (InvalidException e) {
                throw new LinkException("component " + component.name() + " cannot be instantiated: " + e.getMessage());
            }
        });
    }

    /**
     * A component that instances of another one export. It is the same for all of them.
     *
     * @throws LinkException if it cannot be taken out of the other one, or would make too many instances
     */
    public static WasmComponent exported(WasmComponent component, ComponentClosure inner) {
        return component.exported(inner, closure -> {
            try {
                LinkPlan plan = Linker.link(closure, Map.of());
                WasmComponent exported = new WasmComponent(
                        component.language(),
                        component.source(),
                        new byte[0],
                        closure,
                        plan,
                        component::module,
                        importedFunctions(plan));
                CanonicalAbi.addCode(exported);
                return exported;
            } catch (InvalidException e) {
                throw new LinkException(
                        "a component that " + component.name() + " exports cannot be used: " + e.getMessage());
            }
        });
    }

    private static WasmModule module(
            WasmComponent component, Collection<WasmComponent> components, CoreModuleSource source) {
        WasmModule own = component.module(source);
        if (own != null) {
            return own;
        }
        return components.stream()
                .map(given -> given.module(source))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }

    private static void collectModules(
            ValidatedComponent component,
            IdentityHashMap<CoreModuleSource, WasmModule> modules,
            TruffleLanguage<?> language,
            Source source,
            WasmModule.Positions positions,
            Execution execution,
            Executor worker) {
        for (var located : component.syntax().definitions()) {
            if (located.definition() instanceof Definition.CoreModule(var module)
                    && module instanceof ContainedModule contained) {
                modules.put(
                        contained,
                        ModuleLoader.load(
                                language, contained.definition(), source, positions, null, execution, worker));
            }
        }
        component
                .nested()
                .forEach(inner -> collectModules(inner, modules, language, source, positions, execution, worker));
    }

    private static List<ImportedFunction> importedFunctions(LinkPlan plan) {
        List<ImportedFunction> functions = new ArrayList<>();
        for (int i = 0; i < plan.imports().size(); i++) {
            RootImport item = plan.imports().get(i);
            collectFunctions(item.name(), item.type(), new ImportPath(i, List.of()), functions);
        }
        return functions;
    }

    private static void collectFunctions(
            String name, ItemType type, ImportPath path, List<ImportedFunction> functions) {
        switch (type) {
            case WitFunctionType function -> functions.add(new ImportedFunction(path, new HostCall(name, function)));
            case InstanceType instance ->
                instance.exports().forEach((export, item) -> {
                    List<String> longer = new ArrayList<>(path.path());
                    longer.add(export);
                    collectFunctions(name + "#" + export, item, new ImportPath(path.index(), longer), functions);
                });
            default -> {}
        }
    }
}
