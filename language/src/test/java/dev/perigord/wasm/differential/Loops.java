package dev.perigord.wasm.differential;

import static dev.perigord.wasm.differential.Expressions.i32;
import static dev.perigord.wasm.differential.Expressions.op;

import dev.perigord.wasm.module.NumberType;

/** Generates loops that end: counted in the ways in which compilers count. */
final class Loops {
    private final Scope scope;
    private final Choice choice;
    private final Expressions expressions;
    private final Statements statements;

    Loops(Scope scope, Expressions expressions, Statements statements) {
        this.scope = scope;
        this.choice = scope.choice;
        this.expressions = expressions;
        this.statements = statements;
    }

    /** A loop, if there is time for one. */
    String loop(int depth) {
        int rounds = rounds();
        if (rounds < 2) {
            return statements.one(depth);
        }
        long before = scope.times;
        scope.times *= rounds;
        String loop =
                switch (choice.below(8)) {
                    case 0, 1 -> countingTo(rounds, depth);
                    case 2 -> countingDown(rounds, depth);
                    case 3, 4 -> pointers(rounds, depth);
                    case 5 -> whileLoop(rounds, depth);
                    case 6 -> carrying(rounds, depth);
                    default -> withContinue(rounds, depth);
                };
        scope.times = before;
        return loop;
    }

    /** How often a loop runs: a few times, about as often as strips are long, or often enough to be compiled. */
    private int rounds() {
        long most = scope.rest() / 40;
        int few = choice.between(2, 9);
        int strip = choice.between(995, 1005) * choice.between(1, 2);
        int many = choice.between(2500, 20_000);
        int kind = choice.below(10);
        if (kind < 3 && many <= most) {
            return many;
        }
        if (kind < 7 && strip <= most) {
            return strip;
        }
        return few <= most ? few : 0;
    }

    private String counter(NumberType type) {
        String counter = scope.declare(type);
        if (type == NumberType.I32) {
            scope.counters.add(counter);
        }
        return counter;
    }

    /** Small loops mostly, which are emitted as strips if nothing leaves them. */
    private String body(int depth) {
        return choice.percent(70)
                ? statements.flat(choice.between(1, 3), depth)
                : statements.some(choice.between(1, 3), depth - 1);
    }

    private static String get(String local) {
        return op("local.get " + local);
    }

    /** From any number by any step to another one, {@code !=} or in order. */
    private String countingTo(int rounds, int depth) {
        boolean isLong = choice.percent(25);
        NumberType type = isLong ? NumberType.I64 : NumberType.I32;
        String counter = counter(type);
        String label = scope.name();
        boolean inOrder = choice.percent(40);
        long step = choice.percent(60) ? 1 : choice.between(1, 70);
        long start = inOrder ? choice.between(0, 9) : choice.i32();
        if (inOrder && choice.percent(30)) {
            start = -step * rounds / 2;
        }
        long end = start + step * rounds;
        String comparison = inOrder ? ".lt_s" : ".ne";
        String constant = type + ".const ";
        String last = op(constant + (isLong ? end : (int) end));
        String before = "";
        if (choice.percent(40)) {
            String bound = scope.declare(type);
            before = op("local.set " + bound, last);
            last = get(bound);
        }
        String sum = op(type + ".add", get(counter), op(constant + step));
        String body = body(depth);
        String ending = choice.percent(50)
                ? op("br_if " + label, op(type + comparison, op("local.tee " + counter, sum), last))
                : op("local.set " + counter, sum) + op("br_if " + label, op(type + comparison, get(counter), last));
        return before + op("local.set " + counter, op(constant + start)) + op("loop " + label, body, ending);
    }

    private String countingDown(int rounds, int depth) {
        String counter = counter(NumberType.I32);
        String label = scope.name();
        String body = body(depth);
        String less = op("i32.add", get(counter), i32(-1));
        String ending = choice.percent(50)
                ? op("br_if " + label, op("local.tee " + counter, less))
                : op("local.set " + counter, less)
                        + op("br_if " + label, op("i32.gt_s", get(counter), i32(choice.percent(80) ? 0 : -1)));
        return op("local.set " + counter, i32(rounds)) + op("loop " + label, body, ending);
    }

    /** Pointers that run through memory, few of them up to its end and over. */
    private String pointers(int rounds, int depth) {
        String pointer = counter(NumberType.I32);
        String second = counter(NumberType.I32);
        String label = scope.name();
        int stride = choice.between(1, 8);
        int length = rounds * stride;
        int latest = Math.max(1, Addresses.PAGE - length - 100);
        int start = choice.percent(12)
                ? Addresses.PAGE - choice.below(Math.min(length + 16, Addresses.PAGE))
                : choice.below(latest);
        String body = statements.store(get(pointer), depth)
                + (choice.percent(50) ? statements.copy(get(pointer), get(second)) : "")
                + (choice.percent(50) ? statements.flat(1, depth) : "");
        String ending = op("local.set " + second, op("i32.add", get(second), i32(stride)))
                + op(
                        "br_if " + label,
                        op(
                                "i32.ne",
                                op("local.tee " + pointer, op("i32.add", get(pointer), i32(stride))),
                                i32(start + length)));
        return op("local.set " + pointer, i32(start))
                + op("local.set " + second, i32(choice.below(latest)))
                + op("loop " + label, body, ending);
    }

    /** The condition comes first. */
    private String whileLoop(int rounds, int depth) {
        String counter = counter(NumberType.I32);
        String label = scope.name();
        String end = scope.name();
        boolean mayBreak = choice.percent(30);
        if (mayBreak) {
            scope.labels.add(end);
        }
        String body = body(depth);
        if (mayBreak) {
            scope.labels.remove(end);
        }
        return op("local.set " + counter, i32(0))
                + op(
                        "block " + end,
                        op(
                                "loop " + label,
                                op("br_if " + end, op("i32.ge_u", get(counter), i32(rounds))),
                                body,
                                op("local.set " + counter, op("i32.add", get(counter), i32(1))),
                                op("br " + label)));
    }

    /** A loop with a parameter and a result, with operands below it. */
    private String carrying(int rounds, int depth) {
        String counter = counter(NumberType.I32);
        String label = scope.name();
        NumberType type = scope.type();
        String local = scope.local(type);
        String other = scope.local(type);
        boolean withInnerValues = choice.percent(50);
        String start = expressions.of(type, depth);
        String body = body(depth);
        String next = withInnerValues ? expressions.of(type, depth) : expressions.simple(type, 2);
        return op("local.set " + counter, i32(rounds))
                + expressions.of(type, 1)
                + start
                + op(
                        "loop " + label + " (param " + type + ") (result " + type + ")",
                        op("local.set " + local),
                        body,
                        next,
                        op("br_if " + label, op("local.tee " + counter, op("i32.sub", get(counter), i32(1)))))
                + op("local.set " + other)
                + op("local.set " + local);
    }

    /** Two branches back. */
    private String withContinue(int rounds, int depth) {
        String counter = counter(NumberType.I32);
        String label = scope.name();
        String end = scope.name();
        String less = op("local.tee " + counter, op("i32.sub", get(counter), i32(1)));
        String first = body(depth);
        String condition = expressions.condition(1);
        return op("local.set " + counter, i32(rounds))
                + op(
                        "block " + end,
                        op(
                                "loop " + label,
                                op("br_if " + end, op("i32.eqz", less)),
                                first,
                                op("br_if " + label, condition),
                                statements.flat(1, depth),
                                op("br " + label)));
    }
}
