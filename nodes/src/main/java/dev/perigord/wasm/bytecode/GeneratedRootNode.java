package dev.perigord.wasm.bytecode;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.RootNode;
import dev.perigord.wasm.runtime.CompiledFunction;
import dev.perigord.wasm.runtime.Trap;
import dev.perigord.wasm.runtime.WasmModule;

/** The call target of a function that is JVM byte code. */
public final class GeneratedRootNode extends RootNode {
    private final WasmModule module;
    private final CompiledFunction function;
    private final String name;

    /** A call target for a function. */
    public GeneratedRootNode(WasmModule module, CompiledFunction function, String name) {
        super(module.language());
        this.module = module;
        this.function = function;
        this.name = name;
    }

    @Override
    public Object execute(VirtualFrame frame) {
        return call(frame.getArguments());
    }

    @TruffleBoundary
    private Object call(Object[] arguments) {
        try {
            return function.callBoxed(arguments);
        } catch (IndexOutOfBoundsException e) {
            throw Trap.OUT_OF_BOUNDS_MEMORY_ACCESS.at(null);
        }
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String getQualifiedName() {
        String moduleName = module.definition().moduleName();
        return moduleName == null ? name : moduleName + "." + name;
    }
}
