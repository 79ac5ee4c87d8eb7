package dev.perigord.wasm.component.binary;

import dev.perigord.wasm.component.syntax.CoreTypeSyntax;
import dev.perigord.wasm.component.syntax.Sort;
import dev.perigord.wasm.module.ExternType;
import dev.perigord.wasm.module.TypeDefinition;
import dev.perigord.wasm.text.ByteWriter;
import dev.perigord.wasm.text.TypeWriter;
import java.util.List;

/** Writes core types (Binary.md {@code core:type}); what {@link CoreTypeReader} reads. */
final class CoreTypeWriter {
    private CoreTypeWriter() {}

    static void type(CoreTypeSyntax type, ByteWriter out) {
        switch (type) {
            case CoreTypeSyntax.Group(var types) -> group(types, out);
            case CoreTypeSyntax.Module(var declarations) -> {
                out.u8(CoreTypeReader.MODULE);
                DefinitionWriter.vector(declarations, out, declaration -> declaration(declaration, out));
            }
        }
    }

    private static void group(List<TypeDefinition> types, ByteWriter out) {
        if (types.size() == 1 && !types.getFirst().isFinal()) {
            out.u8(CoreTypeReader.SUBTYPE);
        }
        TypeWriter.group(types, out);
    }

    private static void declaration(CoreTypeSyntax.Declaration declaration, ByteWriter out) {
        switch (declaration) {
            case CoreTypeSyntax.Declaration.Import(String module, String name, var item) -> {
                out.u8(0);
                DefinitionWriter.string(module, out);
                DefinitionWriter.string(name, out);
                item(item, out);
            }
            case CoreTypeSyntax.Declaration.Type(var type) -> {
                out.u8(1);
                type(type, out);
            }
            case CoreTypeSyntax.Declaration.OuterType(int count, int index) -> {
                out.u8(2);
                out.u8(Sort.CORE_TYPE.code());
                out.u8(1);
                out.u32(count);
                out.u32(index);
            }
            case CoreTypeSyntax.Declaration.Export(String name, var item) -> {
                out.u8(3);
                DefinitionWriter.string(name, out);
                item(item, out);
            }
        }
    }

    private static void item(CoreTypeSyntax.Item item, ByteWriter out) {
        switch (item) {
            case CoreTypeSyntax.Item.Function(int type) -> {
                out.u8(Sort.CORE_FUNC.code());
                out.u32(type);
            }
            case CoreTypeSyntax.Item.Tag(int type) -> {
                out.u8(Sort.CORE_TAG.code());
                out.u8(0);
                out.u32(type);
            }
            case CoreTypeSyntax.Item.Direct(ExternType type) -> direct(type, out);
        }
    }

    private static void direct(ExternType type, ByteWriter out) {
        switch (type) {
            case ExternType.Table table -> {
                out.u8(Sort.CORE_TABLE.code());
                TypeWriter.table(table, out);
            }
            case ExternType.Memory memory -> {
                out.u8(Sort.CORE_MEMORY.code());
                TypeWriter.memory(memory, out);
            }
            case ExternType.Global global -> {
                out.u8(Sort.CORE_GLOBAL.code());
                TypeWriter.global(global, out);
            }
            case ExternType.Function _, ExternType.Tag _ -> throw new IllegalArgumentException(type.kind());
        }
    }
}
