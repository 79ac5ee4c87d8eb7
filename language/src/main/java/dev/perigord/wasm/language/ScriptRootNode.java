package dev.perigord.wasm.language;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.RootNode;
import com.oracle.truffle.api.source.Source;
import dev.perigord.wasm.script.ScriptRunner;

/** Runs a test script; the result is an array of failures with the member counts. */
final class ScriptRootNode extends RootNode {
    private final Source source;

    ScriptRootNode(WasmLanguage language, Source source) {
        super(language);
        this.source = source;
    }

    @Override
    public Object execute(VirtualFrame frame) {
        return run();
    }

    @TruffleBoundary
    private Object run() {
        WasmContext context = WasmLanguage.currentContext();
        return new ScriptRunner(
                        context.language(),
                        context.componentStore(),
                        context.settings(),
                        source.getName(),
                        context.env())
                .run(source.getCharacters().toString());
    }

    @Override
    public boolean isInternal() {
        return true;
    }
}
