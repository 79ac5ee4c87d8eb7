package dev.perigord.wasm.text;

import dev.perigord.wasm.module.ModuleNames;
import dev.perigord.wasm.module.NameKind;

/** The identifiers of a module and its types: what the parts of the parser share (spec 6.1.3). */
final class ModuleContext {
    final TypeSpace types = new TypeSpace();
    final IndexSpace functions = new IndexSpace("func");
    final IndexSpace tables = new IndexSpace("table");
    final IndexSpace memories = new IndexSpace("memory");
    final IndexSpace globals = new IndexSpace("global");
    final IndexSpace tags = new IndexSpace("tag");
    final IndexSpace elements = new IndexSpace("elem segment");
    final IndexSpace data = new IndexSpace("data segment");

    /** Whether an instruction names a data segment, which asks for a data count section. */
    boolean needsDataCount;

    /** Adds the names of everything that is not inside of a function. */
    void addNames(ModuleNames names) {
        names.of(NameKind.FUNCTION).putAll(functions.names());
        names.of(NameKind.TYPE).putAll(types.indices().names());
        names.of(NameKind.TABLE).putAll(tables.names());
        names.of(NameKind.MEMORY).putAll(memories.names());
        names.of(NameKind.GLOBAL).putAll(globals.names());
        names.of(NameKind.ELEMENT).putAll(elements.names());
        names.of(NameKind.DATA).putAll(data.names());
        names.of(NameKind.TAG).putAll(tags.names());
        for (int type = 0; type < types.indices().size(); type++) {
            names.indirect(NameKind.FIELD).put(type, types.fields(type).names());
        }
    }

    /** The index space of what can be imported and exported. */
    IndexSpace external(External kind) {
        return switch (kind) {
            case FUNC -> functions;
            case TABLE -> tables;
            case MEMORY -> memories;
            case GLOBAL -> globals;
            case TAG -> tags;
        };
    }
}
