package dev.perigord.wasm.component.printer;

import dev.perigord.wasm.component.syntax.CoreTypeSyntax;
import dev.perigord.wasm.module.AddressType;
import dev.perigord.wasm.module.ArrayType;
import dev.perigord.wasm.module.CompositeType;
import dev.perigord.wasm.module.ContinuationType;
import dev.perigord.wasm.module.ExternType;
import dev.perigord.wasm.module.FieldType;
import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.PackedType;
import dev.perigord.wasm.module.StructType;
import dev.perigord.wasm.module.TypeDefinition;
import dev.perigord.wasm.module.ValueType;
import dev.perigord.wasm.printer.Literals;
import dev.perigord.wasm.printer.TextBuffer;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Prints the core types that a component itself mentions, whose type indices are numbers. */
final class CoreTypePrinter {
    private final TextBuffer out;

    CoreTypePrinter(TextBuffer out) {
        this.out = out;
    }

    /**
     * A definition.
     *
     * @param prefix {@code core} and a space where core types need it
     * @param names what follows the keyword of each type that is defined
     */
    void definition(CoreTypeSyntax type, String prefix, Supplier<String> names) {
        switch (type) {
            case CoreTypeSyntax.Group(var types)
            when types.size() == 1 ->
                out.line()
                        .append("(" + prefix + "type" + names.get() + " ")
                        .append(text(types.getFirst()))
                        .append(")");
            case CoreTypeSyntax.Group(var types) -> {
                out.line().append("(" + prefix + "rec");
                out.open();
                types.forEach(each -> out.line()
                        .append("(type" + names.get() + " ")
                        .append(text(each))
                        .append(")"));
                out.close();
                out.append(")");
            }
            case CoreTypeSyntax.Module(var declarations) -> {
                out.line().append("(" + prefix + "type" + names.get() + " (module");
                out.open();
                declarations.forEach(this::declaration);
                out.close();
                out.append("))");
            }
        }
    }

    private void declaration(CoreTypeSyntax.Declaration declaration) {
        switch (declaration) {
            case CoreTypeSyntax.Declaration.Import(String module, String name, var item) ->
                out.line()
                        .append("(import " + Literals.name(module) + " " + Literals.name(name) + " ")
                        .append(text(item))
                        .append(")");
            case CoreTypeSyntax.Declaration.Export(String name, var item) ->
                out.line()
                        .append("(export " + Literals.name(name) + " ")
                        .append(text(item))
                        .append(")");
            case CoreTypeSyntax.Declaration.Type(var type) -> definition(type, "", () -> "");
            case CoreTypeSyntax.Declaration.OuterType(int count, int index) ->
                out.line()
                        .append("(alias outer " + Integer.toUnsignedString(count) + " "
                                + Integer.toUnsignedString(index) + " (type))");
        }
    }

    private static String text(CoreTypeSyntax.Item item) {
        return switch (item) {
            case CoreTypeSyntax.Item.Function(int type) -> "(func (type " + Integer.toUnsignedString(type) + "))";
            case CoreTypeSyntax.Item.Tag(int type) -> "(tag (type " + Integer.toUnsignedString(type) + "))";
            case CoreTypeSyntax.Item.Direct(ExternType type) -> text(type);
        };
    }

    private static String text(ExternType type) {
        return switch (type) {
            case ExternType.Table(var element, var limits, var addresses) ->
                "(table " + text(addresses) + limits + " " + element.text() + ")";
            case ExternType.Memory memory -> {
                boolean usual = memory.pageSizeLogarithm() == ExternType.Memory.DEFAULT_PAGE_SIZE_LOGARITHM;
                yield "(memory " + text(memory.addressType()) + memory.limits() + (memory.shared() ? " shared" : "")
                        + (usual ? "" : " (pagesize " + Long.toUnsignedString(1L << memory.pageSizeLogarithm()) + ")")
                        + ")";
            }
            case ExternType.Global(ValueType value, boolean mutable) ->
                "(global " + (mutable ? "(mut " + value.text() + ")" : value.text()) + ")";
            case ExternType.Function _, ExternType.Tag _ -> throw new IllegalArgumentException(type.kind());
        };
    }

    private static String text(AddressType type) {
        return type == AddressType.I64 ? "i64 " : "";
    }

    // --- definitions -------------------------------------------------------------------------------------------

    private static String text(TypeDefinition type) {
        String described = relation("describes", type.describes())
                + relation("descriptor", type.descriptor())
                + text(type.composite());
        if (type.isFinal() && type.supertype() < 0) {
            return described;
        }
        return "(sub " + (type.isFinal() ? "final " : "") + (type.supertype() < 0 ? "" : type.supertype() + " ")
                + described + ")";
    }

    private static String relation(String keyword, int type) {
        return type < 0 ? "" : "(" + keyword + " " + type + ") ";
    }

    private static String text(CompositeType type) {
        return switch (type) {
            case FunctionType(var parameters, var results) ->
                "(func" + list(" (param", parameters) + list(" (result", results) + ")";
            case StructType struct ->
                struct.fields().stream()
                        .map(field -> " (field " + text(field) + ")")
                        .collect(Collectors.joining("", "(struct", ")"));
            case ArrayType array -> "(array " + text(array.element()) + ")";
            case ContinuationType continuation ->
                "(cont " + continuation.function().text() + ")";
        };
    }

    private static String list(String keyword, List<ValueType> types) {
        return types.isEmpty()
                ? ""
                : types.stream().map(type -> " " + type.text()).collect(Collectors.joining("", keyword, ")"));
    }

    private static String text(FieldType field) {
        String storage =
                switch (field.storage()) {
                    case PackedType packed -> packed.text();
                    case ValueType value -> value.text();
                };
        return field.mutable() ? "(mut " + storage + ")" : storage;
    }
}
