package dev.perigord.wasm.wasi.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeviceRandomTest {
    @Test
    void noNumberComesTwice() {
        assumeTrue(DeviceRandom.isThere(), "this operating system has no such device");
        DeviceRandom random = new DeviceRandom();
        Set<Long> numbers = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            numbers.add(random.nextLong());
        }
        assertEquals(1000, numbers.size());
        assertTrue(numbers.add(new DeviceRandom().nextLong()));
    }
}
