package dev.perigord.wasm.component.wit.resolve;

import dev.perigord.wasm.component.name.InterfaceName;
import dev.perigord.wasm.component.wit.WitException;
import dev.perigord.wasm.component.wit.model.WitInterface;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Finds out whether interfaces can be put after those whose types they use. */
public final class InterfaceOrder {
    /** How long a chain of interfaces may be of which each uses the next one's types. */
    private static final int MAX_CHAIN = 500;

    private static final int OPEN = -1;

    private final Function<InterfaceName, WitInterface> interfaces;

    /** The length of the longest chain that begins with an interface, or {@link #OPEN} while that is searched. */
    private final Map<InterfaceName, Integer> chains = new HashMap<>();

    /**
     * An order of interfaces.
     *
     * @param interfaces gives the interface of a name, or null
     */
    public InterfaceOrder(Function<InterfaceName, WitInterface> interfaces) {
        this.interfaces = interfaces;
    }

    /**
     * Looks at an interface and what it depends on.
     *
     * @throws WitException if it depends on itself, on an interface that is not there, or on too long a chain of others
     */
    public void require(InterfaceName name) {
        chain(name, 1);
    }

    private int chain(InterfaceName name, int depth) {
        int known = chains.getOrDefault(name, 0);
        if (known > 0) {
            return known;
        }
        WitInterface contents = interfaces.apply(name);
        if (contents == null || known == OPEN) {
            throw new WitException(
                    "interface `" + name + "` " + (contents == null ? "is used, but not there" : "depends on itself"));
        }
        chains.put(name, OPEN);
        int longest = depth > MAX_CHAIN ? MAX_CHAIN : 0;
        if (depth <= MAX_CHAIN) {
            for (InterfaceName each : contents.dependencies()) {
                longest = Math.max(longest, chain(each, depth + 1));
            }
        }
        if (longest >= MAX_CHAIN) {
            throw new WitException("interface `" + name + "` depends on a chain of more than " + MAX_CHAIN + " others");
        }
        chains.put(name, longest + 1);
        return longest + 1;
    }
}
