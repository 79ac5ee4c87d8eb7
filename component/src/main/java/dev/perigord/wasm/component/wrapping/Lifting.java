package dev.perigord.wasm.component.wrapping;

import dev.perigord.wasm.component.type.FlatSignature;
import dev.perigord.wasm.component.type.PointerSize;
import dev.perigord.wasm.component.type.WitFunctionType;
import dev.perigord.wasm.component.wit.WitException;
import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.NumberType;
import java.util.Collections;
import java.util.List;

/**
 * How a core function becomes an export of the component: what it is called says whether it is asynchronous.
 *
 * @param function the export of the core module
 * @param callback the export that is called when something has happened, or null
 * @param postReturn the export that is called when the result has been read, or null
 */
record Lifting(String function, AbiOptions options, boolean async, String callback, String postReturn) {
    private static final FunctionType CALLBACK =
            new FunctionType(Collections.nCopies(3, NumberType.I32), List.of(NumberType.I32));

    /** What the function is called for. */
    TaskHook hook() {
        if (!async) {
            return TaskHook.SYNCHRONOUS;
        }
        return callback == null ? TaskHook.STACKFUL : TaskHook.ASYNCHRONOUS;
    }

    /**
     * Finds the core function for an export.
     *
     * @param name what a synchronous one is called
     * @throws WitException if there is none, or one of another type
     */
    static Lifting of(CoreModule module, String name, WitFunctionType type) {
        if (module.exportedFunction(name) != null) {
            return synchronous(module, name, type);
        }
        String async = ExportNames.async(name);
        String stackful = ExportNames.stackful(name);
        if (module.exportedFunction(async) != null) {
            module.require(ExportNames.callback(name), CALLBACK);
            return asynchronous(module, async, type, ExportNames.callback(name));
        }
        return module.exportedFunction(stackful) != null
                ? asynchronous(module, stackful, type, null)
                : synchronous(module, name, type);
    }

    private static Lifting synchronous(CoreModule module, String name, WitFunctionType type) {
        FlatSignature signature = FlatSignature.ofLift(type, false, false, PointerSize.I32);
        module.require(name, signature.type());
        String postReturn = ExportNames.postReturn(name);
        boolean returns = module.exportedFunction(postReturn) != null;
        if (returns) {
            module.require(postReturn, new FunctionType(signature.type().results(), List.of()));
        }
        return new Lifting(name, AbiOptions.ofLift(type, signature, false), false, null, returns ? postReturn : null);
    }

    private static Lifting asynchronous(CoreModule module, String name, WitFunctionType type, String callback) {
        if (!type.async()) {
            throw new WitException(
                    module.name() + ": export \"" + name + "\": it is not an `async` function of the world");
        }
        FlatSignature signature = FlatSignature.ofLift(type, true, callback != null, PointerSize.I32);
        module.require(name, signature.type());
        return new Lifting(name, AbiOptions.ofLift(type, signature, true), true, callback, null);
    }
}
