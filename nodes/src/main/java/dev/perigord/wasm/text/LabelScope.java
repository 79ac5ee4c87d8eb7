package dev.perigord.wasm.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The labels of the structured instructions around a place, innermost last (spec 6.5.1). */
final class LabelScope {
    /**
     * What follows the keyword of a structured instruction.
     *
     * @param identifier its identifier or {@code null}
     * @param name its name for people, which an annotation may give, or {@code null}
     */
    record Label(String identifier, String name) {
        /** The label that starts at the current token, if any. */
        static Label parse(TokenCursor cursor) {
            String identifier = cursor.identifier();
            String annotated = cursor.annotatedName();
            return new Label(identifier, annotated == null ? identifier : annotated);
        }
    }

    /** An open block's identifier and the depth of the one of the same identifier that it hides, or -1. */
    private record Open(String identifier, int hidden) {}

    private final List<Open> open = new ArrayList<>();
    private final Map<String, Integer> depths = new HashMap<>();
    private SortedMap<Integer, String> names;
    private int blocks;

    /** Enters a function, whose body is a block without identifier. */
    void enterFunction() {
        names = new TreeMap<>();
        blocks = 0;
        open.add(new Open(null, -1));
    }

    /** Enters a block. */
    void push(Label label) {
        if (label.name != null) {
            names.put(blocks, label.name);
        }
        blocks++;
        Integer hidden = label.identifier == null ? null : depths.put(label.identifier, open.size());
        open.add(new Open(label.identifier, hidden == null ? -1 : hidden));
    }

    void pop() {
        Open block = open.removeLast();
        if (block.identifier == null) {
            return;
        }
        if (block.hidden < 0) {
            depths.remove(block.identifier);
        } else {
            depths.put(block.identifier, block.hidden);
        }
    }

    /** The names of the current function's labels, by the number of the block among all of the function. */
    SortedMap<Integer, String> names() {
        return names;
    }

    /** The identifier of the innermost block, or {@code null}. */
    String innermost() {
        return open.getLast().identifier;
    }

    /** The relative depth that the current token says, by number or identifier. */
    int resolve(TokenCursor cursor) {
        if (!cursor.at(TokenKind.IDENTIFIER)) {
            return cursor.u32();
        }
        int token = cursor.index();
        String identifier = cursor.identifier();
        Integer depth = depths.get(identifier);
        if (depth == null) {
            cursor.moveTo(token);
            throw cursor.error("unknown label $" + identifier);
        }
        return open.size() - 1 - depth;
    }
}
