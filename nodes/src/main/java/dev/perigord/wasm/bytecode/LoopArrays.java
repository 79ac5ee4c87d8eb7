package dev.perigord.wasm.bytecode;

import dev.perigord.wasm.binary.InstructionReader;
import dev.perigord.wasm.module.Instruction;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The arrays that a small loop runs through with a counter of which it is known how far it counts: a check of the whole array
 * before the loop is enough for all that is read of it. Such an array's address is in a local that the loop does not set.
 */
final class LoopArrays {
    /** How much of each array is checked. */
    static final long SIZE = 4096;

    /** A sum of two locals. */
    private record Sum(int first, int second) {}

    /** What locals were set to last, if that is a sum. */
    private final Map<Integer, Sum> sums = new HashMap<>();

    /** The locals that the loop sets. */
    private final BitSet set = new BitSet();

    /** Where something is read, or next to where. */
    private final List<Sum> places = new ArrayList<>();

    private final RecentInstructions recent = new RecentInstructions();

    private LoopArrays() {}

    /**
     * The locals with the addresses of the arrays of a loop.
     *
     * @param reader reads from the loop's first instruction on
     * @param known what is known in every iteration
     */
    static BitSet of(InstructionReader reader, KnownBounds known) {
        LoopArrays arrays = new LoopArrays();
        arrays.pass(reader);
        BitSet addresses = new BitSet();
        for (Sum place : arrays.places) {
            arrays.choose(place.first, place.second, known, addresses);
            arrays.choose(place.second, place.first, known, addresses);
        }
        return addresses;
    }

    private void choose(int address, int place, KnownBounds known, BitSet addresses) {
        if (!set.get(address) && known.interval(place).most() < SIZE && known.interval(address) == Interval.UNKNOWN) {
            addresses.set(address);
        }
    }

    private void pass(InstructionReader reader) {
        int depth = 0;
        while (depth >= 0) {
            Instruction instruction = reader.next();
            switch (instruction) {
                case BLOCK, IF -> depth++;
                case END -> depth--;
                case LOCAL_SET, LOCAL_TEE -> {
                    set.set(reader.index);
                    sums.put(reader.index, sum());
                }
                default -> {
                    Sum place = MemoryEmitter.reach(instruction, reader) > 0 ? place() : null;
                    if (place != null) {
                        places.add(place);
                    }
                }
            }
            recent.add(instruction, reader);
        }
    }

    /** The sum that the next instruction, which loads, has as its address, or as what a constant is added to; or null. */
    private Sum place() {
        boolean hasConstant = recent.at(0) == Instruction.I32_ADD && recent.at(1) == Instruction.I32_CONST;
        int address = hasConstant ? 2 : 0;
        return recent.isLocal(address) ? sums.get(recent.operand(address)) : sum();
    }

    /** The sum of locals that is on the stack before the next instruction, or null. */
    private Sum sum() {
        boolean isSum = recent.at(0) == Instruction.I32_ADD
                && recent.at(1) == Instruction.LOCAL_GET
                && recent.at(2) == Instruction.LOCAL_GET;
        return isSum ? new Sum(recent.operand(2), recent.operand(1)) : null;
    }
}
