package dev.perigord.wasm.component.interop;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.interop.ArityException;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import dev.perigord.wasm.component.instantiation.ComponentImports;
import dev.perigord.wasm.component.instantiation.ComponentInstantiator;
import dev.perigord.wasm.component.runtime.ComponentInstance;
import dev.perigord.wasm.component.runtime.WasmComponent;

/**
 * A component for the host, which instantiates it with an optional object of imports. The imports are objects by the
 * full names of interfaces, by those without version, or by the short names in camelCase; their functions have kebab-case
 * or camelCase names. Instances of components, and what they export, are linked directly. An array of such objects is
 * searched in its order.
 */
@ExportLibrary(InteropLibrary.class)
public final class ComponentObject implements TruffleObject {
    private final WasmComponent component;
    private final InteropEnvironment environment;

    /** The object of a component, shared by all contexts; {@code environment} looks up the current one. */
    public ComponentObject(WasmComponent component, InteropEnvironment environment) {
        this.component = component;
        this.environment = environment;
    }

    /** The component. */
    public WasmComponent component() {
        return component;
    }

    /** The polyglot object of an instance: its members are the exports. */
    private static Object exportsOf(ComponentInstance instance, InteropEnvironment environment) {
        return InstanceObjects.of(instance, environment).exports();
    }

    @ExportMessage
    boolean isInstantiable() {
        return true;
    }

    @ExportMessage
    @TruffleBoundary
    Object instantiate(Object[] arguments) throws ArityException {
        if (arguments.length > 1) {
            throw ArityException.create(0, 1, arguments.length);
        }
        ComponentImports imports = environment.defaultImports();
        if (arguments.length == 1 && !InteropLibrary.getUncached().isNull(arguments[0])) {
            imports = PolyglotImports.of(arguments[0], environment).orElse(imports);
        }
        return exportsOf(ComponentInstantiator.instantiate(component, imports, environment.store()), environment);
    }

    @ExportMessage
    @TruffleBoundary
    Object toDisplayString(@SuppressWarnings("unused") boolean allowSideEffects) {
        return "component " + component.name();
    }
}
