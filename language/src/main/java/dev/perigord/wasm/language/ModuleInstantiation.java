package dev.perigord.wasm.language;

import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.interop.InteropException;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.UnsupportedTypeException;
import dev.perigord.wasm.instantiation.Imports;
import dev.perigord.wasm.instantiation.Instantiator;
import dev.perigord.wasm.module.ExternType;
import dev.perigord.wasm.module.ModuleDefinition.Import;
import dev.perigord.wasm.nodes.call.HostFunctionRootNode;
import dev.perigord.wasm.runtime.FromHostNodeGen;
import dev.perigord.wasm.runtime.LinkException;
import dev.perigord.wasm.runtime.WasmFunction;
import dev.perigord.wasm.runtime.WasmGlobal;
import dev.perigord.wasm.runtime.WasmInstance;
import dev.perigord.wasm.runtime.WasmMemory;
import dev.perigord.wasm.runtime.WasmModule;
import dev.perigord.wasm.runtime.WasmTable;
import dev.perigord.wasm.runtime.WasmTag;
import dev.perigord.wasm.wasi.preview1.Preview1;
import dev.perigord.wasm.wasi.preview1.Preview1Library;

/** The host's {@code module.newInstance(imports)}: an optional object of objects, as in the WebAssembly JS API. */
final class ModuleInstantiation implements WasmModule.Instantiation {
    static final ModuleInstantiation HOST = new ModuleInstantiation();

    private static final InteropLibrary INTEROP = InteropLibrary.getUncached();

    private ModuleInstantiation() {}

    @Override
    public Object instantiate(WasmModule module, Object[] arguments) {
        if (arguments.length > 1) {
            throw new LinkException("a module is instantiated with one optional object of imports, not with "
                    + arguments.length + " arguments");
        }
        Object imports = arguments.length == 0 ? null : arguments[0];
        return instantiate(WasmLanguage.currentContext(), module, imports);
    }

    /** Instantiates with the host's imports, which may be null. */
    static WasmInstance instantiate(WasmContext context, WasmModule module, Object imports) {
        return Instantiator.instantiate(module, new HostImports(context, imports), context.store());
    }

    /** What the host gives comes first; what it leaves out of WASI 0.1 comes from the context. */
    private static final class HostImports implements Imports {
        private final WasmContext context;
        private final Object imports;
        private Preview1 preview1;

        HostImports(WasmContext context, Object imports) {
            this.context = context;
            this.imports = imports;
        }

        @Override
        public Object find(Import wanted) {
            Object found = member(member(imports, wanted.module()), wanted.name());
            if (found != null) {
                return adapt(context, wanted, found);
            }
            if (wanted.module().equals(Preview1Library.MODULE)) {
                if (preview1 == null) {
                    preview1 = context.wasi().preview1();
                }
                return preview1.find(wanted.name());
            }
            return null;
        }

        @Override
        public void beforeStart(WasmInstance instance) {
            if (preview1 != null) {
                preview1.setMemory(instance.memory());
            }
        }
    }

    private static Object member(Object object, String name) {
        if (object == null) {
            return null;
        }
        try {
            if (INTEROP.isMemberReadable(object, name)) {
                return INTEROP.readMember(object, name);
            }
            if (INTEROP.isHashEntryReadable(object, name)) {
                return INTEROP.readHashValue(object, name);
            }
            return null;
        } catch (InteropException e) {
            return null;
        }
    }

    private static Object adapt(WasmContext context, Import wanted, Object found) {
        if (found instanceof WasmFunction
                || found instanceof WasmTable
                || found instanceof WasmMemory
                || found instanceof WasmGlobal
                || found instanceof WasmTag) {
            return found;
        }
        TruffleLanguage.Env env = context.env();
        if (env.isHostObject(found) && env.asHostObject(found) instanceof HostMemory shared) {
            return shared.memory();
        }
        return switch (wanted.type()) {
            case ExternType.Function function
            when INTEROP.isExecutable(found) ->
                new WasmFunction(
                        HostFunctionRootNode.code(
                                context.language(), function.type(), wanted.module() + "." + wanted.name()),
                        found);
            case ExternType.Global global
            when !global.mutable() -> {
                try {
                    yield new WasmGlobal(global, FromHostNodeGen.getUncached().execute(found, global.type()));
                } catch (UnsupportedTypeException e) {
                    yield found;
                }
            }
            default -> found;
        };
    }
}
