package dev.perigord.wasm.component.printer;

import dev.perigord.wasm.component.binary.ComponentDecoder;
import dev.perigord.wasm.component.syntax.Canon;
import dev.perigord.wasm.component.syntax.CanonOption;
import dev.perigord.wasm.component.syntax.ComponentSyntax;
import dev.perigord.wasm.component.syntax.Definition;
import dev.perigord.wasm.component.syntax.ItemSyntax;
import dev.perigord.wasm.component.syntax.Located;
import dev.perigord.wasm.component.syntax.NameSyntax;
import dev.perigord.wasm.component.syntax.Sort;
import dev.perigord.wasm.component.syntax.SortIndex;
import dev.perigord.wasm.printer.Identifiers;
import dev.perigord.wasm.printer.Literals;
import dev.perigord.wasm.printer.ModulePrinter;
import dev.perigord.wasm.printer.TextBuffer;
import java.util.List;

/**
 * Prints a component in the text format. Parsing the text gives the same definitions with the same indices, and the
 * same core modules. Indices are printed as numbers.
 */
public final class ComponentPrinter {
    private final TextBuffer out = new TextBuffer();
    private final CoreTypePrinter coreTypes = new CoreTypePrinter(out);
    private final TypeSyntaxPrinter types = new TypeSyntaxPrinter(out, this::block);

    private ComponentPrinter() {}

    /**
     * The text of a component in the binary format, which need not be valid.
     *
     * @throws dev.perigord.wasm.module.MalformedException if the binary does not follow its grammar
     * @throws dev.perigord.wasm.module.InvalidException if types or indices of a core module are such that no text can
     *     say them
     */
    public static String print(byte[] binary) {
        ComponentPrinter printer = new ComponentPrinter();
        printer.component(ComponentDecoder.decode(binary, PrintedModule::new));
        return printer.out.append("\n").toString();
    }

    private void component(ComponentSyntax component) {
        out.append("(component");
        if (!component.name().isEmpty()) {
            out.append(" ").append(Identifiers.annotation(component.name()));
        }
        block(component.definitions());
        out.append(")");
    }

    private void block(List<Located> definitions) {
        out.open();
        definitions.forEach(located -> definition(located.definition()));
        out.close();
    }

    private void definition(Definition definition) {
        switch (definition) {
            case Definition.CoreModule(var source) -> {
                out.line().append("(core module");
                ModulePrinter.printFields(((PrintedModule) source).bytes(), out);
                out.append(")");
            }
            case Definition.CoreType(var type) -> coreTypes.definition(type, "core ");
            case Definition.NestedComponent(var component) -> {
                out.line();
                component(component);
            }
            case Definition.Type(var type) -> {
                out.line().append("(type ");
                types.type(type);
                out.append(")");
            }
            default -> out.line().append("(" + text(definition) + ")");
        }
    }

    /** What stands between the parentheses of a definition that has no others inside. */
    private static String text(Definition definition) {
        return switch (definition) {
            case Definition.CoreInstantiate(int module, var arguments) -> {
                StringBuilder text = new StringBuilder("core instance (instantiate " + number(module));
                arguments.forEach(a ->
                        text.append(" (with " + Literals.name(a.name()) + " (instance " + number(a.instance()) + "))"));
                yield text.append(')').toString();
            }
            case Definition.CoreInlineInstance(var exports) -> {
                StringBuilder text = new StringBuilder("core instance");
                exports.forEach(export -> text.append(" (export " + name(export.name()) + " ("
                        + export.item().sort().keyword() + " "
                        + number(export.item().index()) + "))"));
                yield text.toString();
            }
            case Definition.Instantiate(int component, var arguments) -> {
                StringBuilder text = new StringBuilder("instance (instantiate " + number(component));
                arguments.forEach(
                        a -> text.append(" (with " + Literals.name(a.name()) + " " + reference(a.item()) + ")"));
                yield text.append(')').toString();
            }
            case Definition.InlineInstance(var exports) -> {
                StringBuilder text = new StringBuilder("instance");
                exports.forEach(export ->
                        text.append(" (export " + name(export.name()) + " " + reference(export.item()) + ")"));
                yield text.toString();
            }
            case Definition.ExportAlias(Sort sort, int instance, String name) ->
                "alias export " + number(instance) + " " + Literals.name(name) + " (" + sort.text() + ")";
            case Definition.CoreExportAlias(Sort sort, int instance, String name) ->
                "alias core export " + number(instance) + " " + Literals.name(name) + " (" + sort.text() + ")";
            case Definition.OuterAlias(Sort sort, int count, int index) ->
                "alias outer " + number(count) + " " + number(index) + " (" + sort.text() + ")";
            case Definition.Canonical(Canon canon) -> "canon " + text(canon);
            case Definition.Value(var type, var value) ->
                "value " + TypeSyntaxPrinter.text(type) + " (binary " + Literals.bytes(value.bytes()) + ")";
            case Definition.Start(int function, var arguments, int results) -> {
                StringBuilder text = new StringBuilder("start " + number(function));
                arguments.forEach(value -> text.append(" (value " + number(value) + ")"));
                yield text.append(" (result (value))".repeat(results)).toString();
            }
            case Definition.Import(var name, var type) -> "import " + name(name) + " " + item(type);
            case Definition.Export(var name, var item, var ascribed) ->
                "export " + name(name) + " " + reference(item) + (ascribed == null ? "" : " " + item(ascribed));
            case Definition.ExportDeclaration(var name, var type) -> "export " + name(name) + " " + item(type);
            case Definition.CoreModule _, Definition.CoreType _, Definition.NestedComponent _, Definition.Type _ ->
                throw new IllegalArgumentException(definition.toString());
        };
    }

    // --- canonical definitions ---------------------------------------------------------------------------------

    private static String text(Canon canon) {
        return switch (canon) {
            case Canon.Lift(int function, var options, int type) ->
                "lift (core func " + number(function) + ")" + options(options) + " (func (type " + number(type) + "))";
            case Canon.Lower(int function, var options) ->
                "lower (func " + number(function) + ")" + options(options) + " (core func)";
            case Canon.Builtin builtin -> builtin.kind().text() + immediates(builtin) + " (core func)";
        };
    }

    private static String immediates(Canon.Builtin builtin) {
        String type = " " + number(builtin.type());
        String index = number(builtin.index());
        String flag = builtin.flag() ? " " + builtin.kind().flag() : "";
        return switch (builtin.kind().immediates()) {
            case NONE -> "";
            case TYPE -> type;
            case TYPE_OPTIONS -> type + options(builtin.options());
            case TYPE_FLAG -> type + flag;
            case FLAG, CANCEL -> flag;
            case CANCEL_MEMORY -> flag + " (memory " + index + ")";
            case RESULT_OPTIONS -> TypeSyntaxPrinter.result(builtin.result()) + options(builtin.options());
            case OPTIONS -> options(builtin.options());
            case SLOT -> " " + builtin.slotType().text() + " " + index;
            case TYPE_TABLE -> type + " " + index;
            case FLAG_TYPE -> flag + type;
            case FLAG_TYPE_TABLE -> flag + type + " " + index;
        };
    }

    private static String options(List<CanonOption> options) {
        StringBuilder text = new StringBuilder();
        for (CanonOption option : options) {
            String keyword = option.kind().keyword();
            text.append(' ')
                    .append(option.kind().hasIndex() ? "(" + keyword + " " + number(option.index()) + ")" : keyword);
        }
        return text.toString();
    }

    // --- imports and exports -----------------------------------------------------------------------------------

    private static String name(NameSyntax name) {
        StringBuilder text = new StringBuilder(Literals.name(name.name()));
        name.attributes().forEach(a -> text.append(" (" + a.kind().text() + " " + Literals.name(a.text()) + ")"));
        return text.toString();
    }

    private static String item(ItemSyntax item) {
        if (item.valueType() != null) {
            return "(value " + TypeSyntaxPrinter.text(item.valueType()) + ")";
        }
        if (item.sort() == Sort.VALUE) {
            return "(value (eq " + item.index() + "))";
        }
        if (item.sort() != Sort.TYPE) {
            return "(" + item.sort().text() + " (type " + item.index() + "))";
        }
        return item.index() == ItemSyntax.FRESH_RESOURCE ? "(type (sub resource))" : "(type (eq " + item.index() + "))";
    }

    private static String reference(SortIndex item) {
        return "(" + item.sort().text() + " " + number(item.index()) + ")";
    }

    private static String number(int index) {
        return Integer.toUnsignedString(index);
    }
}
