package dev.perigord.wasm.bindgen;

import dev.perigord.wasm.component.wit.model.TypeBody;
import dev.perigord.wasm.component.wit.model.TypeDefinition;
import dev.perigord.wasm.component.wit.model.TypeExpression;
import java.util.ArrayList;
import java.util.List;

/** Writes the classes of the types of one scope. */
final class TypeWriter {
    private final JavaTypes types;
    private final JavaTypes.File file;
    private final SourceText text;
    private final Scope scope;
    private final String access;

    /** {@code access} is the modifier that types need here with a space after it: empty in an interface. */
    TypeWriter(JavaTypes types, JavaTypes.File file, String access) {
        this.access = access;
        this.types = types;
        this.file = file;
        this.text = file.text();
        this.scope = file.scope();
    }

    /** Writes all types that have classes. */
    void writeAll() {
        for (TypeDefinition type : scope.types().values()) {
            if (DeclaredNames.isClass(type)) {
                text.blank().docs(type.docs());
                write(type);
            }
        }
    }

    private void write(TypeDefinition type) {
        String name = JavaNames.ofType(type.name());
        switch (type.body()) {
            case TypeBody.RecordOf(var fields) -> record(name, fields);
            case TypeBody.Variant(var cases) -> variant(type, name, cases);
            case TypeBody.EnumOf(var cases) -> constants(name, cases);
            case TypeBody.Flags(var flags) -> constants(name, flags);
            case TypeBody.Alias(TypeExpression.Tuple(var elements)) ->
                text.line(access + "record " + name + "(" + elements(elements) + ") {}");
            case TypeBody.Resource _ -> resource(type, name);
            case TypeBody.Alias _, TypeBody.Use _ -> {}
        }
    }

    /** Fields are documented in tags; of those that are not, javadoc has nothing to say. */
    private void record(String name, List<TypeBody.Field> fields) {
        List<String> components = new ArrayList<>();
        for (TypeBody.Field field : fields) {
            String component = JavaNames.ofMember(field.name());
            components.add(types.of(field.type(), scope, file) + " " + component);
            if (!field.docs().isBlank()) {
                text.tag("@param " + component + " " + SourceText.oneLine(field.docs()));
            }
        }
        text.line(access + "record " + name + "(" + String.join(", ", components) + ") {}");
    }

    private String elements(List<TypeExpression> elements) {
        List<String> components = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            components.add(types.of(elements.get(i), scope, file) + " " + JavaNames.ofElement(i));
        }
        return String.join(", ", components);
    }

    private void variant(TypeDefinition type, String name, List<TypeBody.Case> cases) {
        text.line(access + "sealed interface " + name + " {");
        boolean first = true;
        for (TypeBody.Case each : cases) {
            if (!first) {
                text.blank();
            }
            first = false;
            text.docs(each.docs());
            text.line("record " + DeclaredNames.ofCase(type, each.name()) + "(" + payload(each.payload())
                    + ") implements " + name + " {}");
        }
        text.end();
    }

    /** A tuple of several elements is the components of its case. */
    private String payload(TypeExpression payload) {
        return switch (payload) {
            case null -> "";
            case TypeExpression.Tuple(var elements) when elements.size() > 1 -> elements(elements);
            default -> types.of(payload, scope, file) + " value";
        };
    }

    private void constants(String name, List<TypeBody.Named> constants) {
        text.line(access + "enum " + name + " {");
        for (int i = 0; i < constants.size(); i++) {
            text.docs(constants.get(i).docs());
            text.line(JavaNames.ofConstant(constants.get(i).name()) + (i + 1 < constants.size() ? "," : ""));
        }
        text.end();
    }

    private void resource(TypeDefinition type, String name) {
        boolean closes = scope.methods(type.name()).stream()
                .anyMatch(method -> JavaNames.ofMember(method.label()).equals("close"));
        text.line(access + "interface " + name
                + (closes ? " {" : " extends " + text.library("java.lang.AutoCloseable") + " {"));
        FunctionWriter functions = new FunctionWriter(types, file);
        functions.writeAll(scope.methods(type.name()));
        if (!closes) {
            text.tag("Drops the resource; of one that the host implements, the guest has dropped it.");
            text.line("@" + text.library("java.lang.Override"));
            text.line("@" + text.library("org.graalvm.polyglot.HostAccess") + ".Export");
            text.line("void close();");
        }
        text.end();
    }
}
