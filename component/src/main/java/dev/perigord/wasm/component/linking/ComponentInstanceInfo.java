package dev.perigord.wasm.component.linking;

/**
 * A component instance that exists at run time.
 *
 * @param parent the instance inside of which it was instantiated, or {@link #NO_PARENT} for the root
 * @param name the component's name, for messages; may be empty
 */
public record ComponentInstanceInfo(int index, int parent, String name) {
    /** The root has no parent. */
    public static final int NO_PARENT = -1;
}
