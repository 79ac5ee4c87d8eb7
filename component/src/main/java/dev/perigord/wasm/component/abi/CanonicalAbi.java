package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.RootCallTarget;
import com.oracle.truffle.api.TruffleLanguage;
import dev.perigord.wasm.component.host.HostCall;
import dev.perigord.wasm.component.linking.FunctionSource;
import dev.perigord.wasm.component.linking.ImportPath;
import dev.perigord.wasm.component.linking.LiftedFunction;
import dev.perigord.wasm.component.linking.LinkPlan;
import dev.perigord.wasm.component.linking.Trampoline;
import dev.perigord.wasm.component.runtime.LiftedCode;
import dev.perigord.wasm.component.runtime.WasmComponent;
import dev.perigord.wasm.runtime.FunctionCode;

/** Makes the code of a plan's trampolines and lifted functions; trees are built at first calls. */
public final class CanonicalAbi {
    private final WasmComponent component;
    private final TruffleLanguage<?> language;
    private final LinkPlan plan;

    private CanonicalAbi(WasmComponent component) {
        this.component = component;
        this.language = component.language();
        this.plan = component.plan();
    }

    /** Gives a component its code. */
    public static void addCode(WasmComponent component) {
        CanonicalAbi abi = new CanonicalAbi(component);
        component.setCode(
                abi.plan.trampolines().stream().map(abi::trampoline).toArray(FunctionCode[]::new),
                abi.plan.liftedFunctions().stream().map(abi::lifted).toArray(LiftedCode[]::new));
    }

    private LiftedCode lifted(LiftedFunction function) {
        String name = "lifted " + function.type();
        LiftedCode[] code = new LiftedCode[1];
        code[0] = new LiftedCode(
                plan,
                function,
                () -> function.type().async()
                        ? new AsyncLiftedRootNode(language, function, new TaskStart(code[0]), name).getCallTarget()
                        : new LiftedRootNode(language, plan, function, name).getCallTarget(),
                calledByGuest -> new TaskRootNode(language, plan, function, name, calledByGuest).getCallTarget());
        return code[0];
    }

    private FunctionCode trampoline(Trampoline trampoline) {
        return switch (trampoline) {
            case Trampoline.Lower lower -> {
                String name = name(lower);
                yield new FunctionCode(lower.coreType(), name, () -> lower(name, lower));
            }
            case Trampoline.Resource resource ->
                new FunctionCode(
                        resource.coreType(), resource.kind().text(), () -> new ResourceRootNode(language, resource)
                                .getCallTarget());
            case Trampoline.Builtin builtin ->
                new FunctionCode(
                        builtin.coreType(), builtin.kind().text(), () -> new BuiltinRootNode(language, plan, builtin)
                                .getCallTarget());
        };
    }

    private String name(Trampoline.Lower lower) {
        return switch (lower.callee()) {
            case FunctionSource.Imported(var path) -> call(path).name();
            case FunctionSource.Lifted _ -> "lowered " + lower.type();
        };
    }

    private HostCall call(ImportPath path) {
        return component
                .importedFunctions()
                .get(component.importedFunction(path))
                .call();
    }

    private RootCallTarget lower(String name, Trampoline.Lower lower) {
        LoweredSide side = new LoweredSide(plan, lower);
        CalleeNode callee =
                switch (lower.callee()) {
                    case FunctionSource.Imported(var path) ->
                        ImportedCalleeNodeGen.create(side, component.importedFunction(path), call(path));
                    case FunctionSource.Lifted(int index) ->
                        ComponentCalleeNode.create(
                                side,
                                component.liftedFunction(index),
                                lower.options().instance());
                };
        return new LowerRootNode(language, name, lower, callee).getCallTarget();
    }
}
