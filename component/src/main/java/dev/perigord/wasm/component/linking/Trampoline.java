package dev.perigord.wasm.component.linking;

import dev.perigord.wasm.component.syntax.BuiltinKind;
import dev.perigord.wasm.component.type.DefinedType;
import dev.perigord.wasm.component.type.FlatSignature;
import dev.perigord.wasm.component.type.WitFunctionType;
import dev.perigord.wasm.component.type.WitType;
import dev.perigord.wasm.module.FunctionType;

/** A core function that the component model provides. */
public sealed interface Trampoline {
    /** The core function's type. */
    FunctionType coreType();

    /** A lowered component function; types have the resources of the plan. */
    record Lower(FunctionSource callee, WitFunctionType type, FlatSignature signature, LinkedOptions options)
            implements Trampoline {
        @Override
        public FunctionType coreType() {
            return signature.type();
        }
    }

    /** {@code resource.new}, {@code resource.drop} or {@code resource.rep}. */
    record Resource(BuiltinKind kind, int instance, LinkedResource resource, FunctionType coreType)
            implements Trampoline {}

    /**
     * Any other built-in. The kind decides which of the components are used.
     *
     * @param type the stream or future type, or null
     * @param result what {@code task.return} returns, or null
     * @param flag whether {@code async}, {@code cancellable} or {@code shared} is given
     * @param index a context slot number, memory slot or table slot
     */
    record Builtin(
            BuiltinKind kind,
            DefinedType type,
            WitType result,
            LinkedOptions options,
            boolean flag,
            int index,
            FunctionType coreType)
            implements Trampoline {}
}
