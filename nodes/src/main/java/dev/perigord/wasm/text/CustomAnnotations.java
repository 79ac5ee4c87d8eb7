package dev.perigord.wasm.text;

import java.util.List;
import java.util.function.BiConsumer;

/**
 * The custom sections that {@code @custom} annotations of a component ask for. They stand where their annotations stand,
 * between definitions.
 */
public final class CustomAnnotations {
    private static final String PREFIX = "@custom annotation: ";

    private final Tokens tokens;
    private final List<Tokens.Annotation> annotations;
    private int next;

    /** The annotations of a text. */
    public CustomAnnotations(Tokens tokens) {
        this.tokens = tokens;
        this.annotations = tokens.annotations().stream()
                .filter(annotation -> annotation.id().equals("custom"))
                .toList();
    }

    /** Takes the annotations directly before a token; any other before it is misplaced. */
    public void takeBefore(int token, BiConsumer<String, byte[]> sections) {
        for (; next < annotations.size() && annotations.get(next).token() <= token; next++) {
            Tokens.Annotation annotation = annotations.get(next);
            if (annotation.token() < token) {
                throw Errors.at(tokens.source(), annotation.start(), "misplaced @custom annotation");
            }
            parse(annotation, sections);
        }
    }

    /** Leaves the annotations before a token to whoever parses what is there: a core module. */
    public void skipTo(int token) {
        while (next < annotations.size() && annotations.get(next).token() <= token) {
            next++;
        }
    }

    private void parse(Tokens.Annotation annotation, BiConsumer<String, byte[]> sections) {
        TokenCursor cursor = new TokenCursor(Lexer.tokens(tokens.source(), annotation.content(), annotation.end() - 1));
        if (!cursor.at(TokenKind.STRING)) {
            throw cursor.error(PREFIX + "missing section name");
        }
        String name = StringLiterals.fromUtf8(cursor.name());
        byte[] contents = cursor.strings();
        if (!cursor.at(TokenKind.END)) {
            throw cursor.error(PREFIX + "unexpected token");
        }
        sections.accept(name, contents);
    }
}
