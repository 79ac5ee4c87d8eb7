package dev.perigord.wasm.text;

import dev.perigord.wasm.module.MalformedException;

/** Parses modules in the text format (spec 6). */
public final class TextParser {
    private TextParser() {}

    /**
     * Encodes a module: {@code (module ...)}, its fields alone, or the forms {@code (module binary ...)} and
     * {@code (module quote ...)} of test scripts.
     *
     * @throws MalformedException if the text does not follow the grammar; its message is {@code line:column: problem}
     */
    public static TextModule parseModule(String text) {
        return parseModule(text, 0, text.length());
    }

    /** Encodes a module that is a part of a text; positions are those in the whole text. */
    public static TextModule parseModule(String text, int start, int end) {
        TokenCursor cursor = new TokenCursor(Lexer.tokens(text, start, end));
        // A quote may hold a quote: a loop, because nothing bounds how often.
        while (true) {
            if (!cursor.acceptForm("module")) {
                return complete(cursor, new ModuleParser(cursor, cursor.annotatedName()).parse());
            }
            cursor.acceptKeyword("definition");
            String name = cursor.identifier();
            if (cursor.acceptKeyword("binary")) {
                TextModule module = new TextModule(cursor.strings(), SourceMap.EMPTY);
                cursor.expect(TokenKind.RIGHT);
                return complete(cursor, module);
            }
            if (!cursor.acceptKeyword("quote")) {
                String annotated = cursor.annotatedName();
                TextModule module = new ModuleParser(cursor, annotated == null ? name : annotated).parse();
                cursor.expect(TokenKind.RIGHT);
                return complete(cursor, module);
            }
            byte[] quoted = cursor.strings();
            cursor.expect(TokenKind.RIGHT);
            complete(cursor, null);
            cursor = new TokenCursor(Lexer.tokens(StringLiterals.quoted(quoted)));
        }
    }

    /** Encodes a module of which only the fields are given, as a part of a text; positions are those in the whole text. */
    public static TextModule parseFields(String text, int start, int end) {
        TokenCursor cursor = new TokenCursor(Lexer.tokens(text, start, end));
        return complete(cursor, new ModuleParser(cursor, cursor.annotatedName()).parse());
    }

    /**
     * Encodes a module whose text is given as bytes.
     *
     * @throws MalformedException if they are not UTF-8, or the text does not follow the grammar
     */
    public static TextModule parseModule(byte[] text) {
        return parseModule(StringLiterals.quoted(text));
    }

    private static TextModule complete(TokenCursor cursor, TextModule module) {
        if (!cursor.at(TokenKind.END)) {
            throw cursor.unexpected(TokenKind.END.description());
        }
        return module;
    }
}
