package dev.perigord.wasm.module;

/**
 * A type that a module defines, the same object for the same type of any module: types are the same if their recursion
 * groups have the same structure (spec 3.1.2). So identity is equality, and being a subtype is one comparison.
 */
public final class DefinedType implements HeapType {
    /** Keeps the group's entry in the table of all groups. */
    private final RecursionGroup group;

    private final boolean isFinal;
    private CompositeType composite;

    /** The chain of supertypes from the topmost to this type. */
    private DefinedType[] ancestors;

    private DefinedType describes;
    private DefinedType descriptor;

    DefinedType(RecursionGroup group, boolean isFinal) {
        this.group = group;
        this.isFinal = isFinal;
    }

    /** The type of its own group, without supertype and final, that describes {@code composite}. */
    public static DefinedType of(CompositeType composite) {
        return RecursionGroup.of(TypeDefinition.of(composite));
    }

    void define(CompositeType composite, DefinedType supertype, DefinedType describes, DefinedType descriptor) {
        this.composite = composite;
        int depth = supertype == null ? 0 : supertype.ancestors.length;
        this.ancestors = new DefinedType[depth + 1];
        if (supertype != null) {
            System.arraycopy(supertype.ancestors, 0, ancestors, 0, depth);
        }
        ancestors[depth] = this;
        this.describes = describes;
        this.descriptor = descriptor;
    }

    /** The group in which the type is defined. */
    public RecursionGroup group() {
        return group;
    }

    /** Whether it can have no subtypes. */
    public boolean isFinal() {
        return isFinal;
    }

    /** What it describes. */
    public CompositeType composite() {
        return composite;
    }

    /** The function type that it describes, or {@code null} if it describes something else. */
    public FunctionType function() {
        return composite instanceof FunctionType type ? type : null;
    }

    /** The structure type that it describes, or {@code null} if it describes something else. */
    public StructType struct() {
        return composite instanceof StructType type ? type : null;
    }

    /** The array type that it describes, or {@code null} if it describes something else. */
    public ArrayType array() {
        return composite instanceof ArrayType type ? type : null;
    }

    /** The type directly above, or {@code null}. */
    public DefinedType supertype() {
        return ancestors.length == 1 ? null : ancestors[ancestors.length - 2];
    }

    /** How many types are above. */
    public int depth() {
        return ancestors.length - 1;
    }

    /** The type whose descriptor this is, or {@code null} (proposal custom descriptors). */
    public DefinedType describes() {
        return describes;
    }

    /** The type of its descriptors, or {@code null} (proposal custom descriptors). */
    public DefinedType descriptor() {
        return descriptor;
    }

    /** Whether this is the same type as {@code expected} or a subtype. */
    public boolean isSubtypeOf(DefinedType expected) {
        return isSubtypeOf(expected, expected.depth());
    }

    /** Whether this is the same type as {@code expected}, above which there are {@code depth} types, or a subtype. */
    public boolean isSubtypeOf(DefinedType expected, int depth) {
        return depth < ancestors.length && ancestors[depth] == expected;
    }

    @Override
    public AbstractHeapType top() {
        return kind().top();
    }

    /** The abstract type directly above all types that describe something of this kind. */
    public AbstractHeapType kind() {
        return switch (composite) {
            case FunctionType _ -> AbstractHeapType.FUNC;
            case StructType _ -> AbstractHeapType.STRUCT;
            case ArrayType _ -> AbstractHeapType.ARRAY;
            case ContinuationType _ -> AbstractHeapType.CONT;
        };
    }

    @Override
    public boolean matches(HeapType expected) {
        return switch (expected) {
            case DefinedType type -> isSubtypeOf(type);
            case AbstractHeapType type -> kind().matches(type);
            default -> false;
        };
    }

    @Override
    public String text() {
        return "$" + kind().text();
    }

    /** What it describes. */
    @Override
    public String toString() {
        return String.valueOf(composite);
    }
}
