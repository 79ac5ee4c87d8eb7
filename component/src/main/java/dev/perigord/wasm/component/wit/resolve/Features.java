package dev.perigord.wasm.component.wit.resolve;

import dev.perigord.wasm.component.wit.model.Stability;
import java.util.Set;

/** Which unstable features are wanted (WIT.md "Feature Gates"). */
public record Features(boolean all, Set<String> names) {
    /** Only what is stable. */
    public static final Features NONE = new Features(false, Set.of());

    /** Everything. */
    public static final Features ALL = new Features(true, Set.of());

    /** Copies the set. */
    public Features {
        names = Set.copyOf(names);
    }

    /** Whether an item is there. */
    public boolean include(Stability stability) {
        return !(stability instanceof Stability.Unstable(String feature, var _)) || all || names.contains(feature);
    }
}
