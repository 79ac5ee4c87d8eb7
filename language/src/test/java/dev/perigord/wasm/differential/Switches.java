package dev.perigord.wasm.differential;

import static dev.perigord.wasm.differential.Expressions.i32;
import static dev.perigord.wasm.differential.Expressions.op;

import dev.perigord.wasm.module.NumberType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Generates {@code switch} statements as compilers emit them, alone and as the loops of interpreters. */
final class Switches {
    private final Scope scope;
    private final Choice choice;
    private final Expressions expressions;
    private final Statements statements;

    /** What several cases compute. */
    private List<String> common = List.of();

    Switches(Scope scope, Expressions expressions, Statements statements) {
        this.scope = scope;
        this.choice = scope.choice;
        this.expressions = expressions;
        this.statements = statements;
    }

    /** A switch, or a loop around one. */
    String statement(int depth) {
        List<String> before = common;
        common = List.of(
                expressions.simple(NumberType.I32, 2),
                expressions.simple(NumberType.I32, 1),
                expressions.simple(NumberType.I32, 3));
        String result = choice.percent(50) ? inLoop(depth) : alone(depth);
        common = before;
        return result;
    }

    private String alone(int depth) {
        String end = scope.name();
        int cases = choice.percent(50) ? choice.between(2, 8) : choice.between(14, 40);
        String selector = expressions.of(NumberType.I32, depth);
        int mask = Integer.highestOneBit(cases) * 2 - 1;
        String selected = choice.percent(80)
                ? op("i32.and", selector, i32(mask))
                : choice.percent(50) ? op("i32.rem_u", selector, i32(cases + 1)) : selector;
        return op("block " + end, cases(cases, selected, end, end, depth));
    }

    /** What an interpreter is: each case goes on with the next instruction. */
    private String inLoop(int depth) {
        int rounds = (int) Math.min(scope.rest() / 60, choice.percent(50) ? choice.between(3, 40) : 3000);
        if (rounds < 2) {
            return alone(depth);
        }
        String counter = scope.declare(NumberType.I32);
        scope.counters.add(counter);
        String next = scope.name();
        String end = scope.name();
        int cases = choice.percent(30) ? choice.between(2, 8) : choice.between(14, 40);
        int mask = Integer.highestOneBit(cases) * 2 - 1;
        String get = op("local.get " + counter);
        String operand =
                switch (choice.below(3)) {
                    case 0 -> get;
                    case 1 -> op("i32.mul", get, i32(0x9E3779B1));
                    default -> op("i32.load8_u", op("i32.and", get, i32(255)));
                };
        String selected = op(
                "i32.and", choice.percent(50) ? op("i32.shr_u", operand, i32(choice.below(24))) : operand, i32(mask));
        long before = scope.times;
        scope.times *= rounds;
        String body = cases(cases, selected, next, end, depth);
        scope.times = before;
        return op("local.set " + counter, i32(rounds))
                + op(
                        "block " + end,
                        op(
                                "loop " + next,
                                op(
                                        "br_if " + end,
                                        op("i32.eqz", op("local.tee " + counter, op("i32.sub", get, i32(1))))),
                                body,
                                op("br " + next)));
    }

    /**
     * The cases, in blocks in each other.
     *
     * @param next where most cases go
     * @param end where some cases go
     */
    private String cases(int count, String selected, String next, String end, int depth) {
        List<String> labels =
                IntStream.range(0, count).mapToObj(_ -> scope.name()).toList();
        List<String> targets = new ArrayList<>(labels);
        for (int i = 0; i < count; i++) {
            if (choice.percent(10)) {
                targets.set(i, choice.percent(80) ? choice.of(labels) : end);
            }
        }
        String table = op("br_table " + String.join(" ", targets) + " " + choice.of(labels), selected);
        String body = table;
        for (int i = 0; i < count; i++) {
            String rest = choice.percent(75) ? op("br " + (choice.percent(95) ? next : end)) : "";
            body = op("block " + labels.get(i), body) + oneCase(depth) + rest;
        }
        return body;
    }

    private String oneCase(int depth) {
        return IntStream.range(0, choice.between(0, 3))
                .mapToObj(_ -> choice.percent(75) ? usingCommon() : statements.one(Math.min(depth, 1)))
                .collect(Collectors.joining());
    }

    private String usingCommon() {
        scope.spend(12);
        String first = choice.of(common);
        String second = choice.of(common);
        String operation = choice.of(List.of("i32.add", "i32.sub", "i32.xor", "i32.mul", "i32.shl", "i32.rotl"));
        String value = op(operation, first, second);
        return switch (choice.below(4)) {
            case 0, 1 -> {
                String local = scope.local(NumberType.I32);
                String before = op("i32.rotl", op("local.get " + local), i32(5));
                yield op("local.set " + local, op("i32.xor", before, value));
            }
            case 2 -> op("i32.store", op("i32.and", first, i32(0x3FFC)), second);
            default ->
                op(
                        "local.set " + scope.local(NumberType.I32),
                        op("i32.load16_u offset=" + choice.below(4), op("i32.and", value, i32(0x3FFC))));
        };
    }
}
