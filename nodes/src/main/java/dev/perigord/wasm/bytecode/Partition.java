package dev.perigord.wasm.bytecode;

import dev.perigord.wasm.binary.InstructionReader;
import dev.perigord.wasm.bytecode.Measurement.Item;
import dev.perigord.wasm.bytecode.Measurement.Section;
import dev.perigord.wasm.module.Instruction;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * How a function that is too large for one method is cut into several: HotSpot does not compile what is longer than 8,000
 * bytes, and compiles smaller methods much faster.
 *
 * <p>Large blocks stay where they are, with what is in them cut; what is between them becomes parts. So a chain of blocks
 * that begins with a {@code br_table} is dispatched in one place, and what each case does is elsewhere.
 */
final class Partition {
    /** A part should not be larger. */
    static final int MAXIMUM_SIZE = Integer.getInteger("perigord.part", 6000);

    /** A function up to here stays one method: that some of a switch's cases are calls costs more than a larger method. */
    static final int MAXIMUM_WHOLE = Math.min(7900, MAXIMUM_SIZE * 4 / 3);

    /** Less is not worth a call. */
    private static final int MINIMUM_SIZE = Integer.getInteger("perigord.minpart", 150);

    /** The code that calls a part and goes on from there, roughly. */
    private static final int CALL_SIZE = 20;

    private final Map<Integer, Part> parts = new HashMap<>();

    /** Where parts begin, counted from the beginning of the function: most instructions begin none. */
    private final BitSet starts = new BitSet();

    private final int start;
    private final BitSet shared = new BitSet();

    private Partition(int start) {
        this.start = start;
    }

    /** Cuts a function by the sizes of what is in it. */
    static Partition of(FunctionContext function, Measurement measurement) {
        Partition partition = new Partition(function.instructions.start());
        partition.cut(measurement.root());
        partition.findShared(function);
        return partition;
    }

    Part partAt(int offset) {
        return starts.get(offset - start) ? parts.get(offset) : null;
    }

    boolean isShared(int local) {
        return shared.get(local);
    }

    // --- parts -------------------------------------------------------------------------------------------------

    /** Cuts a section and gives the size of what is left of it. */
    private int cut(Section section) {
        int[] left = new int[section.items.size()];
        boolean[] large = new boolean[left.length];
        boolean[] stays = new boolean[left.length];
        int total = 0;
        for (int i = 0; i < left.length; i++) {
            Item item = section.items.get(i);
            left[i] = item.size;
            if (item.size > MAXIMUM_SIZE) {
                large[i] = true;
                for (Section inner : item.inner) {
                    left[i] -= inner.size() - cut(inner);
                }
            }
            stays[i] = large[i] || (i == 0 && section.hasParameters);
            total += left[i];
        }
        if (total <= MINIMUM_SIZE) {
            return total;
        }
        int result = 0;
        int first = 0;
        int run = 0;
        for (int i = 0; i <= left.length; i++) {
            boolean ends = i == left.length || stays[i] || run + left[i] > MAXIMUM_SIZE;
            if (ends && first < i) {
                result += take(section, first, i, run);
                first = i;
                run = 0;
            }
            if (i == left.length) {
                break;
            }
            if (stays[i]) {
                result += left[i];
                first = i + 1;
            } else {
                run += left[i];
            }
        }
        if (result > MAXIMUM_SIZE) {
            for (int i = 0; i < left.length; i++) {
                if (large[i] && !(i == 0 && section.hasParameters)) {
                    result += take(section, i, i + 1, left[i]) - left[i];
                }
            }
        }
        return result;
    }

    private int take(Section section, int from, int to, int size) {
        if (size < MINIMUM_SIZE) {
            return size;
        }
        int offset = section.items.get(from).start;
        starts.set(offset - start);
        parts.put(offset, new Part(parts.size() + 1, offset, section.items.get(to - 1).end, size));
        return CALL_SIZE;
    }

    // --- locals ------------------------------------------------------------------------------------------------

    /** A local is shared unless no value of it goes from one part to another, or from one call of a part to the next. */
    private void findShared(FunctionContext function) {
        LocalUses uses = new LocalUses(function.locals.length);
        int[] open = new int[parts.size() + 1];
        int[] ends = new int[parts.size() + 1];
        int depth = 0;
        InstructionReader reader = function.reader(function.instructions.start(), function.instructions.end());
        while (reader.hasMore()) {
            while (depth > 0 && ends[depth] <= reader.position()) {
                depth--;
            }
            Part part = partAt(reader.position());
            if (part != null) {
                open[++depth] = part.number();
                ends[depth] = part.end();
            }
            Instruction instruction = reader.next();
            switch (instruction) {
                case BLOCK, LOOP, IF, TRY, TRY_TABLE -> uses.enter();
                case ELSE, CATCH, CATCH_ALL -> {
                    uses.leave();
                    uses.enter();
                }
                case END, DELEGATE -> uses.leave();
                case LOCAL_GET -> uses.use(open[depth], reader.index, false);
                case LOCAL_SET, LOCAL_TEE -> {
                    // What the parts around it knew of the local does not hold any longer.
                    for (int i = 0; i < depth; i++) {
                        uses.setInside(open[i], reader.index);
                    }
                    uses.use(open[depth], reader.index, true);
                }
                default -> {}
            }
        }
        uses.findShared(shared);
    }
}
