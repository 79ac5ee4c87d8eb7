package dev.perigord.wasm.benchmarks.peers;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A component's function from a string to a string, called as the canonical ABI says: by hand, for engines that know no components. */
final class StringFunction {
    /** A string in memory: its address and its length. */
    private static final int STRING_BYTES = 8;

    private final CoreInstance instance;
    private final String name;

    StringFunction(CoreInstance instance, String name) {
        this.instance = instance;
        this.name = name;
    }

    String call(String argument) {
        byte[] lowered = argument.getBytes(StandardCharsets.UTF_8);
        int address = instance.call("cabi_realloc", 0, 0, 1, lowered.length);
        instance.write(address, lowered);
        int area = instance.call(name, address, lowered.length);
        ByteBuffer string = ByteBuffer.wrap(instance.read(area, STRING_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        String result = new String(instance.read(string.getInt(), string.getInt()), StandardCharsets.UTF_8);
        instance.call("cabi_post_" + name, area);
        return result;
    }
}
