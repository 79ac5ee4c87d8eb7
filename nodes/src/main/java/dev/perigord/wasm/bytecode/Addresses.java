package dev.perigord.wasm.bytecode;

import dev.perigord.wasm.module.AddressType;
import dev.perigord.wasm.module.ExternType;
import dev.perigord.wasm.module.Instruction;
import dev.perigord.wasm.nodes.Kind;
import java.util.Arrays;

/**
 * Which addresses of the memory with index 0 need no check where code is emitted: those that were checked already, in the
 * same local, and those that cannot be beyond the smallest size of the memory.
 */
final class Addresses {
    private final OperandStack stack;
    private final Kind[] localKinds;

    /** How many bytes the memory has at least. */
    private final long minimumSize;

    private KnownBounds known = KnownBounds.NONE;

    /** What tells an operand that was read from a local whether the local is still the same. */
    private int[] versions = new int[0];

    /** The version of all locals that were not set since they all may have changed. */
    private int oldestVersion;

    private int lastVersion;

    Addresses(FunctionContext function, OperandStack stack) {
        this.stack = stack;
        this.localKinds = function.locals;
        this.minimumSize = function.definition.memories().isEmpty()
                ? 0
                : minimumSize(function.definition.memories().getFirst());
    }

    private static long minimumSize(ExternType.Memory type) {
        return type.addressType() == AddressType.I32 ? type.limits().minimum() << type.pageSizeLogarithm() : 0;
    }

    // --- flow of control ---------------------------------------------------------------------------------------

    /** What is known here. */
    KnownBounds known() {
        return known;
    }

    /** Says what is known here. */
    void setKnown(KnownBounds bounds) {
        known = bounds;
    }

    /** Forgets everything, where it is not known which way leads here. */
    void forget() {
        known = KnownBounds.NONE;
    }

    /** Forgets everything, and that operands are the same as locals, where other code may have set these. */
    void forgetLocals() {
        forget();
        oldestVersion = ++lastVersion;
    }

    // --- locals ------------------------------------------------------------------------------------------------

    /** Notes that the operand on top is what a local is. */
    void got(int local) {
        if (localKinds[local] == Kind.I32) {
            stack.setSource(local, version(local));
            stack.setInterval(known.interval(local));
            stack.setEnd(known.end(local));
        }
    }

    /** Notes that a local becomes what the operand on top is. */
    void set(int local) {
        if (localKinds[local] != Kind.I32) {
            return;
        }
        int operand = stack.height() - 1;
        if (local >= versions.length) {
            versions = Arrays.copyOf(versions, Math.max(local + 1, 2 * versions.length));
        }
        versions[local] = ++lastVersion;
        known = known.with(local, stack.interval(operand), end(operand));
    }

    private int version(int local) {
        return local < versions.length ? Math.max(versions[local], oldestVersion) : oldestVersion;
    }

    /** The local that an operand was read from, if it is still the same, or -1. */
    int source(int position) {
        int local = stack.sourceLocal(position);
        return local >= 0 && stack.sourceVersion(position) == version(local) ? local : -1;
    }

    // --- accesses ----------------------------------------------------------------------------------------------

    /** How many bytes from an operand on are inside of the memory, as far as is known of it and of the local that it was read from. */
    private long end(int position) {
        int local = source(position);
        return local < 0 ? stack.end(position) : Math.max(stack.end(position), known.end(local));
    }

    /** Whether checks of other accesses say that one is inside of the memory. */
    boolean isChecked(int position, long end) {
        return end <= end(position);
    }

    /** Whether it is not known of an access that it is inside of the memory. */
    boolean needsCheck(int position, long end) {
        return end > minimumSize - stack.interval(position).most() && !isChecked(position, end);
    }

    /** Notes that the memory reaches some bytes behind the address in the local that an operand was read from. */
    void setInside(int position, long end) {
        int local = source(position);
        if (local >= 0 && end > known.end(local)) {
            known = known.with(local, known.interval(local), end);
        }
    }

    /**
     * Whether an access is inside of the memory, as far as is known. Whatever the answer, behind the access it is.
     *
     * @param position that of the operand that is the address
     * @param end the offset behind the last byte of the access
     */
    boolean isInside(int position, long end) {
        boolean isInside = !needsCheck(position, end);
        setInside(position, end);
        return isInside;
    }

    /** How many bytes from what an instruction makes of the operands on top on are inside of the memory, as far as is known. */
    long end(Instruction instruction) {
        if (instruction != Instruction.I32_ADD) {
            return 0;
        }
        int last = stack.height() - 1;
        long first = end(last - 1) - stack.interval(last).most();
        long second = end(last) - stack.interval(last - 1).most();
        return Math.max(0, Math.max(first, second));
    }

    /** What an instruction makes of the operands on top, if that is one of 32 bits. */
    Interval interval(Instruction instruction) {
        int last = stack.height() - 1;
        return switch (instruction) {
            case I32_LOAD8_U -> Interval.BYTE;
            case I32_LOAD16_U -> Interval.SHORT;
            case I32_AND -> stack.interval(last - 1).bitwiseAnd(stack.interval(last));
            case I32_OR, I32_XOR -> stack.interval(last - 1).bitwiseOr(stack.interval(last));
            case I32_ADD -> stack.interval(last - 1).plus(stack.interval(last));
            case I32_SUB -> stack.interval(last - 1).minus(stack.interval(last));
            case I32_MUL -> stack.interval(last - 1).times(stack.interval(last));
            case I32_SHL ->
                stack.interval(last).isConstant()
                        ? stack.interval(last - 1)
                                .shiftLeft(stack.interval(last).most())
                        : Interval.UNKNOWN;
            case I32_SHR_U -> stack.interval(last - 1).shiftRight(stack.interval(last));
            case I32_DIV_U -> Interval.upTo(stack.interval(last - 1).most());
            case I32_REM_U ->
                Interval.upTo(Math.min(
                        stack.interval(last - 1).most(), stack.interval(last).most()));
            default -> Interval.UNKNOWN;
        };
    }
}
