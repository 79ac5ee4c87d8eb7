package dev.perigord.wasm.text;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The custom section that keeps the identifiers of the text (spec 7.4.1). */
final class NameSection {
    private static final int MODULE = 0;
    private static final int FUNCTIONS = 1;
    private static final int LOCALS = 2;

    private final String moduleName;
    private final IndexSpace functions;
    private final Map<Integer, IndexSpace> locals = new LinkedHashMap<>();

    /** Names of a module, whose own may be {@code null}, and of its functions. */
    NameSection(String moduleName, IndexSpace functions) {
        this.moduleName = moduleName;
        this.functions = functions;
    }

    /** Adds the names of a function's locals; functions come in order. */
    void addLocals(int function, IndexSpace functionLocals) {
        if (functionLocals.hasIdentifiers()) {
            locals.put(function, functionLocals);
        }
    }

    boolean isEmpty() {
        return moduleName == null && locals.isEmpty() && !functions.hasIdentifiers();
    }

    void write(ByteWriter out) {
        if (moduleName != null) {
            ByteWriter name = new ByteWriter();
            name.sized(moduleName.getBytes(StandardCharsets.UTF_8));
            subsection(MODULE, name, out);
        }
        if (functions.hasIdentifiers()) {
            ByteWriter names = new ByteWriter();
            write(functions, names);
            subsection(FUNCTIONS, names, out);
        }
        if (!locals.isEmpty()) {
            ByteWriter names = new ByteWriter();
            names.u32(locals.size());
            locals.forEach((function, space) -> {
                names.u32(function);
                write(space, names);
            });
            subsection(LOCALS, names, out);
        }
    }

    private static void subsection(int id, ByteWriter contents, ByteWriter out) {
        out.u8(id);
        out.sized(contents);
    }

    private static void write(IndexSpace space, ByteWriter out) {
        Map<Integer, String> identifiers = space.identifiers();
        out.u32(identifiers.size());
        identifiers.forEach((index, name) -> {
            out.u32(index);
            out.sized(name.getBytes(StandardCharsets.UTF_8));
        });
    }
}
