package dev.perigord.wasm.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.perigord.wasm.text.NumberLiterals.OutOfRangeException;
import org.junit.jupiter.api.Test;

final class NumberLiteralsTest {
    @Test
    void integersMayBeSignedOrUnsigned() throws OutOfRangeException {
        assertEquals(-1, NumberLiterals.i32("4294967295"));
        assertEquals(Integer.MIN_VALUE, NumberLiterals.i32("-0x8000_0000"));
        assertEquals(-1L, NumberLiterals.i64("18446744073709551615"));
        assertEquals(Long.MIN_VALUE, NumberLiterals.i64("-9223372036854775808"));
        assertEquals(7, NumberLiterals.i32("+0000000000000000000000000000007"));
        assertThrows(OutOfRangeException.class, () -> NumberLiterals.i32("4294967296"));
        assertThrows(OutOfRangeException.class, () -> NumberLiterals.i32("-2147483649"));
        assertThrows(OutOfRangeException.class, () -> NumberLiterals.i64("0x1_0000_0000_0000_0000"));
        assertThrows(OutOfRangeException.class, () -> NumberLiterals.i64("-9223372036854775809"));
        assertThrows(OutOfRangeException.class, () -> NumberLiterals.i32("-18446744073709551615"));
    }

    @Test
    void floatsAreRoundedOnce() throws OutOfRangeException {
        // Halfway between two floats but for a bit that a double would lose.
        assertEquals(0x3F80_0001, NumberLiterals.f32("0x1.00000100000000000001"));
        assertEquals(0x3F80_0000, NumberLiterals.f32("0x1.000001p0"));
        assertEquals(0x3F80_0001, NumberLiterals.f32("1.00000005960464477539062500001"));
        assertEquals(0x3FF0_0000_0000_0001L, NumberLiterals.f64("0x1.000000000000080000000001"));
        assertEquals(1, NumberLiterals.f32("0x1p-149"));
        assertEquals(0, NumberLiterals.f32("0x1p-150"));
        assertEquals(0x8000_0000, NumberLiterals.f32("-0"));
        assertEquals(0x7F7F_FFFF, NumberLiterals.f32("340282356779733661637539395458142568447"));
        assertThrows(OutOfRangeException.class, () -> NumberLiterals.f32("340282356779733661637539395458142568448"));
        assertThrows(OutOfRangeException.class, () -> NumberLiterals.f64("1e309"));
    }

    @Test
    void notANumberHasPayload() throws OutOfRangeException {
        assertEquals(0x7FC0_0000, NumberLiterals.f32("nan"));
        assertEquals(0xFF80_0001, NumberLiterals.f32("-nan:0x1"));
        assertEquals(0x7FF4_0000_0000_0000L, NumberLiterals.f64("nan:0x4_0000_0000_0000"));
        assertEquals(0xFFF0_0000_0000_0000L, NumberLiterals.f64("-inf"));
        assertThrows(OutOfRangeException.class, () -> NumberLiterals.f32("nan:0x0"));
        assertThrows(OutOfRangeException.class, () -> NumberLiterals.f32("nan:0x80_0000"));
    }
}
