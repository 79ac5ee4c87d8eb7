package dev.perigord.wasm.differential;

import static dev.perigord.wasm.differential.Expressions.op;

import dev.perigord.wasm.differential.Program.Call;
import dev.perigord.wasm.module.NumberType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Generates programs of two modules that call each other's functions, directly and through a table. All of them end: a
 * function calls only those made before it, and loops are counted.
 */
final class ModuleGenerator {
    /** So many functions at the beginning of the table have the same type. */
    static final int SAME_TYPE = 8;

    /** The size of the table. */
    static final int TABLE = 14;

    private static final List<NumberType> COMMON = List.of(NumberType.I32, NumberType.I32);
    private static final List<NumberType> NUMBERS =
            List.of(NumberType.I32, NumberType.I64, NumberType.F32, NumberType.F64);

    /** What a function in the table may cost. */
    private static final long LEAF_COST = 1500;

    private static final int CALLS = 8;

    private final Choice choice;
    private final Theme theme;

    private ModuleGenerator(long seed, Theme theme) {
        this.choice = new Choice(seed);
        this.theme = theme;
    }

    /** The program with a seed. */
    static Program program(long seed, Theme theme) {
        return new ModuleGenerator(seed, theme).program();
    }

    /** The global of a type. */
    static String global(NumberType type) {
        return "$" + type + "g";
    }

    // --- modules -------------------------------------------------------------------------------------------------

    private Program program() {
        StringBuilder first = new StringBuilder();
        StringBuilder second = new StringBuilder();
        List<Callee> firstLeaves = leaves(first, "$a", 5);
        recursive(first, "$aDeep", firstLeaves, false);
        List<Callee> imported = firstLeaves.subList(0, 3);
        List<Callee> own = leaves(second, "$b", 4);
        own.add(recursive(second, "$bDeep", own, false));
        own.add(recursive(second, "$bTail", own, true));
        List<Callee> callees = new ArrayList<>(imported);
        callees.addAll(own);
        List<Callee> common = new ArrayList<>(firstLeaves);
        common.addAll(own);
        common.removeIf(callee -> !isCommon(callee));
        callees.add(middle(second, callees, common));
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            run(second, "run" + i, callees, common, calls);
        }
        return new Program(module(first, "", firstLeaves, 0), module(second, imports(imported), own, 4), calls);
    }

    private static boolean isCommon(Callee callee) {
        return callee.parameters().equals(COMMON)
                && callee.results().equals(List.of(NumberType.I32))
                && callee.rounds() == 0;
    }

    /** A module around functions; its functions of the common type are in the table from a place on. */
    private String module(StringBuilder functions, String imports, List<Callee> leaves, int place) {
        List<String> common = leaves.stream()
                .filter(ModuleGenerator::isCommon)
                .map(Callee::name)
                .toList();
        List<String> others = leaves.stream()
                .filter(callee -> !isCommon(callee))
                .map(Callee::name)
                .toList();
        String elements = IntStream.range(0, SAME_TYPE / 2)
                .mapToObj(i -> common.get(i % common.size()))
                .collect(Collectors.joining(" "));
        return """
                (module
                  (type $common (func (param i32 i32) (result i32)))%s
                  (memory $memory (export "memory") 1 2) (memory $other (export "other") 1 1)
                  (data (memory $memory) (i32.const 0) "%s") (data $data "%s")
                  (elem (table $table) (i32.const %d) func %s) (elem (table $table) (i32.const %d) func %s)%s
                %s)
                """
                .formatted(
                        imports.isEmpty()
                                ? "\n  (table $table (export \"table\") " + TABLE
                                        + " funcref) (tag $error (export \"error\") (param i32))"
                                : imports,
                        bytes(256),
                        bytes(64),
                        place,
                        elements,
                        SAME_TYPE + place / 2,
                        others.isEmpty() ? "" : others.getFirst(),
                        globals(),
                        functions);
    }

    private String bytes(int count) {
        return IntStream.range(0, count)
                .mapToObj(_ -> "\\%02x".formatted(choice.below(256)))
                .collect(Collectors.joining());
    }

    private static String globals() {
        return NUMBERS.stream()
                        .map(type -> "\n  (global %s (export \"%s\") (mut %s) (%s.const 1))"
                                .formatted(global(type), type, type, type))
                        .collect(Collectors.joining())
                + "\n  (global $v128g (mut v128) (v128.const i64x2 1 2))";
    }

    private static String imports(List<Callee> imported) {
        return "\n  (import \"first\" \"table\" (table $table " + TABLE + " funcref))"
                + "\n  (import \"first\" \"error\" (tag $error (param i32)))"
                + imported.stream()
                        .map(callee -> "\n  (import \"first\" \"%s\" (func %s%s))"
                                .formatted(callee.name(), callee.name(), callee.type()))
                        .collect(Collectors.joining());
    }

    // --- functions -----------------------------------------------------------------------------------------------

    /** Functions that end soon; the first two have the common type. */
    private List<Callee> leaves(StringBuilder code, String prefix, int count) {
        List<Callee> leaves = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<NumberType> parameters = i < 2 ? COMMON : types(3);
            List<NumberType> results =
                    i < 2 ? List.of(NumberType.I32) : i == 3 ? types(3) : List.of(choice.of(NUMBERS));
            Scope scope = new Scope(choice, theme, parameters, results, List.copyOf(leaves), List.of(), LEAF_COST);
            leaves.add(function(code, prefix + i, scope, choice.between(0, 3)));
        }
        return leaves;
    }

    private List<NumberType> types(int most) {
        return IntStream.range(0, choice.below(most + 1))
                .mapToObj(_ -> choice.of(NUMBERS))
                .toList();
    }

    /** A function with calls through the table that may end in calls. */
    private Callee middle(StringBuilder code, List<Callee> callees, List<Callee> table) {
        List<NumberType> parameters = types(4);
        Scope scope = new Scope(
                choice,
                theme,
                parameters,
                List.of(NumberType.I32),
                List.copyOf(callees),
                table,
                Scope.MAXIMUM_COST / 20);
        return function(code, "$middle", scope, 4);
    }

    private void run(StringBuilder code, String name, List<Callee> callees, List<Callee> table, List<Call> calls) {
        List<NumberType> results = choice.percent(20) ? types(3) : List.of(choice.of(NUMBERS));
        Scope scope = new Scope(choice, theme, NUMBERS, results, List.copyOf(callees), table, Scope.MAXIMUM_COST);
        function(code, "$" + name, scope, theme == Theme.LARGE ? choice.between(20, 70) : choice.between(3, 9));
        for (int i = 0; i < CALLS; i++) {
            calls.add(new Call(name, results, List.of(choice.i32(), choice.i64(), choice.f32(), choice.f64())));
        }
    }

    private Callee function(StringBuilder code, String name, Scope scope, int count) {
        Expressions expressions = new Expressions(scope);
        Statements statements = new Statements(scope, expressions);
        StringBuilder body = new StringBuilder(statements.some(count, 3));
        body.append('\n').append(statements.storeLocals());
        String tail = choice.percent(theme == Theme.CALLS ? 50 : 20)
                ? expressions.calls().tail(2)
                : "";
        body.append('\n').append(tail);
        if (tail.isEmpty()) {
            scope.results.forEach(type -> body.append(expressions.of(type, 3)));
        }
        write(code, name, scope, body);
        return new Callee(name, scope.parameters, scope.results, 0, scope.cost() + 5);
    }

    private static void write(StringBuilder code, String name, Scope scope, CharSequence body) {
        String parameters = IntStream.range(0, scope.parameters.size())
                .mapToObj(i -> " (param " + Scope.parameter(i) + " " + scope.parameters.get(i) + ")")
                .collect(Collectors.joining());
        code.append("(func ")
                .append(name)
                .append(" (export \"")
                .append(name.startsWith("$run") ? name.substring(1) : name)
                .append("\")");
        code.append(parameters).append(Callee.list("result", scope.results));
        code.append(scope.declarations()).append(body).append(")\n");
    }

    /** A function that calls itself with one round less, at its end or before. */
    private Callee recursive(StringBuilder code, String name, List<Callee> callees, boolean tail) {
        NumberType type = choice.of(NUMBERS);
        int rounds = choice.between(2, tail ? 2000 : 60);
        List<NumberType> parameters = List.of(NumberType.I32, type);
        Scope scope =
                new Scope(choice, theme, parameters, List.of(type), List.copyOf(callees), List.of(), LEAF_COST / 10);
        Expressions expressions = new Expressions(scope);
        String rest = op("i32.sub", op("local.get $n"), Expressions.i32(1));
        String body = new Statements(scope, expressions).flat(choice.below(3), 2);
        String call = op((tail ? "return_call " : "call ") + name, rest, expressions.of(type, 2));
        String last = tail ? "" : op("local.set $p1") + expressions.of(type, 2);
        // What counts is a local of its own, which nothing else sets.
        write(
                code,
                name,
                scope,
                " (local $n i32) (local.set $n (local.get $p0))"
                        + op("if", op("i32.eqz", op("local.get $n")), op("then", op("return", op("local.get $p1"))))
                        + body
                        + call
                        + last);
        return new Callee(name, parameters, List.of(type), rounds, (scope.cost() + 10) * rounds);
    }
}
