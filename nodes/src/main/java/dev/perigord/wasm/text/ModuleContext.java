package dev.perigord.wasm.text;

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
