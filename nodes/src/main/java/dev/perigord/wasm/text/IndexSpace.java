package dev.perigord.wasm.text;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The definitions of one kind, numbered in order, and the identifiers of some of them (spec 6.1.3). */
final class IndexSpace {
    private final String kind;
    private final Map<String, Integer> indices = new HashMap<>();
    /** Names by ascending index, which annotations may give too. */
    private final SortedMap<Integer, String> names = new TreeMap<>();

    private int size;

    /** An empty space of what messages call {@code kind}. */
    IndexSpace(String kind) {
        this.kind = kind;
    }

    String kind() {
        return kind;
    }

    int size() {
        return size;
    }

    /** Gives the next index to a definition, whose identifier, if any, is the current token. */
    int define(TokenCursor cursor) {
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
    void defineAnonymous(int count) {
        size += count;
    }

    /** The index that the current token says, by number or identifier. */
    int resolve(TokenCursor cursor) {
        if (!cursor.at(TokenKind.IDENTIFIER)) {
            return cursor.u32();
        }
        int token = cursor.index();
        String identifier = cursor.identifier();
        Integer index = indices.get(identifier);
        if (index == null) {
            cursor.moveTo(token);
            throw cursor.error("unknown " + kind + " $" + identifier);
        }
        return index;
    }

    /** The index that the current token says, or 0 if it says none. */
    int resolveOrZero(TokenCursor cursor) {
        return cursor.atIndex() ? resolve(cursor) : 0;
    }

    /** The names of definitions by ascending index: those of annotations, else their identifiers. */
    SortedMap<Integer, String> names() {
        return names;
    }
}
