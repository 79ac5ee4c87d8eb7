package dev.perigord.wasm.printer;

import dev.perigord.wasm.module.ModuleDefinition;
import dev.perigord.wasm.module.ModuleNames;
import dev.perigord.wasm.module.NameKind;
import dev.perigord.wasm.module.StructType;
import java.util.ArrayList;
import java.util.List;

/** What the text calls everything that is not inside of a function. */
final class Scope {
    private final Identifiers functions;
    private final Identifiers tables;
    private final Identifiers memories;
    private final Identifiers tags;
    private final Identifiers globals;
    private final Identifiers elements;
    private final Identifiers data;
    private final List<Identifiers> fields = new ArrayList<>();
    private final TypePrinter types;

    Scope(ModuleDefinition module, ModuleNames names) {
        functions =
                Identifiers.of(names.of(NameKind.FUNCTION), module.functions().size());
        tables = Identifiers.of(names.of(NameKind.TABLE), module.tables().size());
        memories = Identifiers.of(names.of(NameKind.MEMORY), module.memories().size());
        tags = Identifiers.of(names.of(NameKind.TAG), module.tags().size());
        globals = Identifiers.of(names.of(NameKind.GLOBAL), module.globals().size());
        elements = Identifiers.of(names.of(NameKind.ELEMENT), module.elements().size());
        data = Identifiers.of(names.of(NameKind.DATA), module.data().size());
        for (int i = 0; i < module.types().size(); i++) {
            StructType struct = module.types().get(i).struct();
            int count = struct == null ? 0 : struct.fields().size();
            fields.add(Identifiers.of(names.indirect(NameKind.FIELD).get(i), count));
        }
        types = new TypePrinter(
                module, Identifiers.of(names.of(NameKind.TYPE), module.types().size()), fields);
    }

    Identifiers functions() {
        return functions;
    }

    Identifiers tables() {
        return tables;
    }

    Identifiers memories() {
        return memories;
    }

    Identifiers tags() {
        return tags;
    }

    Identifiers globals() {
        return globals;
    }

    Identifiers elements() {
        return elements;
    }

    Identifiers data() {
        return data;
    }

    /** The fields of a type. */
    Identifiers fields(int type) {
        return Integer.compareUnsigned(type, fields.size()) < 0 ? fields.get(type) : Identifiers.NONE;
    }

    TypePrinter types() {
        return types;
    }
}
