package dev.perigord.wasm.component.syntax;

/**
 * The type of an import or export (Binary.md {@code externtype}).
 *
 * @param sort core module, func, type, component or instance
 * @param index a type index, or {@link #FRESH_RESOURCE}
 */
public record ItemSyntax(Sort sort, long index) {
    /** The bound {@code (sub resource)} of a type. */
    public static final long FRESH_RESOURCE = -1;
}
