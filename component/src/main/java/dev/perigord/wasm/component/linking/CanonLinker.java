package dev.perigord.wasm.component.linking;

import dev.perigord.wasm.component.syntax.BuiltinKind;
import dev.perigord.wasm.component.syntax.Canon;
import dev.perigord.wasm.component.syntax.CanonOption;
import dev.perigord.wasm.component.syntax.TypeReference;
import dev.perigord.wasm.component.type.DefinedType;
import dev.perigord.wasm.component.type.FlatSignature;
import dev.perigord.wasm.component.type.PointerSize;
import dev.perigord.wasm.component.type.PrimitiveType;
import dev.perigord.wasm.component.type.ResourceType;
import dev.perigord.wasm.component.type.WitFunctionType;
import dev.perigord.wasm.component.type.WitType;
import dev.perigord.wasm.component.validation.CanonOptions;
import dev.perigord.wasm.module.FunctionType;
import java.util.List;

/** Links canonical definitions: their options become slots, their types get the resources of the plan. */
final class CanonLinker {
    private final PlanBuilder plan;
    private final Frame frame;

    CanonLinker(PlanBuilder plan, Frame frame) {
        this.plan = plan;
        this.frame = frame;
    }

    LinkedItem.Function lift(Canon.Lift lift) {
        WitFunctionType type = (WitFunctionType) frame.type(lift.type());
        LinkedOptions options = options(lift.options());
        int callee = plan.functionSlot(frame.coreFunctions.get(lift.coreFunction()));
        FlatSignature signature = FlatSignature.ofLift(
                type, options.async(), options.callback() != LinkedOptions.NONE, options.pointer());
        int index = plan.lift(new LiftedFunction(callee, type, signature, options));
        return new LinkedItem.Function(new FunctionSource.Lifted(index), type);
    }

    CoreItem lower(Canon.Lower lower) {
        LinkedOptions options = options(lower.options());
        FunctionSource callee = frame.functions.get(lower.function()).source();
        WitFunctionType type = frame.resources.apply(frame.component.functions().get(lower.function()));
        FlatSignature signature = FlatSignature.ofLower(type, options.async(), options.pointer());
        return plan.trampoline(new Trampoline.Lower(callee, type, signature, options));
    }

    CoreItem builtin(Canon.Builtin builtin) {
        FunctionType coreType = frame.component.coreFunctions().get(frame.coreFunctions.size());
        BuiltinKind kind = builtin.kind();
        int index = builtin.index();
        DefinedType type = null;
        switch (kind.immediates()) {
            case TYPE, TYPE_OPTIONS, TYPE_FLAG -> type = frame.type(builtin.type());
            case CANCEL_MEMORY -> index = plan.memorySlot(frame.coreMemories.get(index));
            case TYPE_TABLE, FLAG_TYPE_TABLE -> index = plan.tableSlot(frame.coreTables.get(index));
            default -> {}
        }
        if (type instanceof ResourceType resource) {
            return plan.trampoline(new Trampoline.Resource(kind, frame.instance, plan.resource(resource), coreType));
        }
        return plan.trampoline(new Trampoline.Builtin(
                kind, type, result(builtin.result()), options(builtin.options()), builtin.flag(), index, coreType));
    }

    private WitType result(TypeReference reference) {
        return switch (reference) {
            case null -> null;
            case TypeReference.Primitive(var kind) -> PrimitiveType.of(kind);
            case TypeReference.Index(int index) -> (WitType) frame.type(index);
        };
    }

    private LinkedOptions options(List<CanonOption> list) {
        CanonOptions options = CanonOptions.of(list);
        return new LinkedOptions(
                frame.instance,
                options.encoding(),
                options.memory() < 0
                        ? PointerSize.I32
                        : PointerSize.of(frame.component.coreMemories().get(options.memory())),
                options.memory() < 0 ? LinkedOptions.NONE : plan.memorySlot(frame.coreMemories.get(options.memory())),
                function(options.realloc()),
                function(options.postReturn()),
                options.async(),
                function(options.callback()));
    }

    private int function(int index) {
        return index < 0 ? LinkedOptions.NONE : plan.functionSlot(frame.coreFunctions.get(index));
    }
}
