package dev.perigord.wasm.component.wit.text;

import dev.perigord.wasm.component.name.Label;
import dev.perigord.wasm.component.name.SemanticVersion;
import dev.perigord.wasm.component.wit.WitException;
import dev.perigord.wasm.component.wit.syntax.Name;
import dev.perigord.wasm.component.wit.syntax.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Reads a WIT text token by token. */
final class WitTokens {
    private final WitLexer lexer;
    private Token next;

    WitTokens(String file, String text) {
        lexer = new WitLexer(file, text);
        next = lexer.next(0);
    }

    /** The next token without taking it. */
    Token peek() {
        return next;
    }

    /** Takes the next token. */
    Token take() {
        Token token = next;
        next = lexer.next(token.end());
        return token;
    }

    boolean isNext(String text) {
        return next.is(text);
    }

    boolean isAtEnd() {
        return next.kind() == Token.Kind.END;
    }

    /** Takes a token if it is the next one. */
    boolean accept(String text) {
        boolean same = next.is(text);
        if (same) {
            take();
        }
        return same;
    }

    void expect(String text) {
        if (!accept(text)) {
            throw unexpected("`" + text + "`");
        }
    }

    /** A name; {@code %} in front of it only says that it is no keyword. */
    Name name() {
        if (!next.isName()) {
            throw unexpected("a name");
        }
        Position position = position();
        String text = next.text().startsWith("%") ? next.text().substring(1) : next.text();
        if (!Label.isLabel(text)) {
            throw position.error("name `" + text + "` is not in kebab case");
        }
        take();
        return new Name(text, position);
    }

    /** A number of 32 bits. */
    int number() {
        if (next.kind() != Token.Kind.INTEGER) {
            throw unexpected("a number");
        }
        try {
            int value = Integer.parseUnsignedInt(next.text());
            take();
            return value;
        } catch (NumberFormatException _) {
            throw position().error("number " + next.text() + " is too large");
        }
    }

    String string() {
        if (next.kind() != Token.Kind.STRING) {
            throw unexpected("a string");
        }
        return take().text();
    }

    /** A full version, {@code 1.2.3-pre+build}. */
    String version() {
        int start = next.start();
        String text = lexer.text(start, lexer.versionEnd(start));
        if (text.isEmpty()) {
            throw unexpected("a version");
        }
        try {
            SemanticVersion.parse(text);
        } catch (IllegalArgumentException e) {
            throw position().error("expected a version such as 1.2.3: " + e.getMessage());
        }
        next = lexer.next(start + text.length());
        return text;
    }

    /** Items between commas, the last of which may be followed by one too; the end is taken. */
    <T> List<T> list(String end, Supplier<T> item) {
        List<T> items = new ArrayList<>();
        while (!accept(end)) {
            items.add(item.get());
            if (!accept(",")) {
                if (!accept(end)) {
                    throw unexpected("`,` or `" + end + "`");
                }
                break;
            }
        }
        return items;
    }

    /** Where the next token stands. */
    Position position() {
        return lexer.position(next.start());
    }

    WitException unexpected(String expected) {
        return position().error("expected " + expected + ", found " + next.description());
    }
}
