package dev.perigord.wasm.language;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.RootNode;
import dev.perigord.wasm.wasi.cli.ExitException;
import java.util.List;

/**
 * Runs a module or component as a command; the result is its exit status, also where it exits in the middle. Who evaluates a source for that alone needs no
 * object of the module or component, for which the polyglot API would make some thirty call targets first.
 */
final class ProgramRootNode extends RootNode {
    private final Object definition;

    /** A root for what {@link SourceLoader} gives. */
    ProgramRootNode(WasmLanguage language, Object definition) {
        super(language);
        this.definition = definition;
    }

    @Override
    public Object execute(VirtualFrame frame) {
        return run();
    }

    @TruffleBoundary
    private int run() {
        try {
            return Program.of(WasmLanguage.currentContext(), definition, List.of())
                    .run();
        } catch (ExitException e) {
            return e.status();
        }
    }

    @Override
    public boolean isInternal() {
        return true;
    }
}
