package dev.perigord.wasm.nodes.call;

import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.nodes.RootNode;

/** A call target between guests, or guests and hosts, which tools do not show as code of the guest. */
public abstract class InternalRootNode extends RootNode {
    private final String name;

    /** {@code name} is what stack traces call it. */
    protected InternalRootNode(TruffleLanguage<?> language, String name) {
        super(language);
        this.name = name;
    }

    @Override
    public final String getName() {
        return name;
    }

    @Override
    public final boolean isInternal() {
        return true;
    }
}
