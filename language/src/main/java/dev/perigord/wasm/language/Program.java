package dev.perigord.wasm.language;

import dev.perigord.wasm.component.interop.ComponentObject;
import dev.perigord.wasm.runtime.WasmModule;
import java.util.List;

/** A module or component that is run as a program. */
interface Program {
    /** Runs the main function of a command; gives the exit status if it ends without exiting. */
    int run();

    /** Calls an export with arguments in WAVE; gives the result in WAVE, empty if there is none. */
    String invoke(String call);

    /**
     * A module or component with what is provided for its imports.
     *
     * @throws UsageException if something is provided for a module
     */
    static Program of(WasmContext context, Object definition, List<Providers.Provider> providers) {
        return switch (definition) {
            case ComponentObject component ->
                new ComponentProgram(component.component(), new Providers(context, providers));
            case WasmModule module when providers.isEmpty() -> new ModuleProgram(context, module);
            case WasmModule module ->
                throw new UsageException(
                        "--with links components; " + module.source().getName() + " is a core module");
            default -> throw new AssertionError(definition);
        };
    }
}
