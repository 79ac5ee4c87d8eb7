package dev.perigord.wasm.text;

import java.util.HashMap;
import java.util.Map;

/** The {@code @name} annotations of a text (spec 7.4.1): each names what is defined right before it. */
final class NameAnnotations {
    private static final String PREFIX = "@name annotation: ";

    private final Tokens tokens;
    private final Map<Integer, Tokens.Annotation> annotations = new HashMap<>();
    /** A second annotation at the same place, or {@code null}. */
    private Tokens.Annotation repeated;

    NameAnnotations(Tokens tokens) {
        this.tokens = tokens;
        for (Tokens.Annotation annotation : tokens.annotations()) {
            if (annotation.id().equals("name")
                    && annotations.putIfAbsent(annotation.token(), annotation) != null
                    && repeated == null) {
                repeated = annotation;
            }
        }
    }

    /** Whether an annotation stands directly before a token. */
    boolean standBefore(int token) {
        return annotations.containsKey(token);
    }

    /** The name directly before a token, which is not misplaced then, or {@code null}. */
    String take(int token) {
        Tokens.Annotation annotation = annotations.remove(token);
        return annotation == null ? null : parse(annotation);
    }

    private String parse(Tokens.Annotation annotation) {
        TokenCursor cursor = new TokenCursor(Lexer.tokens(tokens.source(), annotation.content(), annotation.end() - 1));
        if (!cursor.at(TokenKind.STRING)) {
            throw cursor.error(PREFIX + "string expected");
        }
        String name = StringLiterals.fromUtf8(cursor.name());
        if (!cursor.at(TokenKind.END)) {
            throw cursor.error(PREFIX + "unexpected token");
        }
        return name;
    }

    /** Reports an annotation that names nothing, or what has a name. */
    void checkAllTaken() {
        if (repeated != null) {
            throw Errors.at(tokens.source(), repeated.start(), PREFIX + "multiple names");
        }
        annotations.values().stream()
                .min((a, b) -> Integer.compare(a.start(), b.start()))
                .ifPresent(annotation -> {
                    throw Errors.at(tokens.source(), annotation.start(), "misplaced @name annotation");
                });
    }
}
