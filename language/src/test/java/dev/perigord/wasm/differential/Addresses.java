package dev.perigord.wasm.differential;

import static dev.perigord.wasm.differential.Expressions.i32;
import static dev.perigord.wasm.differential.Expressions.op;

import dev.perigord.wasm.module.Immediates;
import dev.perigord.wasm.module.Instruction;
import dev.perigord.wasm.module.NumberType;
import java.util.List;

/** Generates what memory is accessed with: addresses, some at its end, few behind it. */
final class Addresses {
    static final int PAGE = 65536;

    /** Offsets of accesses next to which nothing is known are less. */
    static final int FAR = 64;

    /** Where functions store their locals at their end. */
    static final int LOCALS = 40_000;

    private static final List<String> OFFSETS =
            List.of("1", "65528", "65535", "2147483640", "2147483647", "2147483648", "4294967295");

    private final Scope scope;
    private final Choice choice;
    private final Expressions expressions;

    Addresses(Scope scope, Expressions expressions) {
        this.scope = scope;
        this.choice = scope.choice;
        this.expressions = expressions;
    }

    /**
     * Where an instruction accesses memory.
     *
     * @param immediates another memory, an offset, a lane
     */
    record Access(String address, String immediates) {}

    /** A place for an access: mostly in the memory, now and then next to its end. */
    Access access(Instruction instruction, int depth) {
        scope.spend(1);
        int kind = choice.below(1000);
        if (kind < 3) {
            String offset = choice.percent(50) ? "" : " offset=" + choice.of(OFFSETS);
            return new Access(expressions.of(NumberType.I32, depth), immediates(instruction, offset));
        }
        if (kind < 100) {
            int address =
                    Addresses.PAGE - (1 << instruction.naturalAlignment()) + (kind < 6 ? 1 : choice.between(-9, 0));
            int offset = choice.percent(30) ? 0 : choice.percent(50) ? choice.below(20) : choice.below(address);
            return new Access(i32(address - offset), immediates(instruction, offset == 0 ? "" : " offset=" + offset));
        }
        if (kind < 350) {
            return new Access(pointer(depth), immediates(instruction, " offset=" + choice.below(16)));
        }
        return new Access(of(depth), immediates(instruction));
    }

    /** What is in a pointer, or comes into it. */
    private String pointer(int depth) {
        String pointer = choice.of(scope.pointers);
        return choice.percent(75) ? op("local.get " + pointer) : op("local.tee " + pointer, target(depth));
    }

    /** Sets a pointer. */
    String set(int depth) {
        return op("local.set " + choice.of(scope.pointers), target(depth));
    }

    /** Where a pointer points to: now and then so near to the end of the memory that some of its accesses trap. */
    private String target(int depth) {
        int kind = choice.below(100);
        if (kind < 8) {
            return i32(PAGE - 8 - choice.below(24));
        }
        if (kind < 50) {
            return op("local.get " + choice.of(scope.pointers));
        }
        return kind < 60
                ? op("i32.add", op("local.get " + choice.of(scope.pointers)), i32(choice.below(4)))
                : of(depth);
    }

    /** An address in the memory, not next to its end. */
    String of(int depth) {
        scope.spend(1);
        if (choice.percent(30)) {
            return i32(choice.below(512));
        }
        if (choice.percent(25) && !scope.counters.isEmpty()) {
            return op("i32.and", op("local.get " + choice.of(scope.counters)), i32(0x7FFF));
        }
        return op("i32.and", expressions.of(NumberType.I32, depth), i32(choice.percent(50) ? 0xFF : 0x7FFF));
    }

    /** The immediates of an access that is not next to the end. */
    String immediates(Instruction instruction) {
        return immediates(
                instruction, choice.percent(50) ? "" : " offset=" + choice.below(choice.percent(80) ? 9 : FAR));
    }

    private String immediates(Instruction instruction, String offset) {
        boolean lane = instruction.immediates() == Immediates.MEMORY_ARGUMENT_LANE;
        return (choice.percent(5) ? " $other" : "") + offset + (lane ? " " + choice.below(instruction.lanes()) : "");
    }

    /** The size of the memory, which may become larger. */
    String size() {
        return choice.percent(60)
                ? op("memory.size")
                : op("memory.grow", i32(choice.percent(80) ? 0 : choice.below(3)));
    }

    // --- ranges --------------------------------------------------------------------------------------------------

    /** {@code memory.copy}, {@code memory.fill} or {@code memory.init} of mostly a few bytes. */
    String range(int depth) {
        scope.spend(10);
        return switch (choice.below(5)) {
            case 0, 1 -> op("memory.copy", near(depth), near(depth), length(depth));
            case 2 ->
                op(
                        "memory.copy " + choice.of(List.of("$other $memory", "$memory $other", "$other $other")),
                        near(depth),
                        near(depth),
                        length(depth));
            case 3 -> op("memory.fill", near(depth), expressions.of(NumberType.I32, depth), length(depth));
            default ->
                op(
                        "memory.init $data",
                        near(depth),
                        i32(choice.below(20)),
                        i32(choice.below(choice.percent(98) ? 40 : 70)));
        };
    }

    /** An address in a small range, so that ranges overlap. */
    private String near(int depth) {
        int kind = choice.below(100);
        if (kind < 2) {
            return i32(PAGE - choice.below(140));
        }
        return kind < 40 ? op("i32.and", expressions.of(NumberType.I32, depth), i32(127)) : i32(choice.below(100));
    }

    private String length(int depth) {
        int kind = choice.below(300);
        if (kind < 1) {
            return expressions.of(NumberType.I32, 0);
        }
        if (kind < 20) {
            return i32(choice.below(2000));
        }
        return kind < 120
                ? op("i32.and", expressions.of(NumberType.I32, depth), i32(choice.percent(50) ? 31 : 127))
                : i32(choice.below(70));
    }
}
