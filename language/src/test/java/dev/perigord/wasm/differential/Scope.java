package dev.perigord.wasm.differential;

import dev.perigord.wasm.module.NumberType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What the code of one function may use where it is generated, and how long it may still run. */
final class Scope {
    /** So many instructions one call may execute, roughly. */
    static final long MAXIMUM_COST = 150_000;

    final Choice choice;
    final Theme theme;

    /** How often statements have a form. */
    final Map<Theme.Form, Integer> weights;

    final List<NumberType> parameters;
    final List<NumberType> results;

    /** The functions that may be called. */
    final List<Callee> callees;

    /** Those in the first eight places of the table, which have the same type; empty if the table is not to be used. */
    final List<Callee> table;

    /** The labels to which one may branch without values. */
    final List<String> labels = new ArrayList<>();

    /** Locals that count loops: they may be read only. */
    final List<String> counters = new ArrayList<>();

    /** Locals that several accesses use as their address. */
    final List<String> pointers = new ArrayList<>();

    /** How often the code that is generated runs in one call of the function, at most. */
    long times = 1;

    private final Map<NumberType, List<String>> locals = new EnumMap<>(NumberType.class);
    private final StringBuilder declarations = new StringBuilder();
    private final long limit;
    private long cost;
    private int names;

    Scope(
            Choice choice,
            Theme theme,
            List<NumberType> parameters,
            List<NumberType> results,
            List<Callee> callees,
            List<Callee> table,
            long limit) {
        this.choice = choice;
        this.theme = theme;
        this.weights = theme.weights();
        this.parameters = parameters;
        this.results = results;
        this.callees = callees;
        this.table = table;
        this.limit = limit;
        for (int i = 0; i < parameters.size(); i++) {
            locals.computeIfAbsent(parameters.get(i), _ -> new ArrayList<>()).add(parameter(i));
        }
        for (int i = 0; i < 2; i++) {
            pointers.add(declare(NumberType.I32));
        }
        for (NumberType type : types()) {
            for (int i = 0; i < 2; i++) {
                locals.computeIfAbsent(type, _ -> new ArrayList<>()).add(declare(type));
            }
        }
    }

    static String parameter(int index) {
        return "$p" + index;
    }

    /** The types of the theme. */
    List<NumberType> types() {
        return theme == Theme.VECTORS
                ? List.of(NumberType.I32, NumberType.I64, NumberType.F32, NumberType.F64, NumberType.V128)
                : List.of(NumberType.I32, NumberType.I64, NumberType.F32, NumberType.F64);
    }

    /** A type, i32 most often. */
    NumberType type() {
        if (theme == Theme.VECTORS && choice.percent(50)) {
            return NumberType.V128;
        }
        return choice.percent(50) ? NumberType.I32 : choice.of(types());
    }

    /** A name for a label. */
    String name() {
        return "$l" + names++;
    }

    /** A local that nothing else knows of. */
    String declare(NumberType type) {
        String name = "$x" + names++;
        declarations.append(" (local ").append(name).append(' ').append(type).append(')');
        return name;
    }

    /** A local of a type that may be set. */
    String local(NumberType type) {
        return choice.of(locals.get(type));
    }

    /** The locals that may be set. */
    Map<NumberType, List<String>> locals() {
        return locals;
    }

    String declarations() {
        return declarations.toString();
    }

    // --- time ----------------------------------------------------------------------------------------------------

    void spend(long instructions) {
        cost += times * instructions;
    }

    /** How many instructions the code here may still execute each time it runs. */
    long rest() {
        return Math.max(0, limit - cost) / times;
    }

    long cost() {
        return cost;
    }
}
