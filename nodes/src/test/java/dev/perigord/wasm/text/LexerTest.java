package dev.perigord.wasm.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LexerTest {
    /** The kinds of tokens of a text, without the end; errors are their messages. */
    private static String kinds(String text) {
        Tokens tokens = Lexer.tokens(text);
        List<String> kinds = new ArrayList<>();
        for (int i = 0; tokens.kind(i) != TokenKind.END; i++) {
            kinds.add(
                    tokens.kind(i) == TokenKind.ERROR
                            ? tokens.error(i)
                            : tokens.kind(i).name());
        }
        return String.join(" ", kinds);
    }

    @Test
    void tokensOfAllKinds() {
        assertEquals("LEFT KEYWORD IDENTIFIER STRING RIGHT", kinds("(func $f \"s\")"));
        assertEquals("NATURAL INTEGER INTEGER FLOAT FLOAT", kinds("1_000 -1 +0xfF 1. -0x1.8p-3"));
        assertEquals("FLOAT FLOAT FLOAT KEYWORD KEYWORD", kinds("inf -nan nan:0x1 nan:canonical infinity"));
    }

    @Test
    void tokensNeedSpaceBetweenThem() {
        assertEquals("RESERVED RESERVED RESERVED", kinds("0$x \"a\"\"b\" $l\"x\""));
        assertEquals("RESERVED RESERVED RESERVED RESERVED", kinds("1__0 0x _1 1e"));
        assertEquals("LEFT KEYWORD RIGHT NATURAL LEFT", kinds("(nop)0(;;)("));
    }

    @Test
    void commentsNest() {
        assertEquals("KEYWORD KEYWORD", kinds("nop (; (; ;) ;; ;) nop ;; nop"));
        assertEquals("KEYWORD", kinds(";; one\rnop"));
        assertEquals("unclosed comment", kinds("(; (; ;)"));
    }

    @Test
    void annotationsAreSpace() {
        assertEquals("LEFT KEYWORD RIGHT", kinds("((@a) module (@b \")\" (x (@y)) 0x , (; ) ;)))"));
        assertEquals("empty annotation id", kinds("(@ x)"));
        assertEquals("unclosed annotation", kinds("(@a (b)"));
        assertEquals("LEFT RESERVED RIGHT", kinds("( @a)"));
    }

    @Test
    void quotedIdentifiers() {
        assertEquals("IDENTIFIER IDENTIFIER", kinds("$\"a b\" $!?@#"));
        assertEquals("empty identifier empty identifier empty identifier", kinds("$ $\"\" $\"a\tb\""));
        assertEquals("malformed UTF-8 encoding", kinds("$\"\\ff\""));
        TokenCursor cursor = new TokenCursor(Lexer.tokens("$\"\\41\\u{1F600}\" $A"));
        assertEquals("A😀", cursor.identifier());
        assertEquals("A", cursor.identifier());
    }

    @Test
    void stringsHaveEscapes() {
        TokenCursor cursor = new TokenCursor(Lexer.tokens("\"\\t\\n\\r\\\"\\'\\\\\\00\\fF\\u{e9}é\""));
        assertEquals("\t\n\r\"'\\\0\u00ff\u00c3\u00a9\u00c3\u00a9", latin1(cursor.string()));
        assertEquals("illegal escape", kinds("\"\\q\""));
        assertEquals("illegal escape", kinds("\"\\u{d800}\""));
        assertEquals("illegal control character", kinds("\"\t\""));
        assertEquals("unclosed string NATURAL", kinds("\"abc\n1"));
    }

    private static String latin1(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte b : bytes) {
            text.append((char) (b & 0xFF));
        }
        return text.toString();
    }

    @Test
    void everythingElseIsIllegal() {
        assertEquals("illegal character KEYWORD", kinds("ünop"));
        assertEquals("illegal character", kinds("\u0001"));
    }
}
