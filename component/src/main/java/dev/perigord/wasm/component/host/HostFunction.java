package dev.perigord.wasm.component.host;

/**
 * A function of the host.
 *
 * <p>Arguments come as package {@link dev.perigord.wasm.component.value} says; a handle, owned or borrowed, comes as the
 * host's own object. The result is a value as that package says, or, for convenience,
 *
 * <ul>
 *   <li>for a record or tuple an {@code Object[]} or a {@link java.util.List} of the fields in order;
 *   <li>for an enum, or a case of a variant without payload, the name as a {@link String}, or a Java enum constant or
 *       an {@link Integer} as index;
 *   <li>for flags a collection of names, or of Java enum constants;
 *   <li>for an option {@code null}, an {@link java.util.Optional}, or the bare value;
 *   <li>for a result that is the whole result of the function, the bare value of a success; an error is thrown as
 *       {@link ComponentException};
 *   <li>for any integer another {@link Number}, for a list a {@link java.util.List} instead of an array and vice versa.
 * </ul>
 *
 * <p>A {@link dev.perigord.wasm.component.value.VariantValue} returned for an option or a result always is that option
 * or result, also where its payload is a variant as well.
 */
@FunctionalInterface
public interface HostFunction {
    /**
     * Does what the function does.
     *
     * @throws ComponentException to return an error from a function that returns a result
     */
    Object call(HostCall call, Object... arguments);
}
