package dev.perigord.wasm.component.printer;

import dev.perigord.wasm.component.syntax.Located;
import dev.perigord.wasm.component.syntax.TypeReference;
import dev.perigord.wasm.component.syntax.TypeSyntax;
import dev.perigord.wasm.printer.Literals;
import dev.perigord.wasm.printer.TextBuffer;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** Prints types (Explainer "Type Definitions"). */
final class TypeSyntaxPrinter {
    private final TextBuffer out;
    private final IntFunction<String> indices;
    private final Consumer<List<Located>> declarations;

    /**
     * A printer.
     *
     * @param indices what stands for the index of a type
     * @param declarations prints those of component types and instance types
     */
    TypeSyntaxPrinter(TextBuffer out, IntFunction<String> indices, Consumer<List<Located>> declarations) {
        this.out = out;
        this.indices = indices;
        this.declarations = declarations;
    }

    void type(TypeSyntax type) {
        switch (type) {
            case TypeSyntax.Value value -> out.append(text(value));
            case TypeSyntax.Function(var parameters, var result, boolean async) -> {
                out.append(async ? "(func async" : "(func");
                parameters.forEach(p -> out.append(" (param " + Literals.name(p.label()) + " " + text(p.type()) + ")"));
                out.append(result(result) + ")");
            }
            case TypeSyntax.Component(var inner) -> {
                out.append("(component");
                declarations.accept(inner);
                out.append(")");
            }
            case TypeSyntax.Instance(var inner) -> {
                out.append("(instance");
                declarations.accept(inner);
                out.append(")");
            }
            case TypeSyntax.Resource(var representation, long destructor) -> {
                out.append("(resource (rep " + representation.text() + ")");
                if (destructor != TypeSyntax.Resource.NO_DESTRUCTOR) {
                    out.append(" (dtor (core func " + destructor + "))");
                }
                out.append(")");
            }
        }
    }

    /** The form {@code (result ...)} with a space in front; nothing if there is no result. */
    String result(TypeReference type) {
        return type == null ? "" : " (result " + text(type) + ")";
    }

    /** A value type where it is used. */
    String text(TypeReference type) {
        return switch (type) {
            case TypeReference.Primitive(var kind) -> kind.text();
            case TypeReference.Index(int index) -> indices.apply(index);
        };
    }

    private String text(TypeSyntax.Value type) {
        String keyword = type.kind().text();
        if (type.kind().isPrimitive()) {
            return keyword;
        }
        StringBuilder text = new StringBuilder("(").append(keyword);
        switch (type.kind()) {
            case RECORD -> labelled(type, "field", text);
            case VARIANT -> labelled(type, "case", text);
            case FLAGS, ENUM -> type.labels().forEach(label -> text.append(' ').append(Literals.name(label)));
            case RESULT -> {
                optional(type.parts().getFirst(), text);
                if (type.parts().getLast() != null) {
                    text.append(" (error ").append(text(type.parts().getLast())).append(')');
                }
            }
            case OWN, BORROW -> text.append(' ').append(indices.apply(type.number()));
            case FIXED_LIST -> {
                optional(type.parts().getFirst(), text);
                text.append(' ').append(Integer.toUnsignedString(type.number()));
            }
            default -> type.parts().forEach(part -> optional(part, text));
        }
        return text.append(')').toString();
    }

    private void labelled(TypeSyntax.Value type, String keyword, StringBuilder text) {
        for (int i = 0; i < type.labels().size(); i++) {
            text.append(" (")
                    .append(keyword)
                    .append(' ')
                    .append(Literals.name(type.labels().get(i)));
            optional(type.parts().get(i), text);
            text.append(')');
        }
    }

    private void optional(TypeReference type, StringBuilder text) {
        if (type != null) {
            text.append(' ').append(text(type));
        }
    }
}
