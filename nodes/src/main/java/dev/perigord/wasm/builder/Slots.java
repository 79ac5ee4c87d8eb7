package dev.perigord.wasm.builder;

import com.oracle.truffle.api.frame.FrameDescriptor;
import com.oracle.truffle.api.frame.FrameSlotKind;
import dev.perigord.wasm.nodes.Kind;
import java.util.Arrays;

/**
 * The frame slots of a function: locals first, then places of the operand stack. A place has a slot for each kind of
 * value that is ever kept in it, because a static slot must not change its kind, and none if it never holds any.
 */
final class Slots {
    private static final int KINDS = Kind.values().length;

    private int next;
    private int[] places = new int[16 * KINDS];

    Slots(int locals) {
        this.next = locals;
    }

    /** The slot of a place of the operand stack. */
    int place(int height, Kind kind) {
        int key = height * KINDS + kind.ordinal();
        if (key >= places.length) {
            places = Arrays.copyOf(places, Math.max(key + 1, places.length * 2));
        }
        if (places[key] == 0) {
            places[key] = ++next;
        }
        return places[key] - 1;
    }

    /** The slots of consecutive places, from {@code height} on. */
    int[] places(int height, Kind[] kinds) {
        int[] result = new int[kinds.length];
        for (int i = 0; i < kinds.length; i++) {
            result[i] = place(height + i, kinds[i]);
        }
        return result;
    }

    /** A slot of its own. */
    int extra() {
        return next++;
    }

    FrameDescriptor descriptor() {
        FrameDescriptor.Builder builder = FrameDescriptor.newBuilder(next);
        builder.addSlots(next, FrameSlotKind.Static);
        return builder.build();
    }
}
