package dev.perigord.wasm.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tokens of a text, in parallel arrays because big modules have millions of them. */
public final class Tokens {
    /**
     * An annotation (spec 6.3.5), which no token represents.
     *
     * @param id what follows the at sign
     * @param token the index of the token that follows the annotation
     * @param start where it starts
     * @param content where what follows the id starts
     * @param end where it ends
     */
    record Annotation(String id, int token, int start, int content, int end) {}

    private final String text;
    private TokenKind[] kinds;
    private int[] starts;
    private int[] ends;
    private int size;
    private final Map<Integer, String> errors = new HashMap<>();
    private final List<Annotation> annotations = new ArrayList<>();

    Tokens(String text, int expectedSize) {
        this.text = text;
        this.kinds = new TokenKind[expectedSize];
        this.starts = new int[expectedSize];
        this.ends = new int[expectedSize];
    }

    void add(TokenKind kind, int start, int end) {
        if (size == kinds.length) {
            int capacity = size + (size >> 1) + 16;
            kinds = Arrays.copyOf(kinds, capacity);
            starts = Arrays.copyOf(starts, capacity);
            ends = Arrays.copyOf(ends, capacity);
        }
        kinds[size] = kind;
        starts[size] = start;
        ends[size] = end;
        size++;
    }

    void addError(String message, int start, int end) {
        errors.put(size, message);
        add(TokenKind.ERROR, start, end);
    }

    void addAnnotation(String id, int start, int content, int end) {
        annotations.add(new Annotation(id, size, start, content, end));
    }

    /** The whole text that was divided into tokens. */
    public String source() {
        return text;
    }

    /** How many there are, the end included. */
    public int size() {
        return size;
    }

    /** The kind of a token; behind the last one is the end. */
    public TokenKind kind(int token) {
        return token < size ? kinds[token] : TokenKind.END;
    }

    /** Where a token starts. */
    public int start(int token) {
        return starts[token];
    }

    /** Where a token ends. */
    public int end(int token) {
        return ends[token];
    }

    /** The characters of a token. */
    public String text(int token) {
        return text.substring(starts[token], ends[token]);
    }

    /** The message of a token of kind {@link TokenKind#ERROR}. */
    String error(int token) {
        return errors.get(token);
    }

    /** Whether a token is a certain keyword. */
    public boolean isKeyword(int token, String keyword) {
        return kind(token) == TokenKind.KEYWORD
                && ends[token] - starts[token] == keyword.length()
                && text.startsWith(keyword, starts[token]);
    }

    /** The annotations that stand outside of other annotations. */
    List<Annotation> annotations() {
        return annotations;
    }
}
