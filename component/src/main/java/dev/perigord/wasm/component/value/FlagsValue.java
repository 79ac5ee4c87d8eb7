package dev.perigord.wasm.component.value;

import dev.perigord.wasm.component.type.FlagsType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Flags: bit N is the Nth name of the type. */
public record FlagsValue(int bits) {
    /**
     * The flags with the given names.
     *
     * @throws IllegalArgumentException if the type has no such name
     */
    public static FlagsValue of(FlagsType type, Collection<String> names) {
        int bits = 0;
        for (String name : names) {
            int index = type.names().indexOf(name);
            if (index < 0) {
                throw new IllegalArgumentException("no flag `" + name + "`");
            }
            bits |= 1 << index;
        }
        return new FlagsValue(bits);
    }

    /** Whether the flag with an index is set. */
    public boolean has(int index) {
        return (bits >>> index & 1) != 0;
    }

    /** The names of the flags that are set, in order. */
    public List<String> names(FlagsType type) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < type.names().size(); i++) {
            if (has(i)) {
                names.add(type.names().get(i));
            }
        }
        return names;
    }
}
