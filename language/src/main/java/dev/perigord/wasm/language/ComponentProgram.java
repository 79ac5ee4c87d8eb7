package dev.perigord.wasm.language;

import dev.perigord.wasm.component.linking.LinkPlan;
import dev.perigord.wasm.component.linking.LinkedExport;
import dev.perigord.wasm.component.name.NameIndex;
import dev.perigord.wasm.component.runtime.ComponentFunction;
import dev.perigord.wasm.component.runtime.ComponentInstance;
import dev.perigord.wasm.component.runtime.WasmComponent;
import dev.perigord.wasm.component.type.WitFunctionType;
import dev.perigord.wasm.component.value.VariantValue;
import dev.perigord.wasm.component.wave.WaveCall;
import dev.perigord.wasm.component.wave.WaveException;
import dev.perigord.wasm.component.wave.WaveReader;
import dev.perigord.wasm.component.wave.WaveWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A component as a program: its main function is {@code run} of {@code wasi:cli/run}. */
final class ComponentProgram implements Program {
    private static final String MAIN_INTERFACE = "wasi:cli/run";
    private static final String MAIN = "run";

    private final WasmComponent component;
    private final Providers providers;
    private ComponentInstance instance;

    ComponentProgram(WasmComponent component, Providers providers) {
        this.component = component;
        this.providers = providers;
    }

    private ComponentInstance instantiate() {
        if (instance == null) {
            instance = providers.instantiate(component);
        }
        return instance;
    }

    /** The plan; one that is open does not say what the component exports before it is instantiated. */
    private LinkPlan plan() {
        return component.plan().isOpen() ? instantiate().component().plan() : component.plan();
    }

    @Override
    public int run() {
        if (!(exports().find(MAIN_INTERFACE).orElse(null) instanceof LinkedExport.Instance main)
                || !(main.exports().get(MAIN) instanceof LinkedExport.Function function)) {
            throw new UsageException("the component does not export " + MAIN_INTERFACE
                    + ", so it is no command; --invoke calls one of its functions");
        }
        Object result = instantiate().function(MAIN, function).call();
        return result instanceof VariantValue outcome ? outcome.index() : 0;
    }

    private NameIndex<LinkedExport> exports() {
        return new NameIndex<>(plan().exports());
    }

    @Override
    public String invoke(String call) {
        try {
            WaveCall parsed = WaveCall.parse(call);
            LinkedExport.Function export = find(parsed.function());
            List<Object> arguments = WaveReader.readArguments(parsed.arguments(), export.type());
            ComponentFunction function = instantiate().function(parsed.function(), export);
            Object result = function.call(arguments.toArray());
            WitFunctionType type = export.type();
            return type.result() == null ? "" : WaveWriter.write(result, type.result());
        } catch (WaveException e) {
            throw new UsageException(call + ": " + e.getMessage());
        }
    }

    /** A function of the world, or {@code interface#function}, or a function of any interface if only one has it. */
    private LinkedExport.Function find(String name) {
        Map<String, LinkedExport.Function> candidates = new LinkedHashMap<>();
        int separator = name.indexOf('#');
        if (separator >= 0) {
            exports()
                    .find(name.substring(0, separator))
                    .filter(LinkedExport.Instance.class::isInstance)
                    .map(LinkedExport.Instance.class::cast)
                    .ifPresent(instance ->
                            collect(name, instance.exports().get(name.substring(separator + 1)), candidates));
        } else {
            collect(name, plan().exports().get(name), candidates);
            if (candidates.isEmpty()) {
                plan().exports().forEach((label, export) -> {
                    if (export instanceof LinkedExport.Instance instance) {
                        collect(label + "#" + name, instance.exports().get(name), candidates);
                    }
                });
            }
        }
        if (candidates.size() == 1) {
            return candidates.values().iterator().next();
        }
        throw new UsageException(
                candidates.isEmpty()
                        ? "no exported function `" + name + "`; there are: " + String.join(", ", functions())
                        : "several interfaces export `" + name + "`: " + String.join(", ", candidates.keySet()));
    }

    private static void collect(String name, LinkedExport export, Map<String, LinkedExport.Function> found) {
        if (export instanceof LinkedExport.Function function) {
            found.put(name, function);
        }
    }

    private List<String> functions() {
        List<String> names = new ArrayList<>();
        plan().exports().forEach((label, export) -> {
            switch (export) {
                case LinkedExport.Function _ -> names.add(label);
                case LinkedExport.Instance instance ->
                    instance.exports().forEach((inner, item) -> {
                        if (item instanceof LinkedExport.Function) {
                            names.add(label + "#" + inner);
                        }
                    });
                default -> {}
            }
        });
        return names;
    }
}
