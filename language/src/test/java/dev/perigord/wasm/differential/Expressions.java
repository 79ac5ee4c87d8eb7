package dev.perigord.wasm.differential;

import static java.util.stream.Collectors.groupingBy;

import dev.perigord.wasm.module.Feature;
import dev.perigord.wasm.module.Immediates;
import dev.perigord.wasm.module.Instruction;
import dev.perigord.wasm.module.NumberType;
import dev.perigord.wasm.module.ValueType;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Generates expressions. Which NaN arithmetic gives is open, so where the bits of a float can be seen, all NaNs become
 * one.
 */
final class Expressions {
    private static final Set<Feature> FEATURES = EnumSet.of(
            Feature.MVP, Feature.SIGN_EXTENSION, Feature.SATURATING_CONVERSION, Feature.SIMD, Feature.RELAXED_SIMD);

    private static final Map<ValueType, List<Instruction>> COMPUTATIONS =
            instructions(EnumSet.of(Immediates.NONE, Immediates.LANE, Immediates.LANES));

    private static final Map<ValueType, List<Instruction>> LOADS =
            instructions(EnumSet.of(Immediates.MEMORY_ARGUMENT, Immediates.MEMORY_ARGUMENT_LANE));

    private final Scope scope;
    private final Choice choice;
    private final Addresses addresses;
    private final Calls calls;
    private Statements statements;

    Expressions(Scope scope) {
        this.scope = scope;
        this.choice = scope.choice;
        this.addresses = new Addresses(scope, this);
        this.calls = new Calls(scope, this);
    }

    void setStatements(Statements statements) {
        this.statements = statements;
    }

    Addresses addresses() {
        return addresses;
    }

    Calls calls() {
        return calls;
    }

    private static Map<ValueType, List<Instruction>> instructions(Set<Immediates> immediates) {
        return Arrays.stream(Instruction.values())
                .filter(instruction -> instruction.operands() != null
                        && instruction.results().size() == 1
                        && FEATURES.contains(instruction.feature())
                        && immediates.contains(instruction.immediates()))
                .collect(groupingBy(instruction -> instruction.results().getFirst()));
    }

    // --- expressions ---------------------------------------------------------------------------------------------

    /** An expression; the larger the depth, the larger it may be. */
    String of(NumberType type, int depth) {
        scope.spend(1);
        if (depth <= 0 || choice.percent(20)) {
            return leaf(type);
        }
        return switch (choice.below(24)) {
            case 0, 1, 2 -> load(type, depth - 1);
            case 3 -> op("select", of(type, depth - 1), of(type, depth - 1), condition(depth - 1));
            case 4, 5 -> op("local.tee " + scope.local(type), of(type, depth - 1));
            case 6 -> conditional(type, depth - 1);
            case 7 -> block(type, depth - 1);
            case 8 -> table(type, depth - 1);
            case 9 -> calls.expression(type, depth - 1);
            case 10 ->
                type == NumberType.I32 && choice.percent(30)
                        ? addresses.size()
                        : op("global.get " + ModuleGenerator.global(type));
            default -> computation(type, depth - 1);
        };
    }

    /** One whose value decides something. */
    String condition(int depth) {
        List<Instruction> comparisons = COMPUTATIONS.get(NumberType.I32).stream()
                .filter(instruction -> instruction.condition() && isOfTheme(instruction))
                .toList();
        return choice.percent(70) ? computation(choice.of(comparisons), depth) : of(NumberType.I32, depth);
    }

    /** One without side effects that does not trap. */
    String simple(NumberType type, int depth) {
        scope.spend(1);
        if (depth <= 0) {
            return choice.percent(70) ? op("local.get " + scope.local(type)) : constant(type);
        }
        List<Instruction> candidates = COMPUTATIONS.get(type).stream()
                .filter(instruction -> instruction.operands().stream().allMatch(type::equals)
                        && instruction.immediates() == Immediates.NONE
                        && !instruction.trapping())
                .toList();
        Instruction instruction = choice.of(candidates);
        String operands = instruction.operands().stream()
                .map(_ -> simple(type, depth - 1))
                .collect(Collectors.joining(" "));
        return deterministic(instruction, op(instruction.mnemonic(), operands));
    }

    private String leaf(NumberType type) {
        if (type == NumberType.I32 && !scope.counters.isEmpty() && choice.percent(30)) {
            return op("local.get " + choice.of(scope.counters));
        }
        return choice.percent(65) ? op("local.get " + scope.local(type)) : constant(type);
    }

    String constant(NumberType type) {
        return switch (type) {
            case I32 -> i32(choice.i32());
            case I64 -> op("i64.const", Long.toString(choice.i64()));
            case F32 -> op("f32.const", number(Float.toHexString(choice.f32())));
            case F64 -> op("f64.const", number(Double.toHexString(choice.f64())));
            case V128 ->
                op("v128.const i32x4", choice.i32() + " " + choice.i32() + " " + choice.i32() + " " + choice.i32());
        };
    }

    private static String number(String hexadecimal) {
        return hexadecimal.replace("Infinity", "inf").replace("NaN", "nan");
    }

    static String i32(int value) {
        return "(i32.const " + value + ")";
    }

    static String op(String head, String... operands) {
        return "(" + head + (operands.length == 0 ? "" : " ") + String.join(" ", operands) + ")";
    }

    // --- computations --------------------------------------------------------------------------------------------

    private boolean isOfTheme(Instruction instruction) {
        return scope.theme == Theme.VECTORS
                || (instruction.feature() != Feature.SIMD && instruction.feature() != Feature.RELAXED_SIMD);
    }

    private String computation(NumberType type, int depth) {
        Instruction instruction = choice.of(COMPUTATIONS.get(type));
        // A conversion that traps does so nearly always.
        while (!isOfTheme(instruction)
                || (instruction.mnemonic().contains("trunc_f") && instruction.trapping() && choice.percent(90))) {
            instruction = choice.of(COMPUTATIONS.get(type));
        }
        return computation(instruction, depth);
    }

    private String computation(Instruction instruction, int depth) {
        scope.spend(1);
        String[] operands = instruction.operands().stream()
                .map(type -> of((NumberType) type, depth))
                .toArray(String[]::new);
        NumberType last = (NumberType) instruction.operands().getLast();
        int end = operands.length - 1;
        if (instruction.trapping() && end == 1 && choice.percent(98)) {
            operands[1] = op(last + ".or", operands[1], op(last + ".const 1"));
        }
        if (instruction.mnemonic().contains("copysign")
                || instruction.mnemonic().contains("reinterpret_f")) {
            operands[end] = observable(last, operands[end]);
        }
        return deterministic(instruction, op(instruction.mnemonic() + immediates(instruction), operands));
    }

    private String immediates(Instruction instruction) {
        if (instruction.immediates() == Immediates.LANES) {
            return IntStream.range(0, 16).mapToObj(_ -> " " + choice.below(32)).collect(Collectors.joining());
        }
        return instruction.lanes() > 0 ? " " + choice.below(instruction.lanes()) : "";
    }

    /** A float of which somebody sees the bits. */
    String observable(NumberType type, String expression) {
        if (type != NumberType.F32 && type != NumberType.F64) {
            return expression;
        }
        String local = scope.declare(type);
        String again = op("local.get " + local);
        return op(
                "select",
                op(type + ".const nan"),
                op("local.tee " + local, expression),
                op(type + ".ne", again, again));
    }

    /** A vector's lanes can always be seen. */
    private String deterministic(Instruction instruction, String expression) {
        String[] parts = instruction.mnemonic().split("\\.");
        boolean comparison = Set.of("eq", "ne", "lt", "gt", "le", "ge").contains(parts[1]);
        if (instruction.results().getFirst() != NumberType.V128 || !parts[0].startsWith("f") || comparison) {
            return expression;
        }
        String local = scope.declare(NumberType.V128);
        String again = op("local.get " + local);
        String nan = parts[0].equals("f32x4") ? "v128.const f32x4 nan nan nan nan" : "v128.const f64x2 nan nan";
        return op("v128.bitselect", op("local.tee " + local, expression), op(nan), op(parts[0] + ".eq", again, again));
    }

    // --- memory --------------------------------------------------------------------------------------------------

    /** A load; of a float, as a number of which nobody sees the bits. */
    private String load(NumberType type, int depth) {
        Instruction instruction = choice.of(LOADS.get(type));
        Addresses.Access access = addresses.access(instruction, depth);
        String head = instruction.mnemonic() + access.immediates();
        return instruction.operands().size() == 1
                ? op(head, access.address())
                : op(
                        head,
                        access.address(),
                        of((NumberType) instruction.operands().get(1), depth));
    }

    // --- control -------------------------------------------------------------------------------------------------

    private String conditional(NumberType type, int depth) {
        return op(
                "if (result " + type + ")", condition(depth), op("then", of(type, depth)), op("else", of(type, depth)));
    }

    /** A block that may be left early, with statements in it: what is below it has to wait. */
    private String block(NumberType type, int depth) {
        String label = scope.name();
        String early = choice.percent(60) ? op("drop", op("br_if " + label, of(type, depth), condition(depth))) : "";
        String inside = choice.percent(50) ? statements.some(1, depth) : "";
        return op("block " + label + " (result " + type + ")", inside + early, of(type, depth));
    }

    /** Blocks between which a {@code br_table} with a value chooses. */
    private String table(NumberType type, int depth) {
        String outer = scope.name();
        String inner = scope.name();
        String targets = IntStream.range(0, choice.between(1, 20))
                .mapToObj(_ -> choice.percent(50) ? outer : inner)
                .collect(Collectors.joining(" "));
        String result = " (result " + type + ")";
        String local = scope.local(type);
        return op(
                "block " + outer + result,
                op(
                        "local.set " + local,
                        op(
                                "block " + inner + result,
                                op("br_table " + targets, of(type, depth), of(NumberType.I32, depth)))),
                of(type, depth));
    }
}
