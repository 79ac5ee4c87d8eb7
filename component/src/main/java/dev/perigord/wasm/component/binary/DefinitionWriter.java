package dev.perigord.wasm.component.binary;

import dev.perigord.wasm.component.syntax.Canon;
import dev.perigord.wasm.component.syntax.CanonOption;
import dev.perigord.wasm.component.syntax.Definition;
import dev.perigord.wasm.component.syntax.ItemSyntax;
import dev.perigord.wasm.component.syntax.NameSyntax;
import dev.perigord.wasm.component.syntax.Sort;
import dev.perigord.wasm.component.syntax.SortIndex;
import dev.perigord.wasm.text.ByteWriter;
import dev.perigord.wasm.text.TypeWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** Writes definitions (Binary.md); what {@link DefinitionReader} reads. */
final class DefinitionWriter {
    private DefinitionWriter() {}

    static void definition(Definition definition, ByteWriter out) {
        switch (definition) {
            case Definition.CoreInstantiate(int module, var arguments) -> {
                out.u8(0);
                out.u32(module);
                vector(arguments, out, argument -> {
                    string(argument.name(), out);
                    out.u8(Sort.CORE_INSTANCE.code());
                    out.u32(argument.instance());
                });
            }
            case Definition.CoreInlineInstance(var exports) -> {
                out.u8(1);
                vector(exports, out, export -> {
                    string(export.name().name(), out);
                    out.u8(export.item().sort().code());
                    out.u32(export.item().index());
                });
            }
            case Definition.CoreType(var type) -> CoreTypeWriter.type(type, out);
            case Definition.Instantiate(int component, var arguments) -> {
                out.u8(0);
                out.u32(component);
                vector(arguments, out, argument -> {
                    string(argument.name(), out);
                    sortIndex(argument.item(), out);
                });
            }
            case Definition.InlineInstance(var exports) -> {
                out.u8(1);
                vector(exports, out, export -> {
                    name(export.name(), out);
                    sortIndex(export.item(), out);
                });
            }
            case Definition.ExportAlias(Sort sort, int instance, String name) -> alias(sort, 0, instance, name, out);
            case Definition.CoreExportAlias(Sort sort, int instance, String name) ->
                alias(sort, 1, instance, name, out);
            case Definition.OuterAlias(Sort sort, int count, int index) -> {
                sort(sort, out);
                out.u8(2);
                out.u32(count);
                out.u32(index);
            }
            case Definition.Type(var type) -> TypeSyntaxWriter.type(type, out);
            case Definition.Canonical(Canon canon) -> canon(canon, out);
            case Definition.Start(int function, var arguments, int results) -> {
                out.u32(function);
                vector(arguments, out, out::u32);
                out.u32(results);
            }
            case Definition.Value(var type, var value) -> {
                TypeSyntaxWriter.reference(type, out);
                out.sized(value.bytes());
            }
            case Definition.Import(var name, var type) -> {
                name(name, out);
                item(type, out);
            }
            case Definition.Export(var name, var item, var ascribed) -> {
                name(name, out);
                sortIndex(item, out);
                out.u8(ascribed == null ? 0 : 1);
                if (ascribed != null) {
                    item(ascribed, out);
                }
            }
            case Definition.ExportDeclaration(var name, var type) -> {
                name(name, out);
                item(type, out);
            }
            case Definition.CoreModule _, Definition.NestedComponent _ ->
                throw new IllegalArgumentException("written as a section of its own");
        }
    }

    private static void alias(Sort sort, int kind, int instance, String name, ByteWriter out) {
        sort(sort, out);
        out.u8(kind);
        out.u32(instance);
        string(name, out);
    }

    // --- canonical definitions ---------------------------------------------------------------------------------

    private static void canon(Canon canon, ByteWriter out) {
        switch (canon) {
            case Canon.Lift(int function, var options, int type) -> {
                out.u8(0);
                out.u8(0);
                out.u32(function);
                options(options, out);
                out.u32(type);
            }
            case Canon.Lower(int function, var options) -> {
                out.u8(1);
                out.u8(0);
                out.u32(function);
                options(options, out);
            }
            case Canon.Builtin builtin -> {
                out.u8(builtin.kind().code());
                builtin(builtin, out);
            }
        }
    }

    private static void builtin(Canon.Builtin builtin, ByteWriter out) {
        switch (builtin.kind().immediates()) {
            case NONE -> {}
            case TYPE -> out.u32(builtin.type());
            case TYPE_OPTIONS -> {
                out.u32(builtin.type());
                options(builtin.options(), out);
            }
            case TYPE_FLAG -> {
                out.u32(builtin.type());
                flag(builtin, out);
            }
            case FLAG, CANCEL -> flag(builtin, out);
            case CANCEL_MEMORY -> {
                flag(builtin, out);
                out.u32(builtin.index());
            }
            case RESULT_OPTIONS -> {
                TypeSyntaxWriter.resultList(builtin.result(), out);
                options(builtin.options(), out);
            }
            case OPTIONS -> options(builtin.options(), out);
            case SLOT -> {
                TypeWriter.value(builtin.slotType(), out);
                out.u32(builtin.index());
            }
            case TYPE_TABLE -> {
                out.u32(builtin.type());
                out.u32(builtin.index());
            }
            case FLAG_TYPE -> {
                flag(builtin, out);
                out.u32(builtin.type());
            }
            case FLAG_TYPE_TABLE -> {
                flag(builtin, out);
                out.u32(builtin.type());
                out.u32(builtin.index());
            }
        }
    }

    private static void flag(Canon.Builtin builtin, ByteWriter out) {
        out.u8(builtin.flag() ? 1 : 0);
    }

    private static void options(List<CanonOption> options, ByteWriter out) {
        vector(options, out, option -> {
            out.u8(option.kind().ordinal());
            if (option.kind().hasIndex()) {
                out.u32(option.index());
            }
        });
    }

    // --- imports and exports -----------------------------------------------------------------------------------

    /** The type of an import or export. */
    private static void item(ItemSyntax item, ByteWriter out) {
        sort(item.sort(), out);
        if (item.valueType() != null) {
            out.u8(1);
            TypeSyntaxWriter.reference(item.valueType(), out);
            return;
        }
        boolean fresh = item.index() == ItemSyntax.FRESH_RESOURCE;
        if (item.sort() == Sort.TYPE || item.sort() == Sort.VALUE) {
            out.u8(fresh ? 1 : 0);
        }
        if (!fresh) {
            out.u32((int) item.index());
        }
    }

    private static void name(NameSyntax name, ByteWriter out) {
        boolean plain = name.attributes().isEmpty();
        out.u8(plain ? 0 : 2);
        string(name.name(), out);
        if (!plain) {
            vector(name.attributes(), out, attribute -> {
                out.u8(attribute.kind().ordinal());
                string(attribute.text(), out);
            });
        }
    }

    // --- elements ----------------------------------------------------------------------------------------------

    private static void sortIndex(SortIndex item, ByteWriter out) {
        sort(item.sort(), out);
        out.u32(item.index());
    }

    static void sort(Sort sort, ByteWriter out) {
        if (sort.isCore()) {
            out.u8(0);
        }
        out.u8(sort.code());
    }

    static void string(String text, ByteWriter out) {
        out.sized(text.getBytes(StandardCharsets.UTF_8));
    }

    static <T> void vector(List<T> elements, ByteWriter out, Consumer<T> write) {
        out.u32(elements.size());
        elements.forEach(write);
    }
}
