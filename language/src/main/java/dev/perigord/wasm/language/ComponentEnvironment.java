package dev.perigord.wasm.language;

import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.exception.AbstractTruffleException;
import dev.perigord.wasm.component.instantiation.ComponentImports;
import dev.perigord.wasm.component.interop.InteropEnvironment;
import dev.perigord.wasm.component.runtime.ComponentStore;
import dev.perigord.wasm.embedding.Bindings;
import dev.perigord.wasm.embedding.ComponentException;

/** What component objects, which belong to an engine, need of the context in which they are used. */
final class ComponentEnvironment implements InteropEnvironment {
    static final ComponentEnvironment INSTANCE = new ComponentEnvironment();

    private ComponentEnvironment() {}

    @Override
    public ComponentStore store() {
        return WasmLanguage.currentContext().componentStore();
    }

    @Override
    public ComponentImports defaultImports() {
        return WasmLanguage.currentContext().wasi().componentImports();
    }

    @Override
    public Object errorPayload(AbstractTruffleException exception) {
        TruffleLanguage.Env env = WasmLanguage.currentContext().env();
        return env.isHostException(exception) && env.asHostException(exception) instanceof ComponentException thrown
                ? env.asGuestValue(Bindings.toGuest(thrown.payload()))
                : null;
    }

    @Override
    public boolean isHostException(AbstractTruffleException exception) {
        return WasmLanguage.currentContext().env().isHostException(exception);
    }

    @Override
    public Object javaArray(Object value) {
        TruffleLanguage.Env env = WasmLanguage.currentContext().env();
        Object object = env.isHostObject(value) ? env.asHostObject(value) : null;
        return object != null && object.getClass().isArray() ? object : null;
    }
}
