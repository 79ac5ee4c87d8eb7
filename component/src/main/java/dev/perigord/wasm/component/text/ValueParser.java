package dev.perigord.wasm.component.text;

import dev.perigord.wasm.component.syntax.EncodedValue;
import dev.perigord.wasm.component.syntax.TypeReference;
import dev.perigord.wasm.component.syntax.TypeSyntax;
import dev.perigord.wasm.component.type.TypeKind;
import dev.perigord.wasm.text.ByteWriter;
import dev.perigord.wasm.text.TokenCursor;
import dev.perigord.wasm.text.TokenKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Parses values and encodes them, which takes their types (Explainer "Value Definitions"). */
final class ValueParser {
    private final TokenCursor cursor;
    private final ComponentScope scope;
    private final ByteWriter out = new ByteWriter();

    /** A parser of one value, whose type is of {@code scope}. */
    ValueParser(TokenCursor cursor, ComponentScope scope) {
        this.cursor = cursor;
        this.scope = scope;
    }

    /** A value of a type, or its encoding in the form {@code (binary "...")}, which takes no knowledge of the type. */
    EncodedValue value(TypeReference type) {
        if (cursor.acceptForm("binary")) {
            out.bytes(cursor.strings());
            cursor.expect(TokenKind.RIGHT);
        } else {
            value(type, scope);
        }
        return new EncodedValue(out.toByteArray());
    }

    private void value(TypeReference type, ComponentScope within) {
        switch (type) {
            case TypeReference.Primitive(TypeKind kind) -> primitive(kind);
            case TypeReference.Index(int index) -> {
                ComponentScope.ValueType found = within.valueType(index);
                if (found == null) {
                    throw cursor.error("values of type " + Integer.toUnsignedString(index)
                            + " can only be written as (binary ...), because it is not defined here");
                }
                compound(found.syntax(), found.scope());
            }
        }
    }

    private void primitive(TypeKind kind) {
        switch (kind) {
            case BOOL -> out.u8(oneOf(List.of("false", "true")));
            case U8 -> out.u8((int) integer(Byte.SIZE, false));
            case S8 -> out.u8((int) integer(Byte.SIZE, true) & 0xFF);
            case U16 -> out.u64(integer(Short.SIZE, false));
            case S16 -> out.signed(integer(Short.SIZE, true));
            case U32 -> out.u64(integer(Integer.SIZE, false));
            case S32 -> out.signed(integer(Integer.SIZE, true));
            case U64 -> out.u64(integer(Long.SIZE, false));
            case S64 -> out.signed(integer(Long.SIZE, true));
            case F32 -> {
                refusePayload();
                int bits = cursor.f32();
                out.fixed(Float.isNaN(Float.intBitsToFloat(bits)) ? EncodedValue.F32_NAN : bits, Float.BYTES);
            }
            case F64 -> {
                refusePayload();
                long bits = cursor.f64();
                out.fixed(Double.isNaN(Double.longBitsToDouble(bits)) ? EncodedValue.F64_NAN : bits, Double.BYTES);
            }
            case CHAR -> out.bytes(Character.toString(cursor.character()).getBytes(StandardCharsets.UTF_8));
            case STRING -> out.sized(cursor.name());
            default -> throw cursor.error("there is no way to write a value of type " + kind.text());
        }
    }

    /** An integer in the range of so many bits. */
    private long integer(int bits, boolean signed) {
        int start = cursor.index();
        boolean negative = cursor.text().startsWith("-");
        long value = cursor.i64();
        boolean fits;
        if (signed) {
            long outside = value >> (bits - 1);
            fits = negative ? outside == -1 || value == 0 : outside == 0;
        } else {
            fits = (!negative || value == 0) && (bits == Long.SIZE || value >>> bits == 0);
        }
        if (!fits) {
            cursor.moveTo(start);
            throw cursor.error((signed ? "s" : "u") + bits + " value out of range");
        }
        return value;
    }

    /** Values have one NaN only. */
    private void refusePayload() {
        if (cursor.text().contains("nan:")) {
            throw cursor.error("a NaN of a value has no payload");
        }
    }

    private void compound(TypeSyntax.Value type, ComponentScope within) {
        List<TypeReference> parts = type.parts();
        switch (type.kind()) {
            case RECORD, TUPLE -> {
                cursor.expectForm(type.kind().text());
                parts.forEach(part -> value(part, within));
                cursor.expect(TokenKind.RIGHT);
            }
            case LIST -> list(parts.getFirst(), within);
            case FLAGS -> flags(type.labels());
            case ENUM -> {
                cursor.expectForm("enum");
                out.u32(label(type.labels()));
                cursor.expect(TokenKind.RIGHT);
            }
            case VARIANT -> {
                cursor.expectForm("variant");
                int index = label(type.labels());
                out.u32(index);
                if (parts.get(index) != null) {
                    value(parts.get(index), within);
                }
                cursor.expect(TokenKind.RIGHT);
            }
            case OPTION -> either(List.of("none", "some"), Arrays.asList(null, parts.getFirst()), within);
            case RESULT -> either(List.of("ok", "error"), parts, within);
            default -> {
                if (!type.kind().isPrimitive()) {
                    throw cursor.error("there is no way to write a value of type "
                            + type.kind().text());
                }
                primitive(type.kind());
            }
        }
    }

    /** One of two cases: a keyword, in a form with its payload if it has one. */
    private void either(List<String> keywords, List<TypeReference> payloads, ComponentScope within) {
        boolean form = cursor.accept(TokenKind.LEFT);
        int start = cursor.index();
        int index = oneOf(keywords);
        TypeReference payload = payloads.get(index);
        out.u8(index);
        if (form != (payload != null)) {
            cursor.moveTo(start);
            throw cursor.error("`" + keywords.get(index) + (form ? "` has no payload" : "` needs a payload"));
        }
        if (form) {
            value(payload, within);
            cursor.expect(TokenKind.RIGHT);
        }
    }

    private void list(TypeReference element, ComponentScope within) {
        cursor.expectForm("list");
        int count = 0;
        int start = out.size();
        while (!cursor.at(TokenKind.RIGHT)) {
            value(element, within);
            count++;
        }
        byte[] elements = out.cut(start);
        out.u32(count);
        out.bytes(elements);
        cursor.expect(TokenKind.RIGHT);
    }

    private void flags(List<String> labels) {
        cursor.expectForm("flags");
        byte[] bits = new byte[(labels.size() + Byte.SIZE - 1) / Byte.SIZE];
        while (cursor.at(TokenKind.STRING)) {
            int index = label(labels);
            bits[index / Byte.SIZE] |= (byte) (1 << index % Byte.SIZE);
        }
        out.bytes(bits);
        cursor.expect(TokenKind.RIGHT);
    }

    /** The position of a label among those of the type. */
    private int label(List<String> labels) {
        int start = cursor.index();
        String label = new String(cursor.name(), StandardCharsets.UTF_8);
        int index = labels.indexOf(label);
        if (index < 0) {
            cursor.moveTo(start);
            throw cursor.error("unknown label \"" + label + "\", expected one of " + String.join(", ", labels));
        }
        return index;
    }

    private int oneOf(List<String> keywords) {
        for (String keyword : keywords) {
            if (cursor.acceptKeyword(keyword)) {
                return keywords.indexOf(keyword);
            }
        }
        throw cursor.unexpected(String.join(" or ", keywords));
    }
}
