package dev.perigord.wasm.text;

import java.util.HashMap;
import java.util.Map;

/**
 * The {@code @metadata.code.branch_hint} annotations of a module and the custom section that they become (proposal
 * branch hinting).
 */
final class BranchHints {
    /** The name of the custom section and of the annotations. */
    static final String SECTION = "metadata.code.branch_hint";

    private static final String PREFIX = "@" + SECTION + " annotation: ";

    /** What an annotation says about an instruction: whether its branch is likely. */
    private record Hint(int value, int annotationStart) {}

    private final Tokens tokens;
    /** The hints by the position of the name of the instruction that follows. */
    private final Map<Integer, Hint> hints = new HashMap<>();

    BranchHints(Tokens tokens) {
        this.tokens = tokens;
        for (Tokens.Annotation annotation : tokens.annotations()) {
            if (annotation.id().equals(SECTION)) {
                add(annotation);
            }
        }
    }

    private void add(Tokens.Annotation annotation) {
        int token = annotation.token();
        boolean folded = tokens.kind(token) == TokenKind.LEFT;
        int instruction = tokens.start(folded ? Math.min(token + 1, tokens.size() - 1) : token);
        Hint hint = new Hint(value(annotation), annotation.start());
        if (hints.put(instruction, hint) != null) {
            throw Errors.at(tokens.source(), annotation.start(), PREFIX + "duplicate annotation");
        }
    }

    private int value(Tokens.Annotation annotation) {
        TokenCursor cursor = new TokenCursor(Lexer.tokens(tokens.source(), annotation.content(), annotation.end() - 1));
        byte[] value = cursor.strings();
        if (!cursor.at(TokenKind.END)) {
            throw cursor.error(PREFIX + "unexpected token");
        }
        if (value.length != 1 || value[0] < 0 || value[0] > 1) {
            throw Errors.at(tokens.source(), annotation.start(), PREFIX + "invalid hint value");
        }
        return value[0];
    }

    /** Takes the hint for the instruction whose name is at a position: 0 or 1, or -1 if there is none. */
    int take(int position) {
        Hint hint = hints.isEmpty() ? null : hints.remove(position);
        return hint == null ? -1 : hint.value;
    }

    /** Reports annotations that do not stand before an instruction. */
    void checkAllTaken() {
        hints.values().stream().mapToInt(Hint::annotationStart).min().ifPresent(start -> {
            throw Errors.at(tokens.source(), start, PREFIX + "not in a function");
        });
    }
}
