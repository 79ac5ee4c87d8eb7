package dev.perigord.wasm.component.printer;

import dev.perigord.wasm.component.binary.ComponentDecoder;
import dev.perigord.wasm.component.binary.ComponentNames;
import dev.perigord.wasm.component.syntax.Canon;
import dev.perigord.wasm.component.syntax.CanonOption;
import dev.perigord.wasm.component.syntax.ComponentSyntax;
import dev.perigord.wasm.component.syntax.CustomSection;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Prints a component in the text format. Parsing the text gives the same definitions with the same indices, the same
 * core modules, names and other custom sections.
 */
public final class ComponentPrinter {
    /** How many bytes of a custom section are on a line. */
    private static final int LINE = 64;

    private final byte[] binary;
    private final TextBuffer out = new TextBuffer();
    private final CoreTypePrinter coreTypes = new CoreTypePrinter(out);
    private final TypeSyntaxPrinter types =
            new TypeSyntaxPrinter(out, index -> use(Sort.TYPE, index), this::declarations);

    /** The names of the component or type whose definitions are being printed. */
    private IndexNames names = IndexNames.ofType();

    private ComponentPrinter(byte[] binary) {
        this.binary = binary;
    }

    /**
     * The text of a component in the binary format, which need not be valid.
     *
     * @throws dev.perigord.wasm.module.MalformedException if the binary does not follow its grammar
     * @throws dev.perigord.wasm.module.InvalidException if types or indices of a core module are such that no text can
     *     say them
     */
    public static String print(byte[] binary) {
        ComponentPrinter printer = new ComponentPrinter(binary);
        printer.component(ComponentDecoder.decode(binary, PrintedModule::new), "");
        return printer.out.append("\n").toString();
    }

    /** A component that its parent, if it has one, knows by an identifier. */
    private void component(ComponentSyntax component, String identifier) {
        CustomSection section = nameSection(component);
        ComponentNames own = section == null
                ? ComponentNames.none()
                : ComponentNames.read(binary, section.offset(), section.length());
        IndexNames outer = names;
        names = new IndexNames(component.definitions(), own.definitions());
        String name = own.component() == null ? "" : own.component();
        out.append("(component" + identifier);
        boolean isIdentifier = !name.isEmpty() && identifier.equals(" " + Literals.identifier(name));
        if (!isIdentifier && !(name.isEmpty() && identifier.isEmpty())) {
            out.append(" ").append(Identifiers.annotation(name));
        }
        boolean understood = section != null && isLast(section, component) && restores(own, section);
        out.open();
        List<CustomSection> sections = new ArrayList<>(component.customSections());
        if (understood) {
            sections.remove(section);
        }
        for (Located located : component.definitions()) {
            while (!sections.isEmpty() && sections.getFirst().offset() < located.offset()) {
                custom(sections.removeFirst());
            }
            definition(located.definition());
        }
        sections.forEach(this::custom);
        out.close();
        out.append(")");
        names = outer;
    }

    private void declarations(List<Located> declarations) {
        IndexNames outer = names;
        names = IndexNames.ofType();
        out.open();
        declarations.forEach(located -> definition(located.definition()));
        out.close();
        names = outer;
    }

    // --- custom sections ---------------------------------------------------------------------------------------

    /** The name section, or null. */
    private static CustomSection nameSection(ComponentSyntax component) {
        return component.customSections().stream()
                .filter(section -> section.name().equals(ComponentNames.SECTION))
                .findFirst()
                .orElse(null);
    }

    /** Whether a section comes after all others, as that which a parser makes of names. */
    private static boolean isLast(CustomSection section, ComponentSyntax component) {
        List<Located> definitions = component.definitions();
        return section == component.customSections().getLast()
                && (definitions.isEmpty() || definitions.getLast().offset() < section.offset());
    }

    /** Whether the names in the text make the same section again. */
    private boolean restores(ComponentNames own, CustomSection section) {
        byte[] restored = new ComponentNames(own.component(), names.kept()).contents();
        int end = section.offset() + section.length();
        return !"".equals(own.component())
                && Arrays.equals(restored, 0, restored.length, binary, section.offset(), end);
    }

    private void custom(CustomSection section) {
        out.line().append("(@custom " + Literals.name(section.name()));
        byte[] contents = Arrays.copyOfRange(binary, section.offset(), section.offset() + section.length());
        for (int start = 0; start < contents.length; start += LINE) {
            byte[] part = Arrays.copyOfRange(contents, start, Math.min(contents.length, start + LINE));
            out.append((start == 0 ? " " : "\n  ") + Literals.bytes(part));
        }
        out.append(")");
    }

    // --- definitions -------------------------------------------------------------------------------------------

    private String use(Sort sort, int index) {
        return names.use(sort, index);
    }

    private void definition(Definition definition) {
        switch (definition) {
            case Definition.CoreModule(var source) -> {
                out.line().append("(core module" + names.define(Sort.CORE_MODULE));
                ModulePrinter.printFields(((PrintedModule) source).bytes(), out);
                out.append(")");
            }
            case Definition.CoreType(var type) ->
                coreTypes.definition(type, "core ", () -> names.define(Sort.CORE_TYPE));
            case Definition.NestedComponent(var component) -> {
                out.line();
                component(component, names.define(Sort.COMPONENT));
            }
            case Definition.Type(var type) -> {
                out.line().append("(type" + names.next(Sort.TYPE) + " ");
                types.type(type);
                out.append(")");
                names.define(Sort.TYPE);
            }
            default -> out.line().append("(" + text(definition) + ")");
        }
    }

    /** What stands between the parentheses of a definition that has no others inside. */
    private String text(Definition definition) {
        return switch (definition) {
            case Definition.CoreInstantiate(int module, var arguments) -> {
                StringBuilder text = new StringBuilder("(instantiate " + use(Sort.CORE_MODULE, module));
                arguments.forEach(a -> text.append(" (with " + Literals.name(a.name()) + " (instance "
                        + use(Sort.CORE_INSTANCE, a.instance()) + "))"));
                yield "core instance" + names.define(Sort.CORE_INSTANCE) + " " + text.append(')');
            }
            case Definition.CoreInlineInstance(var exports) -> {
                StringBuilder text = new StringBuilder();
                exports.forEach(export -> text.append(" (export " + name(export.name()) + " ("
                        + export.item().sort().keyword() + " "
                        + use(export.item().sort(), export.item().index()) + "))"));
                yield "core instance" + names.define(Sort.CORE_INSTANCE) + text;
            }
            case Definition.Instantiate(int component, var arguments) -> {
                StringBuilder text = new StringBuilder("(instantiate " + use(Sort.COMPONENT, component));
                arguments.forEach(
                        a -> text.append(" (with " + Literals.name(a.name()) + " " + reference(a.item()) + ")"));
                yield "instance" + names.define(Sort.INSTANCE) + " " + text.append(')');
            }
            case Definition.InlineInstance(var exports) -> {
                StringBuilder text = new StringBuilder();
                exports.forEach(export ->
                        text.append(" (export " + name(export.name()) + " " + reference(export.item()) + ")"));
                yield "instance" + names.define(Sort.INSTANCE) + text;
            }
            case Definition.ExportAlias(Sort sort, int instance, String name) ->
                "alias export " + use(Sort.INSTANCE, instance) + " " + Literals.name(name) + " " + defined(sort);
            case Definition.CoreExportAlias(Sort sort, int instance, String name) ->
                "alias core export " + use(Sort.CORE_INSTANCE, instance) + " " + Literals.name(name) + " "
                        + defined(sort);
            case Definition.OuterAlias(Sort sort, int count, int index) ->
                "alias outer " + Integer.toUnsignedString(count) + " " + Integer.toUnsignedString(index) + " "
                        + defined(sort);
            case Definition.Canonical(Canon canon) -> "canon " + text(canon);
            case Definition.Value(var type, var value) ->
                "value" + names.define(Sort.VALUE) + " " + types.text(type) + " (binary "
                        + Literals.bytes(value.bytes()) + ")";
            case Definition.Start(int function, var arguments, int results) -> {
                StringBuilder text = new StringBuilder("start " + use(Sort.FUNC, function));
                arguments.forEach(value -> text.append(" (value " + use(Sort.VALUE, value) + ")"));
                for (int i = 0; i < results; i++) {
                    text.append(" (result " + defined(Sort.VALUE) + ")");
                }
                yield text.toString();
            }
            case Definition.Import(var name, var type) -> "import " + name(name) + " " + definedItem(type);
            case Definition.Export(var name, var item, var ascribed) -> {
                String rest = name(name) + " " + reference(item) + (ascribed == null ? "" : " " + item(ascribed));
                yield "export" + names.define(item.sort()) + " " + rest;
            }
            case Definition.ExportDeclaration(var name, var type) -> "export " + name(name) + " " + definedItem(type);
            case Definition.CoreModule _, Definition.CoreType _, Definition.NestedComponent _, Definition.Type _ ->
                throw new IllegalArgumentException(definition.toString());
        };
    }

    /** A form with the sort and the name of what is defined. */
    private String defined(Sort sort) {
        return "(" + sort.text() + names.define(sort) + ")";
    }

    // --- canonical definitions ---------------------------------------------------------------------------------

    private String text(Canon canon) {
        return switch (canon) {
            case Canon.Lift(int function, var options, int type) ->
                "lift (core func " + use(Sort.CORE_FUNC, function) + ")" + options(options) + " (func"
                        + names.define(Sort.FUNC) + " (type " + use(Sort.TYPE, type) + "))";
            case Canon.Lower(int function, var options) ->
                "lower (func " + use(Sort.FUNC, function) + ")" + options(options) + " " + defined(Sort.CORE_FUNC);
            case Canon.Builtin builtin -> builtin.kind().text() + immediates(builtin) + " " + defined(Sort.CORE_FUNC);
        };
    }

    private String immediates(Canon.Builtin builtin) {
        String type = " " + use(Sort.TYPE, builtin.type());
        String coreType = " " + use(Sort.CORE_TYPE, builtin.type());
        String table = " " + use(Sort.CORE_TABLE, builtin.index());
        String flag = builtin.flag() ? " " + builtin.kind().flag() : "";
        return switch (builtin.kind().immediates()) {
            case NONE -> "";
            case TYPE -> type;
            case TYPE_OPTIONS -> type + options(builtin.options());
            case TYPE_FLAG -> type + flag;
            case FLAG, CANCEL -> flag;
            case CANCEL_MEMORY -> flag + " (memory " + use(Sort.CORE_MEMORY, builtin.index()) + ")";
            case RESULT_OPTIONS -> types.result(builtin.result()) + options(builtin.options());
            case OPTIONS -> options(builtin.options());
            case SLOT -> " " + builtin.slotType().text() + " " + Integer.toUnsignedString(builtin.index());
            case TYPE_TABLE -> coreType + table;
            case FLAG_TYPE -> flag + coreType;
            case FLAG_TYPE_TABLE -> flag + coreType + table;
        };
    }

    private String options(List<CanonOption> options) {
        StringBuilder text = new StringBuilder();
        for (CanonOption option : options) {
            String keyword = option.kind().keyword();
            Sort sort = option.kind() == CanonOption.Kind.MEMORY ? Sort.CORE_MEMORY : Sort.CORE_FUNC;
            text.append(' ')
                    .append(option.kind().hasIndex() ? "(" + keyword + " " + use(sort, option.index()) + ")" : keyword);
        }
        return text.toString();
    }

    // --- imports and exports -----------------------------------------------------------------------------------

    private String name(NameSyntax name) {
        StringBuilder text = new StringBuilder(Literals.name(name.name()));
        name.attributes().forEach(a -> text.append(" (" + a.kind().text() + " " + Literals.name(a.text()) + ")"));
        return text.toString();
    }

    /** The type of an import or export with the name that it gives to an index. */
    private String definedItem(ItemSyntax item) {
        String type = type(item);
        return "(" + item.sort().text() + names.define(item.sort()) + " " + type + ")";
    }

    private String item(ItemSyntax item) {
        return "(" + item.sort().text() + " " + type(item) + ")";
    }

    private String type(ItemSyntax item) {
        int index = (int) item.index();
        if (item.valueType() != null) {
            return types.text(item.valueType());
        }
        return switch (item.sort()) {
            case VALUE -> "(eq " + use(Sort.VALUE, index) + ")";
            case TYPE ->
                item.index() == ItemSyntax.FRESH_RESOURCE ? "(sub resource)" : "(eq " + use(Sort.TYPE, index) + ")";
            case CORE_MODULE -> "(type " + use(Sort.CORE_TYPE, index) + ")";
            default -> "(type " + use(Sort.TYPE, index) + ")";
        };
    }

    private String reference(SortIndex item) {
        return "(" + item.sort().text() + " " + use(item.sort(), item.index()) + ")";
    }
}
