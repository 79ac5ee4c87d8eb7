package dev.perigord.wasm.component.syntax;

/**
 * The type of an import or export (Binary.md {@code externtype}).
 *
 * @param sort core module, func, value, type, component or instance
 * @param index a type index, {@link #FRESH_RESOURCE}, or the index of the value to which a value must be equal
 * @param valueType the type of a value that is not equal to another; null otherwise
 */
public record ItemSyntax(Sort sort, long index, TypeReference valueType) {
    /** The bound {@code (sub resource)} of a type. */
    public static final long FRESH_RESOURCE = -1;

    /** A type with an index. */
    public ItemSyntax(Sort sort, long index) {
        this(sort, index, null);
    }

    /** Any value of a type. */
    public static ItemSyntax ofValue(TypeReference type) {
        return new ItemSyntax(Sort.VALUE, 0, type);
    }
}
