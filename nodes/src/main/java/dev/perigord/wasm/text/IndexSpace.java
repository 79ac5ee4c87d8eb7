package dev.perigord.wasm.text;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The definitions of one kind, numbered in order, and the identifiers of some of them (spec 6.1.3). */
public class IndexSpace {
    private final String kind;
    private final Map<String, Integer> indices = new HashMap<>();
    /** Names by ascending index, which annotations may give too. */
    private final SortedMap<Integer, String> names = new TreeMap<>();

    private int size;

    /** An empty space of what messages call {@code kind}. */
    public IndexSpace(String kind) {
        this.kind = kind;
    }

    final String kind() {
        return kind;
    }

    /** How many definitions there are. */
    public final int size() {
        return size;
    }

    /** Gives the next index to a definition, whose identifier, if any, is the current token. */
    public final int define(TokenCursor cursor) {
        int token = cursor.index();
        String identifier = cursor.identifier();
        if (identifier != null && indices.putIfAbsent(identifier, size) != null) {
            cursor.moveTo(token);
            throw cursor.error("duplicate " + kind + " $" + identifier);
        }
        String annotated = cursor.annotatedName();
        if (identifier != null || annotated != null) {
            names.put(size, annotated == null ? identifier : annotated);
        }
        return size++;
    }

    /** Gives the next indices to definitions without identifier. */
    public final void defineAnonymous(int count) {
        size += count;
    }

    /** The index that the current token says, by number or identifier. */
    public final int resolve(TokenCursor cursor) {
        if (!cursor.at(TokenKind.IDENTIFIER)) {
            return cursor.u32();
        }
        int token = cursor.index();
        String identifier = cursor.identifier();
        Integer index = indices.get(identifier);
        if (index == null) {
            int after = cursor.index();
            cursor.moveTo(token);
            int found = resolveElsewhere(cursor, identifier);
            cursor.moveTo(after);
            return found;
        }
        return index;
    }

    /**
     * The index of what an identifier means that is not defined here; it is the current token.
     *
     * @throws dev.perigord.wasm.module.MalformedException if it means nothing, as in all index spaces of a module
     */
    protected int resolveElsewhere(TokenCursor cursor, String identifier) {
        throw cursor.error("unknown " + kind + " $" + identifier);
    }

    /** The index of an identifier without dollar sign, or {@code null} if nothing here has it. */
    public final Integer find(String identifier) {
        return indices.get(identifier);
    }

    /** Gives an identifier without dollar sign to the next index. */
    protected final int define(String identifier) {
        indices.put(identifier, size);
        names.put(size, identifier);
        return size++;
    }

    /** The index that the current token says, or 0 if it says none. */
    final int resolveOrZero(TokenCursor cursor) {
        return cursor.atIndex() ? resolve(cursor) : 0;
    }

    /** The names of definitions by ascending index: those of annotations, else their identifiers. */
    public final SortedMap<Integer, String> names() {
        return names;
    }
}
