package dev.perigord.wasm.runtime;

import com.oracle.truffle.api.nodes.Node;

/** A node that stands for several instructions, and knows the place of the one that traps. */
public interface TrapLocation {
    /** A node at the place of the instruction that traps. */
    Node trapLocation();
}
