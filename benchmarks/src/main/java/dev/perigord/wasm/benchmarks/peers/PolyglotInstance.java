package dev.perigord.wasm.benchmarks.peers;

import java.util.Arrays;
import org.graalvm.polyglot.Value;

/** A core instance behind the polyglot API, by its exports. */
record PolyglotInstance(Value exports) implements CoreInstance {
    @Override
    public int call(String export, int... arguments) {
        Value result = exports.getMember(export)
                .execute(Arrays.stream(arguments).boxed().toArray());
        return result.fitsInInt() ? result.asInt() : 0;
    }

    @Override
    public void write(int address, byte[] bytes) {
        Value memory = exports.getMember("memory");
        for (int i = 0; i < bytes.length; i++) {
            memory.writeBufferByte(address + i, bytes[i]);
        }
    }

    @Override
    public byte[] read(int address, int length) {
        byte[] bytes = new byte[length];
        exports.getMember("memory").readBuffer(address, bytes, 0, length);
        return bytes;
    }
}
