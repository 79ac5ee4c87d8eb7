package dev.perigord.wasm.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The labels of the structured instructions around a place, innermost last (spec 6.5.1). */
final class LabelScope {
    /** A label and the depth of the one of the same name that it hides, or -1. */
    private record Label(String name, int hidden) {}

    private final List<Label> labels = new ArrayList<>();
    private final Map<String, Integer> depths = new HashMap<>();

    /** Enters a block whose label may be {@code null}. */
    void push(String name) {
        Integer hidden = name == null ? null : depths.put(name, labels.size());
        labels.add(new Label(name, hidden == null ? -1 : hidden));
    }

    void pop() {
        Label label = labels.removeLast();
        if (label.name == null) {
            return;
        }
        if (label.hidden < 0) {
            depths.remove(label.name);
        } else {
            depths.put(label.name, label.hidden);
        }
    }

    /** The label of the innermost block, or {@code null}. */
    String innermost() {
        return labels.getLast().name;
    }

    /** The relative depth that the current token says, by number or identifier. */
    int resolve(TokenCursor cursor) {
        if (!cursor.at(TokenKind.IDENTIFIER)) {
            return cursor.u32();
        }
        int token = cursor.index();
        String name = cursor.identifier();
        Integer depth = depths.get(name);
        if (depth == null) {
            cursor.moveTo(token);
            throw cursor.error("unknown label $" + name);
        }
        return labels.size() - 1 - depth;
    }
}
