package dev.perigord.wasm.bytecode;

import dev.perigord.wasm.nodes.Kind;
import java.util.Arrays;
import java.util.List;

/** The kinds of the values on the operand stack. */
final class OperandKinds {
    private Kind[] kinds = new Kind[16];
    private int height;

    OperandKinds copy() {
        OperandKinds copy = new OperandKinds();
        copy.kinds = kinds.clone();
        copy.height = height;
        return copy;
    }

    int height() {
        return height;
    }

    Kind at(int position) {
        return kinds[position];
    }

    Kind top() {
        return kinds[height - 1];
    }

    void push(Kind kind) {
        if (height == kinds.length) {
            kinds = Arrays.copyOf(kinds, 2 * height);
        }
        kinds[height++] = kind;
    }

    void push(List<Kind> all) {
        all.forEach(this::push);
    }

    Kind pop() {
        return kinds[--height];
    }

    void pop(int count) {
        height -= count;
    }

    /** Cuts the stack to a height and puts some kinds on it. */
    void reset(int newHeight, List<Kind> above) {
        height = newHeight;
        push(above);
    }
}
