package dev.perigord.wasm.component.wit;

import java.util.ArrayList;
import java.util.List;

/** The tokens of a WIT text: words, numbers and punctuation; comments and blanks are gone. */
final class WitTokens {
    private static final String END = "";

    private final String text;
    private final List<String> tokens = new ArrayList<>();
    private int next;

    WitTokens(String text) {
        this.text = text;
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (text.startsWith("//", at)) {
                at = endOr(text.indexOf('\n', at));
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at);
                at = end < 0 ? text.length() : end + 2;
            } else {
                int end = tokenEnd(at);
                tokens.add(text.substring(at, end));
                at = end;
            }
        }
    }

    private int endOr(int index) {
        return index < 0 ? text.length() : index;
    }

    private int tokenEnd(int start) {
        if (text.startsWith("->", start)) {
            return start + 2;
        }
        int end = text.charAt(start) == '%' ? start + 1 : start;
        while (end < text.length() && isWordPart(end)) {
            end++;
        }
        return end == start ? start + 1 : end;
    }

    private boolean isWordPart(int index) {
        char c = text.charAt(index);
        return Character.isLetterOrDigit(c) || (c == '-' && !text.startsWith("->", index));
    }

    /** The next token without taking it; empty at the end. */
    String peek() {
        return next < tokens.size() ? tokens.get(next) : END;
    }

    /** Takes a token if it is the next one. */
    boolean accept(String token) {
        boolean same = peek().equals(token);
        if (same) {
            next++;
        }
        return same;
    }

    void expect(String token) {
        if (!accept(token)) {
            throw unexpected("`" + token + "`");
        }
    }

    /** A name; {@code %} in front of it only says that it is no keyword. */
    String word() {
        String token = peek();
        String word = token.startsWith("%") ? token.substring(1) : token;
        if (word.isEmpty() || !Character.isLetter(word.charAt(0))) {
            throw unexpected("a name");
        }
        next++;
        return word;
    }

    int number() {
        try {
            int value = Integer.parseUnsignedInt(peek());
            next++;
            return value;
        } catch (NumberFormatException _) {
            throw unexpected("a number");
        }
    }

    void end() {
        if (next < tokens.size()) {
            throw unexpected("the end");
        }
    }

    WitSyntaxException unexpected(String expected) {
        String found = peek().isEmpty() ? "the end" : "`" + peek() + "`";
        return new WitSyntaxException("expected " + expected + ", found " + found + " in `" + text + "`");
    }
}
