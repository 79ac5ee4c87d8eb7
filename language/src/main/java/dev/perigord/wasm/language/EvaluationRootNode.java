package dev.perigord.wasm.language;

import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.RootNode;

/** What evaluating a source runs: it only hands the module or component out. */
final class EvaluationRootNode extends RootNode {
    private final Object result;

    EvaluationRootNode(WasmLanguage language, Object result) {
        super(language);
        this.result = result;
    }

    @Override
    public Object execute(VirtualFrame frame) {
        return result;
    }

    @Override
    public boolean isInternal() {
        return true;
    }
}
