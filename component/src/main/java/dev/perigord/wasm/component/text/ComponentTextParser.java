package dev.perigord.wasm.component.text;

import dev.perigord.wasm.text.Lexer;
import dev.perigord.wasm.text.SourceMap;
import dev.perigord.wasm.text.StringLiterals;
import dev.perigord.wasm.text.TokenCursor;
import dev.perigord.wasm.text.TokenKind;
import java.util.List;

/** Parses components in the text format (Explainer "Component Definitions"). */
public final class ComponentTextParser {
    private static final String COMPONENT = "component";

    private ComponentTextParser() {}

    /** Whether a text begins like a component, as opposed to a core module. */
    public static boolean isComponent(String text) {
        return new TokenCursor(Lexer.firstTokens(text, 2)).atForm(COMPONENT);
    }

    /**
     * Encodes a component: {@code (component ...)}, or the forms {@code (component binary ...)} and {@code (component
     * quote ...)} of test scripts.
     *
     * @throws dev.perigord.wasm.module.MalformedException if the text does not follow the grammar; its message is {@code
     *     line:column: problem}
     */
    public static TextComponent parse(String text) {
        return parse(text, 0, text.length());
    }

    /** Encodes a component that is a part of a text; positions are those in the whole text. */
    public static TextComponent parse(String text, int start, int end) {
        TokenCursor cursor = new TokenCursor(Lexer.tokens(text, start, end));
        cursor.expectForm(COMPONENT);
        cursor.acceptKeyword("definition");
        int name = cursor.index();
        cursor.identifier();
        TextComponent component;
        if (cursor.acceptKeyword("binary")) {
            component = new TextComponent(cursor.strings(), SourceMap.concatenation(List.of()));
        } else if (cursor.acceptKeyword("quote")) {
            component = parseFields(cursor.strings());
        } else {
            cursor.moveTo(name);
            component = new ComponentParser(cursor).parse();
        }
        cursor.expect(TokenKind.RIGHT);
        expectEnd(cursor);
        return component;
    }

    /**
     * Encodes a component of which only what stands between its parentheses is given, as bytes.
     *
     * @throws dev.perigord.wasm.module.MalformedException if they are not UTF-8, or the text does not follow the grammar
     */
    public static TextComponent parseFields(byte[] text) {
        return parseFields(StringLiterals.quoted(text));
    }

    private static TextComponent parseFields(String text) {
        TokenCursor cursor = new TokenCursor(Lexer.tokens(text));
        TextComponent component = new ComponentParser(cursor).parse();
        expectEnd(cursor);
        return component;
    }

    private static void expectEnd(TokenCursor cursor) {
        if (!cursor.at(TokenKind.END)) {
            throw cursor.unexpected(TokenKind.END.description());
        }
    }
}
