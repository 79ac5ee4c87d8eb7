package dev.perigord.wasm.differential;

import static dev.perigord.wasm.differential.Expressions.i32;
import static dev.perigord.wasm.differential.Expressions.op;

import dev.perigord.wasm.module.Feature;
import dev.perigord.wasm.module.Immediates;
import dev.perigord.wasm.module.Instruction;
import dev.perigord.wasm.module.NumberType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Generates statements: what leaves nothing on the stack. */
final class Statements {
    private static final List<Instruction> STORES = Arrays.stream(Instruction.values())
            .filter(instruction -> instruction.operands() != null
                    && instruction.operands().size() == 2
                    && instruction.results().isEmpty()
                    && (instruction.immediates() == Immediates.MEMORY_ARGUMENT
                            || instruction.immediates() == Immediates.MEMORY_ARGUMENT_LANE)
                    && (instruction.feature() == Feature.MVP || instruction.feature() == Feature.SIMD))
            .toList();

    /** A load and the store of the same bits. */
    private static final List<List<String>> COPIES = List.of(
            List.of("i32.load8_u", "i32.store8"),
            List.of("i32.load16_s", "i32.store16"),
            List.of("i32.load", "i32.store"),
            List.of("i64.load32_u", "i64.store32"),
            List.of("i64.load", "i64.store"),
            List.of("f32.load", "f32.store"),
            List.of("f64.load", "f64.store"));

    private final Scope scope;
    private final Choice choice;
    private final Expressions expressions;
    private final Loops loops;
    private final Switches switches;

    Statements(Scope scope, Expressions expressions) {
        this.scope = scope;
        this.choice = scope.choice;
        this.expressions = expressions;
        this.loops = new Loops(scope, expressions, this);
        this.switches = new Switches(scope, expressions, this);
        expressions.setStatements(this);
    }

    /** So many statements, a line each. */
    String some(int count, int depth) {
        return IntStream.range(0, count).mapToObj(_ -> "\n" + one(depth)).collect(Collectors.joining());
    }

    /** A statement; the larger the depth, the larger it may be. */
    String one(int depth) {
        scope.spend(1);
        if (depth <= 0 || scope.rest() < 200) {
            return flat(1, Math.max(depth, 0));
        }
        return switch (choice.weighted(scope.weights)) {
            case SET -> set(depth);
            case GLOBAL -> global(depth);
            case STORE -> store(depth);
            case IF -> conditional(depth - 1);
            case BLOCK -> block(depth - 1);
            case LOOP -> loops.loop(depth - 1);
            case SWITCH -> switches.statement(depth - 1);
            case RANGE -> expressions.addresses().range(depth);
            case CALL -> expressions.calls().statement(depth - 1);
            case TRY -> tried(depth - 1);
            case VALUES -> values(depth - 1);
            case EXIT -> exit();
            case TABLE -> table(depth);
        };
    }

    /** Statements without loops and calls, as small inner loops have them. */
    String flat(int count, int depth) {
        return IntStream.range(0, count)
                .mapToObj(_ -> switch (choice.below(8)) {
                    case 0, 1, 2 -> set(Math.min(depth, 2));
                    case 3 -> op("local.set " + scope.local(NumberType.I32), accumulated());
                    case 4 ->
                        copy(
                                expressions.addresses().of(1),
                                expressions.addresses().of(1));
                    case 5 -> op("if", expressions.condition(1), op("then", set(1)));
                    default -> store(Math.min(depth, 2));
                })
                .collect(Collectors.joining());
    }

    private String set(int depth) {
        if (choice.percent(15)) {
            return expressions.addresses().set(depth);
        }
        NumberType type = scope.type();
        return op("local.set " + scope.local(type), expressions.of(type, depth + 1));
    }

    /** A sum that goes on from one iteration to the next. */
    private String accumulated() {
        String local = scope.local(NumberType.I32);
        String operation = choice.of(List.of("i32.add", "i32.xor", "i32.rotl", "i32.sub", "i32.mul"));
        return op(operation, op("local.get " + local), expressions.of(NumberType.I32, 2));
    }

    private String global(int depth) {
        NumberType type = scope.type();
        return op("global.set " + ModuleGenerator.global(type), expressions.of(type, depth));
    }

    private String store(int depth) {
        Instruction instruction = storeInstruction();
        Addresses.Access access = expressions.addresses().access(instruction, Math.min(depth, 2));
        return store(instruction, access.immediates(), access.address(), depth);
    }

    /** A store at an address that is not at the end of the memory. */
    String store(String address, int depth) {
        Instruction instruction = storeInstruction();
        return store(instruction, expressions.addresses().immediates(instruction), address, depth);
    }

    private Instruction storeInstruction() {
        Instruction instruction = choice.of(STORES);
        while (scope.theme != Theme.VECTORS && instruction.feature() == Feature.SIMD) {
            instruction = choice.of(STORES);
        }
        return instruction;
    }

    private String store(Instruction instruction, String immediates, String address, int depth) {
        scope.spend(2);
        NumberType type = (NumberType) instruction.operands().get(1);
        return op(
                instruction.mnemonic() + immediates,
                address,
                expressions.observable(type, expressions.of(type, depth)));
    }

    /** Stores all locals, so that none is computed in vain. */
    String storeLocals() {
        StringBuilder code = new StringBuilder();
        scope.locals().forEach((type, locals) -> {
            for (String local : locals) {
                String address = i32(Addresses.LOCALS + choice.below(200));
                String value = expressions.observable(type, op("local.get " + local));
                code.append(op(type + ".store", address, value));
            }
        });
        scope.counters.forEach(counter ->
                code.append(op("i32.store", i32(Addresses.LOCALS + choice.below(200)), op("local.get " + counter))));
        return code.toString();
    }

    /** Copies one number from an address to another, with its bits as they are. */
    String copy(String from, String to) {
        scope.spend(4);
        List<String> copy = choice.of(COPIES);
        return op(copy.get(1), to, op(copy.get(0), from));
    }

    private String conditional(int depth) {
        String condition = expressions.condition(depth);
        String then = op("then", some(choice.between(1, 2), depth));
        return choice.percent(50)
                ? op("if", condition, then)
                : op("if", condition, then, op("else", some(choice.between(1, 2), depth)));
    }

    /** A block from which one may branch. */
    private String block(int depth) {
        String label = scope.name();
        scope.labels.add(label);
        String inside = some(choice.between(1, 2), depth)
                + op("br_if " + label, expressions.condition(depth))
                + some(choice.between(1, 3), depth);
        scope.labels.remove(label);
        return op("block " + label, inside);
    }

    private String exit() {
        String condition = expressions.condition(2);
        String last =
                scope.results.stream().map(type -> expressions.of(type, 1)).collect(Collectors.joining());
        return switch (choice.below(20)) {
            case 0 -> op("if", condition, op("then", op("unreachable")));
            case 1, 2 -> op("if", condition, op("then", expressions.of(NumberType.I32, 1), op("throw $error")));
            case 3, 4, 5, 6 -> op("if", condition, op("then", last, op("return")));
            case 7 ->
                op(
                        "if",
                        op("i32.eq", expressions.of(NumberType.I32, 1), i32(choice.below(50))),
                        op("then", expressions.calls().tail(1)));
            default ->
                scope.labels.isEmpty()
                        ? op("if", op("i32.eqz", condition), op("then", last, op("return")))
                        : op("br_if " + choice.of(scope.labels), condition);
        };
    }

    /** Exceptions that are caught, thrown here or in functions that are called. */
    private String tried(int depth) {
        String caught = scope.name();
        String all = scope.name();
        String body = some(choice.between(1, 2), depth)
                + op(
                        "if",
                        expressions.condition(depth),
                        op("then", expressions.of(NumberType.I32, depth), op("throw $error")))
                + (choice.percent(40) ? expressions.calls().statement(depth) : "");
        String local = op("local.set " + scope.local(NumberType.I32));
        if (choice.percent(30)) {
            return op("block " + all, op("try_table (catch_all " + all + ")", body));
        }
        return op(
                        "block " + caught + " (result i32)",
                        op("try_table (catch $error " + caught + ")", body),
                        expressions.of(NumberType.I32, 1))
                + local;
    }

    /** A block that takes values and gives others, left in two ways. */
    private String values(int depth) {
        String label = scope.name();
        NumberType first = scope.type();
        NumberType second = scope.type();
        NumberType third = scope.type();
        String results = expressions.of(third, depth) + expressions.of(first, depth);
        return expressions.of(first, depth)
                + expressions.of(second, depth)
                + op(
                        "block " + label + " (param " + first + " " + second + ") (result " + third + " " + first + ")",
                        op("local.set " + scope.local(second)),
                        op("local.set " + scope.local(first)),
                        some(choice.below(2), depth),
                        results,
                        op("br_if " + label, expressions.condition(depth)),
                        op("drop"),
                        choice.percent(50) ? op("drop") + expressions.of(third, depth) : "",
                        some(choice.below(2), depth),
                        expressions.of(first, depth))
                + op("local.set " + scope.local(first))
                + op("local.set " + scope.local(third));
    }

    /** Changes what is in the table behind the functions of one type, or moves those. */
    private String table(int depth) {
        if (scope.table.isEmpty()) {
            return set(depth);
        }
        int last = ModuleGenerator.TABLE;
        return switch (choice.below(4)) {
            case 0 -> op("table.copy $table $table", i32(choice.below(4)), i32(choice.below(4)), i32(choice.below(4)));
            case 1 ->
                op(
                        "table.set $table",
                        i32(choice.between(8, last - 1)),
                        op("table.get $table", i32(choice.below(last))));
            case 2 -> op("table.fill $table", i32(choice.between(8, 10)), op("ref.null func"), i32(choice.below(3)));
            default ->
                op(
                        "local.set " + scope.local(NumberType.I32),
                        op(
                                "ref.is_null",
                                op(
                                        "table.get $table",
                                        op(
                                                "i32.rem_u",
                                                expressions.of(NumberType.I32, depth),
                                                i32(last + (choice.percent(5) ? 1 : 0))))));
        };
    }
}
