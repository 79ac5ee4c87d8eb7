package dev.perigord.wasm.bytecode;

import dev.perigord.wasm.binary.InstructionReader;
import dev.perigord.wasm.bytecode.Measurement.Item;
import dev.perigord.wasm.bytecode.Measurement.Section;
import dev.perigord.wasm.module.Instruction;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
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
    private final BitSet shared = new BitSet();

    /** Cuts a function by the sizes of what is in it. */
    static Partition of(FunctionContext function, Measurement measurement) {
        Partition partition = new Partition();
        partition.cut(measurement.root());
        partition.findShared(function);
        return partition;
    }

    Part partAt(int offset) {
        return parts.get(offset);
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
        int start = section.items.get(from).start;
        parts.put(start, new Part(parts.size() + 1, start, section.items.get(to - 1).end, size));
        return CALL_SIZE;
    }

    // --- locals ------------------------------------------------------------------------------------------------

    /** How a local is used in one part. */
    private static final class Use {
        /** The block in which it is set first, and how deep it is; it is not known before in that block. */
        private final int block;

        private final int depth;

        /** Whether every access comes after a set in the same call of the part. */
        private boolean known;

        Use(int block, int depth, boolean known) {
            this.block = block;
            this.depth = depth;
            this.known = known;
        }

        /** Whether the block is one of those that are open. */
        boolean isOpen(List<Integer> blocks) {
            return depth < blocks.size() && blocks.get(depth) == block;
        }
    }

    private record Key(int part, int local) {}

    /** A local is shared unless no value of it goes from one part to another, or from one call of a part to the next. */
    private void findShared(FunctionContext function) {
        Map<Key, Use> uses = new HashMap<>();
        List<Part> open = new ArrayList<>();
        List<Integer> blocks = new ArrayList<>();
        int nextBlock = 0;
        blocks.add(nextBlock++);
        InstructionReader reader = function.reader(function.instructions.start(), function.instructions.end());
        while (reader.hasMore()) {
            while (!open.isEmpty() && open.getLast().end() <= reader.position()) {
                open.removeLast();
            }
            Part part = parts.get(reader.position());
            if (part != null) {
                open.add(part);
            }
            Instruction instruction = reader.next();
            switch (instruction) {
                case BLOCK, LOOP, IF, TRY, TRY_TABLE -> blocks.add(nextBlock++);
                case ELSE, CATCH, CATCH_ALL -> {
                    blocks.removeLast();
                    blocks.add(nextBlock++);
                }
                case END, DELEGATE -> blocks.removeLast();
                case LOCAL_GET, LOCAL_SET, LOCAL_TEE -> {
                    if (instruction != Instruction.LOCAL_GET) {
                        setInside(uses, open, blocks, reader.index);
                    }
                    Key key = new Key(open.isEmpty() ? 0 : open.getLast().number(), reader.index);
                    Use use = uses.get(key);
                    if (use == null) {
                        uses.put(
                                key,
                                new Use(blocks.getLast(), blocks.size() - 1, instruction != Instruction.LOCAL_GET));
                    } else if (!use.isOpen(blocks)) {
                        use.known = false;
                    }
                }
                default -> {}
            }
        }
        share(uses);
    }

    /** A local is set in the innermost open part: what the parts around it knew of it does not hold any longer. */
    private static void setInside(Map<Key, Use> uses, List<Part> open, List<Integer> blocks, int local) {
        for (int i = -1; i < open.size() - 1; i++) {
            Use use = uses.get(new Key(i < 0 ? 0 : open.get(i).number(), local));
            if (use != null && use.isOpen(blocks)) {
                use.known = false;
            }
        }
    }

    private void share(Map<Key, Use> uses) {
        Map<Integer, Integer> partsOfLocal = new HashMap<>();
        uses.keySet().forEach(key -> partsOfLocal.merge(key.local, 1, Integer::sum));
        uses.forEach((key, use) -> {
            boolean alone = key.part == 0 && partsOfLocal.get(key.local) == 1;
            if (!use.known && !alone) {
                shared.set(key.local);
            }
        });
    }
}
