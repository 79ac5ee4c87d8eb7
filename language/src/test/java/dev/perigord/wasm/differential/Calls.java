package dev.perigord.wasm.differential;

import static dev.perigord.wasm.differential.Expressions.i32;
import static dev.perigord.wasm.differential.Expressions.op;

import dev.perigord.wasm.module.NumberType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Generates calls: of functions of the module, of the other one, and through the table. */
final class Calls {
    private final Scope scope;
    private final Choice choice;
    private final Expressions expressions;

    Calls(Scope scope, Expressions expressions) {
        this.scope = scope;
        this.choice = scope.choice;
        this.expressions = expressions;
    }

    /** A call that gives one value, if there is time for one. */
    String expression(NumberType type, int depth) {
        List<Callee> candidates = affordable(List.of(type));
        boolean indirect = !scope.table.isEmpty() && tableCost() < scope.rest();
        if (indirect && type == NumberType.I32 && choice.percent(60)) {
            return indirect("call_indirect", depth);
        }
        return candidates.isEmpty() ? expressions.simple(type, 1) : call("call", choice.of(candidates), depth);
    }

    /** A call of any function, whose results go to locals. */
    String statement(int depth) {
        List<Callee> candidates = scope.callees.stream()
                .filter(callee -> callee.cost() < scope.rest())
                .toList();
        if (candidates.isEmpty() || choice.percent(30)) {
            return op("local.set " + scope.local(NumberType.I32), expression(NumberType.I32, depth));
        }
        Callee callee = choice.of(candidates);
        return call("call", callee, depth)
                + callee.results().reversed().stream()
                        .map(type -> op("local.set " + scope.local(type)))
                        .collect(Collectors.joining());
    }

    /** A call in place of which the function ends, or nothing if there is no function with the same results. */
    String tail(int depth) {
        List<Callee> candidates = affordable(scope.results);
        boolean indirect = scope.results.equals(List.of(NumberType.I32)) && !scope.table.isEmpty();
        if (indirect && tableCost() < scope.rest() && choice.percent(50)) {
            return indirect("return_call_indirect", depth);
        }
        return candidates.isEmpty() ? "" : call("return_call", choice.of(candidates), depth);
    }

    private List<Callee> affordable(List<NumberType> results) {
        return scope.callees.stream()
                .filter(callee -> callee.results().equals(results) && callee.cost() < scope.rest())
                .toList();
    }

    private long tableCost() {
        return scope.table.stream().mapToLong(Callee::cost).max().orElseThrow();
    }

    private String call(String instruction, Callee callee, int depth) {
        scope.spend(callee.cost());
        List<String> arguments = new ArrayList<>();
        for (NumberType parameter : callee.parameters()) {
            boolean rounds = callee.rounds() > 0 && arguments.isEmpty();
            arguments.add(
                    rounds
                            ? op("i32.rem_u", expressions.of(parameter, depth), i32(callee.rounds()))
                            : expressions.of(parameter, depth));
        }
        return op(instruction + " " + callee.name(), String.join(" ", arguments));
    }

    /** A call of a function in the first places of the table, rarely of what is behind: other types, null, nothing. */
    private String indirect(String instruction, int depth) {
        scope.spend(tableCost());
        String index = expressions.of(NumberType.I32, depth);
        int kind = choice.below(100);
        String place = kind < 40
                ? i32(choice.below(ModuleGenerator.SAME_TYPE))
                : kind < 97
                        ? op("i32.and", index, i32(ModuleGenerator.SAME_TYPE - 1))
                        : op("i32.rem_u", index, i32(ModuleGenerator.TABLE + 1));
        return op(
                instruction + " $table (type $common)",
                expressions.of(NumberType.I32, depth),
                expressions.of(NumberType.I32, depth),
                place);
    }
}
