package dev.perigord.wasm.nodes;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.frame.FrameDescriptor;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.nodes.RootNode;
import com.oracle.truffle.api.source.SourceSection;
import dev.perigord.wasm.runtime.WasmInstance;
import dev.perigord.wasm.runtime.WasmModule;
import java.lang.ref.Reference;

/** A function: moves arguments into their slots, clears the other locals, and runs the body. */
public final class FunctionRootNode extends RootNode {
    private final WasmModule module;
    private final String name;
    private final int codeOffset;

    @CompilationFinal(dimensions = 1)
    private final Kind[] locals;

    private final int parameters;

    private final boolean endsWithTailCalls;

    @Child
    private FunctionBodyNode body;

    /**
     * A function.
     *
     * @param codeOffset the offset of the first instruction in the module
     * @param locals the kinds of parameters and locals
     * @param parameters how many of the locals are parameters
     */
    public FunctionRootNode(
            WasmModule module,
            FrameDescriptor descriptor,
            String name,
            int codeOffset,
            Kind[] locals,
            int parameters,
            FunctionBodyNode body) {
        super(module.language(), descriptor);
        this.module = module;
        this.name = name;
        this.codeOffset = codeOffset;
        this.locals = locals;
        this.parameters = parameters;
        this.body = body;
        this.endsWithTailCalls = body.endsWithTailCalls();
    }

    /** Whether the function may return a {@code TailCall} instead of results. */
    public boolean endsWithTailCalls() {
        return endsWithTailCalls;
    }

    /** The module to which the function belongs. */
    public WasmModule module() {
        return module;
    }

    @Override
    public Object execute(VirtualFrame frame) {
        Object[] arguments = frame.getArguments();
        WasmInstance instance = (WasmInstance) arguments[0];
        enter(frame, arguments);
        try {
            return body.execute(frame, instance);
        } finally {
            // The instance keeps its memory mapped while compiled code holds nothing but the address.
            Reference.reachabilityFence(instance);
        }
    }

    @ExplodeLoop
    private void enter(VirtualFrame frame, Object[] arguments) {
        for (int i = 0; i < parameters; i++) {
            locals[i].setBoxed(frame, i, arguments[i + 1]);
        }
        for (int i = parameters; i < locals.length; i++) {
            locals[i].clear(frame, i);
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

    @Override
    public SourceSection getSourceSection() {
        return module.positions().function(codeOffset);
    }

    @Override
    protected boolean isInstrumentable() {
        return true;
    }

    @Override
    public boolean isCloningAllowed() {
        return false;
    }

    @Override
    public String toString() {
        return getQualifiedName();
    }
}
