package dev.perigord.wasm.benchmarks.peers;

import java.util.Arrays;
import run.endive.runtime.Instance;

/** A core instance on Endive. */
record EndiveInstance(Instance instance) implements CoreInstance {
    @Override
    public int call(String export, int... arguments) {
        long[] results = instance.export(export)
                .apply(Arrays.stream(arguments).asLongStream().toArray());
        return results == null || results.length == 0 ? 0 : (int) results[0];
    }

    @Override
    public void write(int address, byte[] bytes) {
        instance.memory().write(address, bytes);
    }

    @Override
    public byte[] read(int address, int length) {
        return instance.memory().readBytes(address, length);
    }
}
