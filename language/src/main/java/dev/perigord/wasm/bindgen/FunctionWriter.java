package dev.perigord.wasm.bindgen;

import dev.perigord.wasm.component.wit.WitException;
import dev.perigord.wasm.component.wit.model.TypeExpression;
import dev.perigord.wasm.component.wit.model.WitFunction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes functions as methods of interfaces, to be called or implemented. */
final class FunctionWriter {
    private static final String EXCEPTION = "dev.perigord.wasm.embedding.ComponentException";

    private final JavaTypes types;
    private final JavaTypes.File file;
    private final SourceText text;
    private final Scope scope;

    FunctionWriter(JavaTypes types, JavaTypes.File file) {
        this.types = types;
        this.file = file;
        this.text = file.text();
        this.scope = file.scope();
    }

    /**
     * Writes methods, each with a line after it.
     *
     * @throws WitException if two have one name in Java
     */
    void writeAll(List<WitFunction> functions) {
        Map<String, WitFunction> names = new HashMap<>();
        for (WitFunction function : functions) {
            WitFunction other = names.putIfAbsent(javaName(function), function);
            if (other != null) {
                throw new WitException(scope.origin() + ": `" + other.name() + "` and `" + function.name()
                        + "` have one name in Java: " + javaName(function));
            }
            docs(function);
            text.line("@" + text.library("org.graalvm.polyglot.HostAccess") + ".Export");
            text.line(signature(function) + ";").blank();
        }
    }

    /** The name of the method: {@code newCounter} for a constructor, {@code counterMake} for a static function. */
    static String javaName(WitFunction function) {
        return switch (function.kind()) {
            case FREESTANDING, METHOD -> JavaNames.ofMember(function.label());
            case CONSTRUCTOR -> "new" + JavaNames.ofType(function.resource());
            case STATIC -> JavaNames.ofMember(function.resource(), function.label());
        };
    }

    /** The documentation with what the function throws. */
    void docs(WitFunction function) {
        text.docs(function.docs());
        JavaTypes.Outcome outcome = types.outcome(function.fullResult(), scope);
        if (outcome != null) {
            if (!function.docs().isBlank()) {
                text.tag("");
            }
            TypeExpression error = outcome.type().error();
            text.library(EXCEPTION);
            text.tag("@throws ComponentException "
                    + (error == null
                            ? "without payload, for an error"
                            : "for an error, with the payload `" + types.boxed(error, outcome.scope(), file) + "`"));
        }
    }

    /** Result, name, parameters and exceptions. */
    String signature(WitFunction function) {
        JavaTypes.Outcome outcome = types.outcome(function.fullResult(), scope);
        String parameters = function.parameters().stream()
                .map(each -> types.of(each.type(), scope, file) + " " + JavaNames.ofMember(each.name()))
                .collect(Collectors.joining(", "));
        return result(function, outcome) + " " + javaName(function) + "(" + parameters + ")"
                + (outcome == null ? "" : " throws " + text.library(EXCEPTION));
    }

    private String result(WitFunction function, JavaTypes.Outcome outcome) {
        TypeExpression result = function.fullResult();
        if (outcome != null) {
            TypeExpression success = outcome.type().ok();
            return success == null ? "void" : types.of(success, outcome.scope(), file);
        }
        return result == null ? "void" : types.of(result, scope, file);
    }

    /** The names of the parameters, for a call that passes them on. */
    static String arguments(WitFunction function) {
        List<String> names = new ArrayList<>();
        function.parameters().forEach(each -> names.add(JavaNames.ofMember(each.name())));
        return String.join(", ", names);
    }
}
