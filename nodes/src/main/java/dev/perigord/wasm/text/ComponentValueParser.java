package dev.perigord.wasm.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Parses the component model's values in a script. */
final class ComponentValueParser {
    /** How deep values may be nested. */
    private static final int MAX_DEPTH = 100;

    private final TokenCursor cursor;
    private int depth;

    ComponentValueParser(TokenCursor cursor) {
        this.cursor = cursor;
    }

    /** The value of a keyword such as {@code list.const}, which was just passed, or {@code null}. */
    ScriptValue value(String keyword) {
        return switch (keyword) {
            case "bool.const" -> new ScriptValue.Component.Bool(bool());
            case "s8.const", "u8.const", "s16.const", "u16.const", "s32.const", "u32.const", "s64.const", "u64.const" ->
                new ScriptValue.Component.Whole(cursor.i64());
            case "f32.const" -> new ScriptValue.F32(cursor.f32());
            case "f64.const" -> new ScriptValue.F64(cursor.f64());
            case "char.const", "str.const" -> new ScriptValue.Component.Text(text());
            case "list.const", "tuple.const" -> new ScriptValue.Component.Sequence(elements());
            case "record.const" -> record();
            case "variant.const", "enum.const" -> new ScriptValue.Component.Case(text(), payload());
            case "option.none", "option.some", "result.ok", "result.err" ->
                new ScriptValue.Component.Case(keyword.substring(keyword.indexOf('.') + 1), payload());
            case "flags.const" -> new ScriptValue.Component.Flags(labels());
            default -> null;
        };
    }

    private boolean bool() {
        if (cursor.acceptKeyword("true")) {
            return true;
        }
        cursor.expectKeyword("false");
        return false;
    }

    private String text() {
        return StringLiterals.fromUtf8(cursor.name());
    }

    private List<String> labels() {
        List<String> labels = new ArrayList<>();
        while (cursor.at(TokenKind.STRING)) {
            labels.add(text());
        }
        return labels;
    }

    private List<ScriptValue> elements() {
        List<ScriptValue> elements = new ArrayList<>();
        while (cursor.at(TokenKind.LEFT)) {
            elements.add(inner());
        }
        return elements;
    }

    private ScriptValue payload() {
        return cursor.at(TokenKind.LEFT) ? inner() : null;
    }

    private ScriptValue record() {
        Map<String, ScriptValue> fields = new HashMap<>();
        while (cursor.acceptForm("field")) {
            String name = text();
            fields.put(name, cursor.at(TokenKind.LEFT) ? inner() : unparenthesized());
            cursor.expect(TokenKind.RIGHT);
        }
        return new ScriptValue.Component.Fields(fields);
    }

    private ScriptValue inner() {
        cursor.expect(TokenKind.LEFT);
        ScriptValue value = unparenthesized();
        cursor.expect(TokenKind.RIGHT);
        return value;
    }

    private ScriptValue unparenthesized() {
        if (++depth > MAX_DEPTH) {
            throw cursor.error("values are nested more than " + MAX_DEPTH + " deep");
        }
        int keyword = cursor.index();
        ScriptValue value = value(cursor.keyword());
        if (value == null) {
            cursor.moveTo(keyword);
            throw cursor.unexpected("a component value");
        }
        depth--;
        return value;
    }
}
