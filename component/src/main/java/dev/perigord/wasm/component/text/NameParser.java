package dev.perigord.wasm.component.text;

import dev.perigord.wasm.component.syntax.NameSyntax;
import dev.perigord.wasm.text.StringLiterals;
import dev.perigord.wasm.text.TokenCursor;
import dev.perigord.wasm.text.TokenKind;
import dev.perigord.wasm.text.Tokens;
import java.util.ArrayList;
import java.util.List;

/** Parses the names of imports and exports with their attributes (Explainer "Import and Export Definitions"). */
final class NameParser {
    private final TokenCursor cursor;

    NameParser(TokenCursor cursor) {
        this.cursor = cursor;
    }

    /** A name, then attributes, each at most once. */
    NameSyntax name() {
        String name = StringLiterals.fromUtf8(cursor.name());
        List<NameSyntax.Attribute> attributes = new ArrayList<>();
        for (NameSyntax.Kind kind = attribute(cursor.index()); kind != null; kind = attribute(cursor.index())) {
            NameSyntax.Kind found = kind;
            if (attributes.stream().anyMatch(earlier -> earlier.kind() == found)) {
                throw cursor.error("unexpected token: a second " + kind.text());
            }
            cursor.advance();
            cursor.advance();
            attributes.add(new NameSyntax.Attribute(kind, StringLiterals.fromUtf8(cursor.name())));
            cursor.expect(TokenKind.RIGHT);
        }
        return new NameSyntax(name, attributes);
    }

    /** The kind of the attribute whose form starts at a token, or null. */
    private NameSyntax.Kind attribute(int token) {
        Tokens tokens = cursor.tokens();
        if (tokens.kind(token) == TokenKind.LEFT) {
            for (NameSyntax.Kind kind : NameSyntax.Kind.values()) {
                if (tokens.isKeyword(token + 1, kind.text())) {
                    return kind;
                }
            }
        }
        return null;
    }

    /** Whether a form such as {@code (export "name")} stands here that says no more than a name. */
    boolean atInline(String keyword) {
        if (!cursor.atForm(keyword) || cursor.tokens().kind(cursor.index() + 2) != TokenKind.STRING) {
            return false;
        }
        int token = cursor.index() + 3;
        while (attribute(token) != null) {
            token += 4;
        }
        return cursor.tokens().kind(token) == TokenKind.RIGHT;
    }

    /** The name in a form such as {@code (export "name")}, if one stands here, or null. */
    NameSyntax acceptInline(String keyword) {
        if (!atInline(keyword)) {
            return null;
        }
        cursor.expectForm(keyword);
        NameSyntax name = name();
        cursor.expect(TokenKind.RIGHT);
        return name;
    }
}
