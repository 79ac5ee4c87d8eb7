package dev.perigord.wasm.runtime;

/** How functions run. */
public enum Execution {
    /** As whatever is fastest: as JVM byte code, or as a tree where that is better or something observes the program. */
    AUTO,
    /** As trees of nodes, which instruments see and partial evaluation compiles. */
    TREE,
    /** As JVM byte code, which HotSpot compiles; as trees only where there is no other way. */
    BYTECODE
}
