package dev.perigord.wasm.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.graalvm.polyglot.proxy.ProxyObject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Vectors as a host sees them, and what the test suite does not ask of them. */
@Tag("immediate")
@Tag("fallback")
class VectorTest {
    private static final String BYTES = "(v128.const i8x16 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 -1)";

    private static Context context() {
        return Context.newBuilder("wasm")
                .allowHostAccess(HostAccess.newBuilder().allowBufferAccess(true).build())
                .build();
    }

    private static Value instantiate(Context context, String text, Object... imports) {
        Source source = Source.newBuilder("wasm", text, "test.wat")
                .mimeType("text/x-wat")
                .buildLiteral();
        return context.eval(source).newInstance(imports).getMember("exports");
    }

    @Test
    void aVectorIsAReadOnlyBuffer() {
        try (Context context = context()) {
            Value vector = instantiate(context, "(module (func (export \"f\") (result v128) " + BYTES + "))")
                    .invokeMember("f");
            assertTrue(vector.hasBufferElements());
            assertFalse(vector.isBufferWritable());
            assertEquals(16, vector.getBufferSize());
            assertEquals(-1, vector.readBufferByte(15));
            assertEquals(0x0201, vector.readBufferShort(ByteOrder.LITTLE_ENDIAN, 1));
            assertEquals(0x03020100, vector.readBufferInt(ByteOrder.LITTLE_ENDIAN, 0));
            assertEquals(0x04050607, vector.readBufferInt(ByteOrder.BIG_ENDIAN, 4));
            assertEquals(0xFF0E_0D0C_0B0A_0908L, vector.readBufferLong(ByteOrder.LITTLE_ENDIAN, 8));
            assertEquals(Float.intBitsToFloat(0x07060504), vector.readBufferFloat(ByteOrder.LITTLE_ENDIAN, 4));
            assertEquals(
                    Double.longBitsToDouble(0x0706050403020100L), vector.readBufferDouble(ByteOrder.LITTLE_ENDIAN, 0));
            byte[] part = new byte[3];
            vector.readBuffer(13, part, 0, 3);
            assertEquals(List.of((byte) 13, (byte) 14, (byte) -1), List.of(part[0], part[1], part[2]));
            assertThrows(IndexOutOfBoundsException.class, () -> vector.readBufferLong(ByteOrder.LITTLE_ENDIAN, 9));
            assertThrows(UnsupportedOperationException.class, () -> vector.writeBufferByte(0, (byte) 1));
            assertEquals("i32x4 0x03020100 0x07060504 0x0b0a0908 0xff0e0d0c", vector.toString());
        }
    }

    @Test
    void anyBufferOfSixteenBytesIsAVector() {
        try (Context context = context()) {
            Value exports = instantiate(
                    context,
                    """
                    (module
                      (global (export "g") (mut v128) (v128.const i64x2 1 2))
                      (func (export "second") (param v128) (result i64) (i64x2.extract_lane 1 (local.get 0))))
                    """);
            Value second = exports.getMember("second");
            ByteBuffer bytes = ByteBuffer.allocate(16).put(8, (byte) 5).put(9, (byte) 1);
            assertEquals(0x105, second.execute(bytes).asLong());
            Value global = exports.getMember("g");
            Value vector = global.getMember("value");
            assertEquals(2, second.execute(vector).asLong());
            global.putMember("value", bytes);
            assertEquals(0x105, second.execute(global.getMember("value")).asLong());
            for (Object wrong : List.of(1, 1.5, "text", ByteBuffer.allocate(15), ByteBuffer.allocate(17))) {
                assertThrows(IllegalArgumentException.class, () -> second.execute(wrong), wrong.toString());
            }
        }
    }

    @Test
    void hostFunctionsTakeAndGiveVectors() {
        try (Context context = context()) {
            AtomicReference<Value> seen = new AtomicReference<>();
            ProxyExecutable function = arguments -> {
                seen.set(arguments[0]);
                return arguments[0];
            };
            Value exports = instantiate(
                    context,
                    """
                    (module
                      (import "m" "f" (func $f (param v128) (result v128)))
                      (func $two (param v128) (result v128 v128) (local.get 0) (call $f (local.get 0)))
                      (func (export "f") (param i32) (result i32 v128)
                        (i32x4.extract_lane 3 (i32x4.add (call $two (i32x4.splat (local.get 0)))))
                        (v128.not (i32x4.splat (local.get 0)))))
                    """,
                    ProxyObject.fromMap(Map.of("m", ProxyObject.fromMap(Map.of("f", function)))));
            Value results = exports.invokeMember("f", 21);
            assertEquals(42, results.getArrayElement(0).asInt());
            assertEquals(~21, results.getArrayElement(1).readBufferInt(ByteOrder.LITTLE_ENDIAN, 4));
            assertEquals(21, seen.get().readBufferInt(ByteOrder.LITTLE_ENDIAN, 12));
        }
    }

    /** A compiler that takes {@code x * 1} for {@code x} would hand a signalling NaN through. */
    @Test
    void arithmeticWithConstantsQuietsNans() {
        try (Context context = context()) {
            Value exports = instantiate(
                    context,
                    """
                    (module
                      (func (export "mul32") (param v128) (result v128)
                        (f32x4.mul (local.get 0) (f32x4.splat (f32.const 1))))
                      (func (export "sub32") (param v128) (result v128)
                        (f32x4.sub (local.get 0) (v128.const f32x4 2 3 4 0)))
                      (func (export "div64") (param v128) (result v128)
                        (f64x2.div (local.get 0) (v128.const f64x2 1 1)))
                      (func (export "pmin32") (param v128) (result v128)
                        (f32x4.pmin (local.get 0) (v128.const f32x4 1 1 1 1))))
                    """);
            ByteBuffer nans32 = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
            ByteBuffer nans64 = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
            for (int offset = 0; offset < 16; offset += 4) {
                nans32.putInt(offset, 0x7FA0_0001);
            }
            nans64.putLong(8, 0x7FF4_0000_0000_0001L);
            for (String function : List.of("mul32", "sub32")) {
                Value result = exports.invokeMember(function, nans32);
                for (int offset = 0; offset < 16; offset += 4) {
                    assertEquals(0x7FE0_0001, result.readBufferInt(ByteOrder.LITTLE_ENDIAN, offset), function);
                }
            }
            assertEquals(
                    0x7FFC_0000_0000_0001L,
                    exports.invokeMember("div64", nans64).readBufferLong(ByteOrder.LITTLE_ENDIAN, 8));
            assertEquals(
                    0x7FA0_0001,
                    exports.invokeMember("pmin32", nans32).readBufferInt(ByteOrder.LITTLE_ENDIAN, 0),
                    "pmin gives an operand as it is");
        }
    }

    /** The suite declares the relaxed conversions without calling them. */
    @Test
    void relaxedConversionsSaturate() {
        try (Context context = context()) {
            Value exports = instantiate(
                    context,
                    """
                    (module
                      (func (export "signed") (result v128)
                        (i32x4.relaxed_trunc_f32x4_s (v128.const f32x4 -1.5 1e10 -1e10 nan)))
                      (func (export "unsigned") (result v128)
                        (i32x4.relaxed_trunc_f64x2_u_zero (v128.const f64x2 -1.5 1e10))))
                    """);
            assertEquals(
                    "i32x4 0xffffffff 0x7fffffff 0x80000000 0x00000000",
                    exports.invokeMember("signed").toString());
            assertEquals(
                    "i32x4 0x00000000 0xffffffff 0x00000000 0x00000000",
                    exports.invokeMember("unsigned").toString());
        }
    }

    @Test
    void vectorsAreFieldsAndElements() {
        try (Context context = context()) {
            Value exports = instantiate(
                    context,
                    """
                    (module
                      (type $pair (struct (field i32) (field (mut v128))))
                      (type $vectors (array (mut v128)))
                      (data $d "\\01\\02\\03\\04\\05\\06\\07\\08\\09\\0a\\0b\\0c\\0d\\0e\\0f\\10")
                      (func (export "field") (param v128) (result v128 v128) (local $p (ref null $pair))
                        (local.set $p (struct.new_default $pair))
                        (struct.get $pair 1 (local.get $p))
                        (struct.set $pair 1 (local.get $p) (local.get 0))
                        (struct.get $pair 1 (local.get $p)))
                      (func (export "new field") (param v128) (result v128)
                        (struct.get $pair 1 (struct.new $pair (i32.const 1) (local.get 0))))
                      (func (export "element") (param v128) (result v128) (local $a (ref null $vectors))
                        (local.set $a (array.new_default $vectors (i32.const 2)))
                        (array.set $vectors (local.get $a) (i32.const 1) (local.get 0))
                        (i64x2.add
                          (array.get $vectors (local.get $a) (i32.const 0))
                          (array.get $vectors (local.get $a) (i32.const 1))))
                      (func (export "new element") (param v128) (result v128)
                        (array.get $vectors
                          (array.new_fixed $vectors 2 (v128.const i64x2 0 0) (local.get 0))
                          (i32.const 1)))
                      (func (export "data") (result v128)
                        (array.get $vectors
                          (array.new_data $vectors $d (i32.const 0) (i32.const 1))
                          (i32.const 0))))
                    """);
            ByteBuffer seven = ByteBuffer.allocate(16).put(0, (byte) 7);
            Value fields = exports.invokeMember("field", seven);
            assertEquals(0, fields.getArrayElement(0).readBufferByte(0));
            assertEquals(7, fields.getArrayElement(1).readBufferByte(0));
            assertEquals(7, exports.invokeMember("element", seven).readBufferByte(0));
            assertEquals(7, exports.invokeMember("new field", seven).readBufferByte(0));
            assertEquals(7, exports.invokeMember("new element", seven).readBufferByte(0));
            assertEquals(
                    "i32x4 0x04030201 0x08070605 0x0c0b0a09 0x100f0e0d",
                    exports.invokeMember("data").toString());
        }
    }

    @Test
    void lanesMoveBetweenMemories() {
        try (Context context = context()) {
            Value exports = instantiate(
                    context,
                    """
                    (module
                      (memory $narrow 1)
                      (memory $wide i64 1)
                      (data (memory $narrow) (i32.const 20) "\\11\\22\\33\\44")
                      (func (export "f") (param i64) (result v128)
                        (v128.store16_lane $wide offset=8 align=1 3 (local.get 0)
                          (v128.load16_lane $narrow offset=4 3 (i32.const 16) (v128.const i64x2 0 0)))
                        (v128.store $narrow offset=1 (i32.const 100) (v128.load $wide offset=8 (local.get 0)))
                        (v128.load32_splat $narrow offset=99 (i32.const 2))))
                    """);
            assertEquals(
                    "i32x4 0x00002211 0x00002211 0x00002211 0x00002211",
                    exports.invokeMember("f", 1000).toString());
            assertEquals(
                    "out of bounds memory access",
                    assertThrows(PolyglotException.class, () -> exports.invokeMember("f", -8L))
                            .getMessage());
            assertEquals(
                    "out of bounds memory access",
                    assertThrows(PolyglotException.class, () -> exports.invokeMember("f", 65521L))
                            .getMessage());
        }
    }
}
