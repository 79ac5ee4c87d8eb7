package dev.perigord.wasm.component.wrapping;

import dev.perigord.wasm.binary.SectionRange;
import dev.perigord.wasm.module.ExternType;
import dev.perigord.wasm.module.ModuleDefinition;
import dev.perigord.wasm.module.ModuleDefinition.Import;
import dev.perigord.wasm.text.ByteWriter;
import dev.perigord.wasm.text.TypeWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Core modules may import the same thing several times, those inside of components may not. All but the first get another
 * name, {@code f [v2]}, which no name in WIT can be.
 */
final class UniqueImports {
    private static final int PREAMBLE = 8;
    private static final int IMPORT_SECTION = 2;
    private static final Pattern VERSION = Pattern.compile(" \\[v[0-9]+]$");

    private UniqueImports() {}

    /** The module with unique imports; if some are neither functions nor memories, which is an error anyway, the same. */
    static byte[] of(ModuleDefinition module) {
        List<Import> unique = unique(module.imports());
        boolean known = unique.stream()
                .allMatch(
                        each -> each.type() instanceof ExternType.Function || each.type() instanceof ExternType.Memory);
        return known && !unique.equals(module.imports()) ? rewrite(module, unique) : module.bytes();
    }

    /** An import with the name that it had at first. */
    static Import original(Import imported) {
        String name = VERSION.matcher(imported.name()).replaceFirst("");
        return new Import(imported.module(), name, imported.type());
    }

    private static List<Import> unique(List<Import> imports) {
        record Name(String module, String name) {}
        Set<Name> taken = new HashSet<>();
        List<Import> unique = new ArrayList<>();
        for (Import each : imports) {
            String name = each.name();
            for (int i = 2; !taken.add(new Name(each.module(), name)); i++) {
                name = each.name() + " [v" + i + "]";
            }
            unique.add(new Import(each.module(), name, each.type()));
        }
        return unique;
    }

    private static byte[] rewrite(ModuleDefinition module, List<Import> imports) {
        ByteWriter out = new ByteWriter();
        out.bytes(Arrays.copyOf(module.bytes(), PREAMBLE));
        for (SectionRange section : SectionRange.of(module.bytes())) {
            out.u8(section.id());
            if (section.id() == IMPORT_SECTION) {
                out.sized(section(module, imports));
            } else {
                out.sized(Arrays.copyOfRange(module.bytes(), section.start(), section.end()));
            }
        }
        return out.toByteArray();
    }

    private static ByteWriter section(ModuleDefinition module, List<Import> imports) {
        ByteWriter section = new ByteWriter();
        section.u32(imports.size());
        int function = 0;
        for (Import each : imports) {
            section.sized(each.module().getBytes(StandardCharsets.UTF_8));
            section.sized(each.name().getBytes(StandardCharsets.UTF_8));
            if (each.type() instanceof ExternType.Memory memory) {
                section.u8(2);
                TypeWriter.memory(memory, section);
            } else {
                section.u8(0);
                section.u32(module.functions().get(function++));
            }
        }
        return section;
    }
}
