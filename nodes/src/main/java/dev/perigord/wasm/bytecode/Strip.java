package dev.perigord.wasm.bytecode;

import dev.perigord.wasm.binary.InstructionReader;
import dev.perigord.wasm.classfile.Label;
import dev.perigord.wasm.module.Instruction;

/**
 * How a small inner loop is emitted: as strips of a fixed number of iterations, which HotSpot sees as a counted loop
 * whatever the guest counts with, so that it unrolls it and takes checks out of it. Where memory is accessed there are two
 * versions of the instructions: one with 32-bit checks for memories of less than 2 GiB, which HotSpot understands best, and
 * one for larger ones, which is not counted.
 */
final class Strip {
    /** The iterations of a strip. */
    static final int LENGTH = 1000;

    /** Larger loops gain nothing from being unrolled. */
    private static final int MAXIMUM_INSTRUCTIONS = 100;

    /** Where a strip begins. */
    final Label beginning = new Label();

    /** The slot of the iterations of a strip. */
    final int counter;

    /** The offset of the loop's first instruction. */
    final int body;

    /** The version for large memories, or null if there is one version. */
    final Label wide;

    /** Behind both versions. */
    final Label end = new Label();

    /** Whether the version for large memories is being emitted. */
    boolean isWide;

    /** Whether the first version comes to its end. */
    boolean ends;

    Strip(int counter, int body, boolean versions) {
        this.counter = counter;
        this.body = body;
        this.wide = versions ? new Label() : null;
    }

    /** What a loop does. */
    enum Shape {
        /** It is not emitted as strips. */
        OTHER,
        COUNTABLE,
        /** It can be emitted as strips and accesses the memory with index 0, which stays as large as it is. */
        COUNTABLE_WITH_MEMORY
    }

    /**
     * Looks at a loop: can it be emitted as strips? It is left only where its one branch back is not taken, which is in no
     * block that other branches leave, and does not depend on what was just read from memory: loops that look for
     * something tend to be short, and preparing a counted loop is too much for them.
     *
     * @param reader reads from the loop's first instruction on
     */
    static Shape shape(FunctionContext function, InstructionReader reader) {
        int depth = 0;
        int branches = 0;
        boolean looks = false;
        Instruction last = null;
        Shape shape = Shape.COUNTABLE;
        for (int i = 0; i < MAXIMUM_INSTRUCTIONS && function.partAt(reader.position()) == null; i++) {
            Instruction instruction = reader.next();
            switch (instruction) {
                case BLOCK, IF -> depth++;
                case END -> {
                    if (depth == 0) {
                        return branches == 1 ? shape : Shape.OTHER;
                    }
                    depth--;
                }
                case BR, BR_IF -> {
                    boolean isBack = reader.index == depth;
                    if (reader.index > depth || (isBack && (looks || depth > 0))) {
                        return Shape.OTHER;
                    }
                    if (isBack) {
                        branches++;
                    }
                }
                case LOCAL_SET, LOCAL_TEE -> looks = last != null && MemoryEmitter.isLoad(last);
                default -> {
                    if (isOther(instruction)) {
                        return Shape.OTHER;
                    }
                    if (MemoryEmitter.handles(instruction) && reader.index == 0) {
                        shape = Shape.COUNTABLE_WITH_MEMORY;
                    }
                    looks |= MemoryEmitter.isLoad(instruction);
                }
            }
            last = instruction;
        }
        return Shape.OTHER;
    }

    /** Whether an instruction leaves the loop, is a loop, or runs other code, which might let the memory grow. */
    private static boolean isOther(Instruction instruction) {
        return switch (instruction) {
            case LOOP,
                    TRY,
                    TRY_TABLE,
                    THROW,
                    THROW_REF,
                    RETHROW,
                    UNREACHABLE,
                    RETURN,
                    BR_TABLE,
                    BR_ON_NULL,
                    BR_ON_NON_NULL,
                    BR_ON_CAST,
                    BR_ON_CAST_FAIL,
                    CALL,
                    CALL_INDIRECT,
                    CALL_REF,
                    RETURN_CALL,
                    RETURN_CALL_INDIRECT,
                    RETURN_CALL_REF,
                    RESUME,
                    RESUME_THROW,
                    SUSPEND,
                    SWITCH,
                    MEMORY_GROW,
                    MEMORY_COPY,
                    MEMORY_FILL,
                    MEMORY_INIT -> true;
            default -> false;
        };
    }
}
