package dev.perigord.wasm.module;

/** What a reference refers to that code which is never reached produces: any heap type fits (spec 3.1.3). */
public enum UnknownHeapType implements HeapType {
    INSTANCE;

    @Override
    public String text() {
        return "bot";
    }

    @Override
    public AbstractHeapType top() {
        return AbstractHeapType.ANY;
    }

    @Override
    public boolean matches(HeapType expected) {
        return true;
    }
}
