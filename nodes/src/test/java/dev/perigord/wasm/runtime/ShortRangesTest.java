package dev.perigord.wasm.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What copying and filling short ranges does is what Java does with arrays, and nothing beside the range changes. */
class ShortRangesTest {
    private static final int SIZE = 256;
    private static final int MIDDLE = 96;

    private static byte[] numbers() {
        byte[] bytes = new byte[SIZE];
        for (int i = 0; i < SIZE; i++) {
            bytes[i] = (byte) (i * 7 + 3);
        }
        return bytes;
    }

    /** Between ranges this far apart, overlapping or not. */
    @ParameterizedTest
    @ValueSource(ints = {-80, -33, -16, -9, -8, -5, -1, 0, 1, 2, 3, 4, 7, 8, 15, 16, 17, 31, 32, 40, 64, 80})
    void copies(int distance) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(SIZE);
            for (int length = 0; length <= ShortRanges.MAXIMUM_LENGTH; length++) {
                byte[] expected = numbers();
                MemorySegment.copy(expected, 0, memory, ValueLayout.JAVA_BYTE, 0, SIZE);
                ShortRanges.copy(memory, MIDDLE, MIDDLE + distance, length);
                System.arraycopy(expected, MIDDLE, expected, MIDDLE + distance, length);
                assertArrayEquals(expected, memory.toArray(ValueLayout.JAVA_BYTE), length + " bytes");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(bytes = {0, 1, 0x7F, -1, -128})
    void fills(byte value) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(SIZE);
            for (int length = 0; length <= ShortRanges.MAXIMUM_LENGTH; length++) {
                byte[] expected = numbers();
                MemorySegment.copy(expected, 0, memory, ValueLayout.JAVA_BYTE, 0, SIZE);
                ShortRanges.fill(memory, MIDDLE, length, value);
                Arrays.fill(expected, MIDDLE, MIDDLE + length, value);
                assertArrayEquals(expected, memory.toArray(ValueLayout.JAVA_BYTE), length + " bytes");
            }
        }
    }
}
