package dev.perigord.wasm.bytecode;

import java.util.Arrays;

/** The blocks around the place where code is emitted, and whether that place can be reached. */
final class ControlStack {
    private Block[] blocks;
    private int size;

    private final int outerBlocks;

    /** The height of the operand stack where the method begins. */
    private final int bottom;

    /** How many of the blocks that this method has opened are loops. */
    private int loops;

    /** Whether the next instruction cannot be reached; then nothing is emitted until the block ends. */
    boolean unreachable;

    private ControlStack(Block[] outer, int outerBlocks, int bottom) {
        this.blocks = Arrays.copyOf(outer, outerBlocks + 16);
        this.size = outerBlocks;
        this.outerBlocks = outerBlocks;
        this.bottom = bottom;
    }

    /** That of a function. */
    ControlStack() {
        this(new Block[0], 0, 0);
    }

    /** That of a part that begins here, where the operand stack has a height. */
    ControlStack forPart(int height) {
        return new ControlStack(blocks, size, height);
    }

    /** The height of the operand stack where the method begins. */
    int bottom() {
        return bottom;
    }

    /** How many of the blocks were opened by the methods around this one. */
    int outerBlocks() {
        return outerBlocks;
    }

    /** How many blocks are open. */
    int size() {
        return size;
    }

    void push(Block block) {
        if (size == blocks.length) {
            blocks = Arrays.copyOf(blocks, 2 * size);
        }
        block.depth = size;
        blocks[size++] = block;
        loops += block.isLoop() ? 1 : 0;
    }

    Block pop() {
        Block block = blocks[--size];
        blocks[size] = null;
        loops -= block.isLoop() ? 1 : 0;
        return block;
    }

    Block innermost() {
        return blocks[size - 1];
    }

    /** The block so many blocks deep. */
    Block at(int depth) {
        return blocks[depth];
    }

    /** The block with a label, counted from inside. */
    Block labelled(int label) {
        return blocks[size - 1 - label];
    }

    /** Whether a block was opened by a method around this one. */
    boolean isOuter(Block block) {
        return block.depth < outerBlocks;
    }

    /** Whether a loop of this method is around. */
    boolean isInLoop() {
        return loops > 0;
    }

    /** The values below this position are not on the JVM's stack. */
    int waiting() {
        return size == outerBlocks ? bottom : innermost().waiting;
    }

    // --- handlers ----------------------------------------------------------------------------------------------

    /** Whether anything, in this method or around it, takes exceptions of what is emitted now. */
    boolean isInTry() {
        return handlers(size - 1, 0) != null;
    }

    /** The handlers of this method that take the exceptions of the block so many blocks deep, or null. */
    Handlers handlersFrom(int depth) {
        return handlers(depth, outerBlocks);
    }

    /** Whether what leaves the method meets the handlers that those of the block so many blocks deep should. */
    boolean isOutward(int depth) {
        return handlers(Math.min(depth, outerBlocks - 1), 0) == handlers(outerBlocks - 1, 0);
    }

    /** The handlers of the innermost of some blocks that has any for what is emitted now. */
    private Handlers handlers(int depth, int end) {
        for (int i = depth; i >= end; i--) {
            Handlers handlers = blocks[i].handlers;
            if (handlers != null && handlers.active) {
                return handlers;
            }
        }
        return null;
    }
}
