package dev.perigord.wasm.bytecode;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * How large the code of each piece of a function is, taken while it is emitted as one method: where the operand stack is
 * as high as at the beginning of the block, a function can be cut.
 */
final class Measurement {
    /** The instructions of a block, or of an arm of {@code if}. */
    static final class Section {
        final List<Item> items = new ArrayList<>();

        /** Whether there are parameters on the operand stack where it begins, so that it cannot be cut in front of it. */
        final boolean hasParameters;

        private Section(boolean hasParameters) {
            this.hasParameters = hasParameters;
        }

        int size() {
            int size = 0;
            for (Item item : items) {
                size += item.size;
            }
            return size;
        }
    }

    /** Instructions between two places where the section can be cut. */
    static final class Item {
        final int start;
        int end;
        int size;
        final List<Section> inner = new ArrayList<>();
        private final int position;

        private Item(int start, int position) {
            this.start = start;
            this.position = position;
        }
    }

    /** Sections inside of each other are cut by recursion. */
    private static final int MAXIMUM_DEPTH = 2000;

    private final Section root = new Section(false);
    private final Deque<Section> open = new ArrayDeque<>();

    /** A function whose first instruction is at an offset. */
    Measurement(int start) {
        open.push(root);
        root.items.add(new Item(start, 0));
    }

    Section root() {
        return root;
    }

    /** The section can be cut before the instruction at an offset; so many bytes have been emitted. */
    void boundary(int offset, int position) {
        List<Item> items = open.element().items;
        if (items.getLast().start < offset) {
            finish(items.getLast(), offset, position);
            items.add(new Item(offset, position));
        }
    }

    private static void finish(Item item, int offset, int position) {
        item.end = offset;
        item.size = position - item.position;
    }

    /** A block begins, with parameters or without, whose first instruction is at an offset. */
    void enter(int offset, int position, boolean hasParameters) {
        if (open.size() > MAXIMUM_DEPTH) {
            throw new Unsupported("blocks too deep");
        }
        Section section = new Section(hasParameters);
        section.items.add(new Item(offset, position));
        open.element().items.getLast().inner.add(section);
        open.push(section);
    }

    /** A block, or an arm of it, ends at an offset. */
    void leave(int offset, int position) {
        finish(open.pop().items.getLast(), offset, position);
    }
}
