package dev.perigord.wasm.text;

/** Parses the immediates of vector instructions (spec 6.5.9). */
final class VectorLiterals {
    private VectorLiterals() {}

    /** The shape of a vector constant. */
    enum Shape {
        I8X16("i8x16", Byte.SIZE),
        I16X8("i16x8", Short.SIZE),
        I32X4("i32x4", Integer.SIZE),
        I64X2("i64x2", Long.SIZE),
        F32X4("f32x4", Integer.SIZE),
        F64X2("f64x2", Long.SIZE);

        private final String text;
        private final int bits;

        Shape(String text, int bits) {
            this.text = text;
            this.bits = bits;
        }

        int lanes() {
            return 2 * Long.SIZE / bits;
        }
    }

    /** Passes over the name of a shape. */
    static Shape shape(TokenCursor cursor) {
        for (Shape shape : Shape.values()) {
            if (cursor.acceptKeyword(shape.text)) {
                return shape;
            }
        }
        throw cursor.unexpected("a shape of vectors");
    }

    /** A shape and as many numbers as it has lanes. */
    static ScriptValue.V128 vector(TokenCursor cursor) {
        Shape shape = shape(cursor);
        long low = half(shape, cursor);
        return new ScriptValue.V128(low, half(shape, cursor));
    }

    private static long half(Shape shape, TokenCursor cursor) {
        long half = 0;
        for (int shift = 0; shift < Long.SIZE; shift += shape.bits) {
            if (cursor.at(TokenKind.RIGHT)) {
                throw cursor.error("wrong number of lane literals, expected " + shape.lanes());
            }
            half |= (lane(shape, cursor) & (-1L >>> (Long.SIZE - shape.bits))) << shift;
        }
        return half;
    }

    private static long lane(Shape shape, TokenCursor cursor) {
        return switch (shape) {
            case I8X16 -> cursor.i8();
            case I16X8 -> cursor.i16();
            case I32X4 -> cursor.i32();
            case I64X2 -> cursor.i64();
            case F32X4 -> cursor.f32();
            case F64X2 -> cursor.f64();
        };
    }

    /** Writes the sixteen lane indices of {@code i8x16.shuffle}. */
    static void laneIndices(TokenCursor cursor, ByteWriter out) {
        for (int i = 0; i < Shape.I8X16.lanes(); i++) {
            if (cursor.at(TokenKind.LEFT) || cursor.at(TokenKind.RIGHT)) {
                throw cursor.error("invalid lane length");
            }
            out.u8(cursor.laneIndex());
        }
    }
}
