package dev.perigord.wasm.component.runtime;

import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.source.Source;
import dev.perigord.wasm.component.linking.ComponentClosure;
import dev.perigord.wasm.component.linking.ImportPath;
import dev.perigord.wasm.component.linking.LinkPlan;
import dev.perigord.wasm.component.syntax.CoreModuleSource;
import dev.perigord.wasm.component.syntax.Definition;
import dev.perigord.wasm.component.validation.ValidatedComponent;
import dev.perigord.wasm.runtime.FunctionCode;
import dev.perigord.wasm.runtime.WasmModule;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A loaded component: valid, with the plan of its instantiation and the code of all functions. Shared by every context
 * of an engine, so it holds nothing of a context.
 */
public final class WasmComponent {
    private static final int MAX_COMPLETED = 16;

    private final TruffleLanguage<?> language;
    private final Source source;
    private final byte[] binary;
    private final ComponentClosure closure;
    private final LinkPlan plan;
    private final Function<CoreModuleSource, WasmModule> modules;
    private final List<ImportedFunction> importedFunctions;
    private final Map<ImportPath, Integer> importIndices = new HashMap<>();
    private FunctionCode[] trampolines;
    private LiftedCode[] liftedFunctions;

    /** This component with components that it was given as imports; the latest few. */
    private final Map<List<WasmComponent>, WasmComponent> completed = new LinkedHashMap<>();

    private final Map<ComponentClosure, WasmComponent> exported = new HashMap<>();

    /** A component without code, which {@link #setCode} adds before anybody else sees it; keeps the array. */
    public WasmComponent(
            TruffleLanguage<?> language,
            Source source,
            byte[] binary,
            ComponentClosure closure,
            LinkPlan plan,
            Function<CoreModuleSource, WasmModule> modules,
            List<ImportedFunction> importedFunctions) {
        this.language = language;
        this.source = source;
        this.binary = binary;
        this.closure = closure;
        this.plan = plan;
        this.modules = modules;
        this.importedFunctions = List.copyOf(importedFunctions);
        for (int i = 0; i < importedFunctions.size(); i++) {
            importIndices.put(importedFunctions.get(i).path(), i);
        }
    }

    /** Adds the code of the plan's trampolines and lifted functions. */
    public void setCode(FunctionCode[] trampolineCode, LiftedCode[] liftedCode) {
        trampolines = trampolineCode;
        liftedFunctions = liftedCode;
    }

    /** What {@code maker} makes of this component and the components that it imports, made once for them. */
    public synchronized WasmComponent completed(List<WasmComponent> components, Supplier<WasmComponent> maker) {
        WasmComponent known = completed.remove(components);
        WasmComponent result = known != null ? known : maker.get();
        completed.put(components, result);
        if (completed.size() > MAX_COMPLETED) {
            completed.remove(completed.keySet().iterator().next());
        }
        return result;
    }

    /** What {@code maker} makes of a component that instances of this one export, made once. */
    public synchronized WasmComponent exported(
            ComponentClosure inner, Function<ComponentClosure, WasmComponent> maker) {
        return exported.computeIfAbsent(inner, maker);
    }

    /** The language that nodes belong to. */
    public TruffleLanguage<?> language() {
        return language;
    }

    /** What was evaluated. */
    public Source source() {
        return source;
    }

    /** The component in the binary format, which is empty for one that is a part of another; nobody changes the array. */
    public byte[] binary() {
        return binary;
    }

    /** The valid component. */
    public ValidatedComponent definition() {
        return closure.definition();
    }

    /** The same with where it is defined. */
    public ComponentClosure closure() {
        return closure;
    }

    /** What an instantiation does. */
    public LinkPlan plan() {
        return plan;
    }

    /** A core module inside the component. */
    public WasmModule module(CoreModuleSource module) {
        return modules.apply(module);
    }

    /** How many functions of the core modules inside have been called and so have an AST. */
    public int builtFunctions() {
        return builtFunctions(definition());
    }

    private int builtFunctions(ValidatedComponent component) {
        int sum = component.nested().stream().mapToInt(this::builtFunctions).sum();
        for (var located : component.syntax().definitions()) {
            if (located.definition() instanceof Definition.CoreModule(var module) && module(module) != null) {
                sum += module(module).builtFunctions();
            }
        }
        return sum;
    }

    /** All functions that the component imports, on their own or as parts of instances. */
    public List<ImportedFunction> importedFunctions() {
        return importedFunctions;
    }

    /** The index of an imported function in {@link #importedFunctions()}. */
    public int importedFunction(ImportPath path) {
        return importIndices.get(path);
    }

    /** The code of a trampoline of the plan. */
    public FunctionCode trampoline(int index) {
        return trampolines[index];
    }

    /** The code of a lifted function of the plan, for callers outside of the plan. */
    public LiftedCode liftedFunction(int index) {
        return liftedFunctions[index];
    }

    /** The name for messages. */
    public String name() {
        String name = definition().syntax().name();
        return name.isEmpty() ? source.getName() : name;
    }
}
