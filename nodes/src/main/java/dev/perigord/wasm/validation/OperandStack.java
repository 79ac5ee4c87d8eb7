package dev.perigord.wasm.validation;

import dev.perigord.wasm.module.InvalidException;
import dev.perigord.wasm.module.NumberType;
import dev.perigord.wasm.module.ReferenceType;
import dev.perigord.wasm.module.ValueType;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The type stack and the control stack of the validation algorithm (spec appendix A.3). A type that is not known,
 * because the code cannot be reached, is {@code null}.
 */
final class OperandStack {
    /** More operands than this are refused: every frame would have to hold them (spec appendix A.2). */
    private static final int MAXIMUM_HEIGHT = 100_000;

    /** Blocks nested deeper than this are refused (spec appendix A.2). */
    private static final int MAXIMUM_DEPTH = 50_000;

    private ValueType[] types = new ValueType[16];
    private int height;

    private Control[] controls = new Control[8];
    private int depth;

    /** The locals without default value that have been set on every way to here, and in which order they were. */
    private final BitSet initialized = new BitSet();

    private int[] initializationOrder = new int[4];
    private int initializedCount;

    /** The function whose code is checked, for messages. */
    private final Place place;

    OperandStack(Place place) {
        this.place = place;
    }

    /** What opened a control frame. */
    enum Opener {
        BODY,
        BLOCK,
        LOOP,
        IF,
        ELSE,
        TRY,
        CATCH,
        CATCH_ALL
    }

    /** A control frame. */
    static final class Control {
        final Opener opener;
        final List<ValueType> parameters;
        final List<ValueType> results;
        final int height;

        /** How many locals had been initialized before, of those that have no default value. */
        final int initialized;

        boolean unreachable;

        Control(Opener opener, List<ValueType> parameters, List<ValueType> results, int height, int initialized) {
            this.opener = opener;
            this.parameters = parameters;
            this.results = results;
            this.height = height;
            this.initialized = initialized;
        }

        /** The types that a branch to the frame takes. */
        List<ValueType> labelTypes() {
            return opener == Opener.LOOP ? parameters : results;
        }
    }

    InvalidException invalid(String message, int offset) {
        return new InvalidException(message + " in " + place + " (at offset 0x" + Integer.toHexString(offset) + ")");
    }

    void push(ValueType type) {
        if (height == types.length) {
            if (height >= MAXIMUM_HEIGHT) {
                throw new InvalidException("too many operands in " + place + ": the limit is " + MAXIMUM_HEIGHT);
            }
            types = Arrays.copyOf(types, Math.min(height * 2, MAXIMUM_HEIGHT));
        }
        types[height++] = type;
    }

    void pushAll(List<ValueType> list) {
        for (int i = 0; i < list.size(); i++) {
            push(list.get(i));
        }
    }

    /** Pops an operand of any type; {@code null} if its type is not known. */
    ValueType pop(int offset) {
        Control control = controls[depth - 1];
        if (height == control.height) {
            if (control.unreachable) {
                return null;
            }
            throw invalid("type mismatch: expected an operand, but the stack is empty", offset);
        }
        return types[--height];
    }

    /** Pops an operand of a type. */
    ValueType pop(ValueType expected, int offset) {
        ValueType actual = pop(offset);
        // Numbers, which nearly all are, match themselves only.
        if (actual != expected && actual != null && expected != null && !actual.matches(expected)) {
            throw invalid("type mismatch: expected " + expected + ", found " + actual, offset);
        }
        return actual;
    }

    void popAll(List<ValueType> list, int offset) {
        for (int i = list.size() - 1; i >= 0; i--) {
            pop(list.get(i), offset);
        }
    }

    /** Pops {@code count} (unsigned) operands of a type; a count beyond what is there takes no longer than what is. */
    void popRepeated(ValueType expected, int count, int offset) {
        int popped = 0;
        while (popped != count) {
            boolean bottomless = height == controls[depth - 1].height && controls[depth - 1].unreachable;
            if (bottomless) {
                return;
            }
            pop(expected, offset);
            popped++;
        }
    }

    /** Pops a reference; {@code null} if its type is not known. */
    ReferenceType popReference(int offset) {
        return switch (pop(offset)) {
            case null -> null;
            case ReferenceType reference -> reference;
            case NumberType number -> throw invalid("type mismatch: expected a reference, found " + number, offset);
        };
    }

    void enter(Opener opener, List<ValueType> parameters, List<ValueType> results) {
        if (depth == controls.length) {
            if (depth >= MAXIMUM_DEPTH) {
                throw new InvalidException("too many nested blocks in " + place + ": the limit is " + MAXIMUM_DEPTH);
            }
            controls = Arrays.copyOf(controls, Math.min(depth * 2, MAXIMUM_DEPTH));
        }
        controls[depth++] = new Control(opener, parameters, results, height, initializedCount);
        pushAll(parameters);
    }

    /** Opens a {@code catch}, which begins with the payload of an exception. */
    void enterCatch(Opener opener, List<ValueType> payload, List<ValueType> results) {
        enter(opener, List.of(), results);
        pushAll(payload);
    }

    Control leave(int offset) {
        Control control = controls[depth - 1];
        popAll(control.results, offset);
        if (height != control.height) {
            throw invalid("type mismatch: values remain on the stack at the end of the block", offset);
        }
        depth--;
        while (initializedCount > control.initialized) {
            initialized.clear(initializationOrder[--initializedCount]);
        }
        return control;
    }

    /** Notes that a local without default value has one from here to the end of the block (spec 3.3.1). */
    void initialize(int local) {
        if (!initialized.get(local)) {
            initialized.set(local);
            if (initializedCount == initializationOrder.length) {
                initializationOrder = Arrays.copyOf(initializationOrder, initializedCount * 2);
            }
            initializationOrder[initializedCount++] = local;
        }
    }

    boolean isInitialized(int local) {
        return initialized.get(local);
    }

    int depth() {
        return depth;
    }

    Control label(int index, int offset) {
        if (Integer.compareUnsigned(index, depth) >= 0) {
            throw invalid("unknown label " + Integer.toUnsignedString(index), offset);
        }
        return controls[depth - 1 - index];
    }

    void unreachable() {
        Control control = controls[depth - 1];
        height = control.height;
        control.unreachable = true;
    }

    /** The innermost frame. */
    Control innermost() {
        return controls[depth - 1];
    }

    /** Checks that the top operands have the types of a label, and leaves them. */
    void checkTop(List<ValueType> expected, int offset) {
        if (expected.isEmpty()) {
            return;
        }
        ValueType[] popped = new ValueType[expected.size()];
        for (int i = expected.size() - 1; i >= 0; i--) {
            popped[i] = pop(expected.get(i), offset);
        }
        for (ValueType type : popped) {
            push(type);
        }
    }
}
