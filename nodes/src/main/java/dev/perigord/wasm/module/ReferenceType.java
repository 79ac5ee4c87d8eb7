package dev.perigord.wasm.module;

/** The type of a reference (spec 2.3.4). */
public record ReferenceType(boolean nullable, HeapType heapType) implements ValueType {
    /** {@code funcref}. */
    public static final ReferenceType FUNCREF = new ReferenceType(true, AbstractHeapType.FUNC);

    /** {@code externref}. */
    public static final ReferenceType EXTERNREF = new ReferenceType(true, AbstractHeapType.EXTERN);

    @Override
    public String text() {
        return nullable ? heapType.text() + "ref" : "(ref " + heapType.text() + ")";
    }

    @Override
    public String toString() {
        return text();
    }
}
