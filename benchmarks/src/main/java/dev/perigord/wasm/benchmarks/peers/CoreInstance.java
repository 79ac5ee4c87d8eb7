package dev.perigord.wasm.benchmarks.peers;

/** An instance of a component's core module, on an engine that knows no components. */
interface CoreInstance {
    /** Calls an exported function of i32; gives its result, 0 if there is none. */
    int call(String export, int... arguments);

    /** Writes to the exported memory. */
    void write(int address, byte[] bytes);

    /** Reads from the exported memory. */
    byte[] read(int address, int length);
}
