package dev.perigord.wasm.wasi.preview1;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.RootNode;
import dev.perigord.wasm.runtime.FunctionCode;
import dev.perigord.wasm.wasi.io.WasiException;

/** A function of preview1 as a call target: its environment is a {@link Preview1}. */
final class BindingRootNode extends RootNode {
    private static final Integer SUCCESS = 0;

    private final Binding binding;

    private BindingRootNode(TruffleLanguage<?> language, Binding binding) {
        super(language);
        this.binding = binding;
    }

    static FunctionCode code(TruffleLanguage<?> language, Binding binding) {
        return new FunctionCode(
                binding.type(), binding.name(), () -> new BindingRootNode(language, binding).getCallTarget());
    }

    @Override
    public Object execute(VirtualFrame frame) {
        return run(frame.getArguments());
    }

    /** System calls are never worth compiling into the guest's code. */
    @TruffleBoundary
    private Object run(Object[] arguments) {
        Preview1 wasi = (Preview1) arguments[0];
        try {
            binding.implementation().run(wasi, new Arguments(arguments));
            return SUCCESS;
        } catch (WasiException e) {
            return e.code().preview1();
        }
    }

    @Override
    public String getName() {
        return binding.name();
    }

    @Override
    public boolean isInternal() {
        return true;
    }
}
