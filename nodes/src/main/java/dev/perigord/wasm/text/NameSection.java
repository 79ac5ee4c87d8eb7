package dev.perigord.wasm.text;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * The custom section that keeps the identifiers of the text and the names of its annotations (spec 7.4.1, and the
 * proposal extended name section).
 */
final class NameSection {
    /** The name of the custom section. */
    static final String SECTION = "name";

    private static final int MODULE = 0;
    private static final int FUNCTIONS = 1;
    private static final int LOCALS = 2;
    private static final int LABELS = 3;
    private static final int TYPES = 4;
    private static final int TABLES = 5;
    private static final int MEMORIES = 6;
    private static final int GLOBALS = 7;
    private static final int ELEMENTS = 8;
    private static final int DATA = 9;
    private static final int FIELDS = 10;
    private static final int TAGS = 11;

    private final String moduleName;
    private final ModuleContext context;
    private final Map<Integer, Map<Integer, String>> locals = new TreeMap<>();
    private final Map<Integer, Map<Integer, String>> labels = new TreeMap<>();

    /** Names of a module, whose own may be {@code null}, and of what it defines. */
    NameSection(String moduleName, ModuleContext context) {
        this.moduleName = moduleName;
        this.context = context;
    }

    /** Adds the names of a function's locals. */
    void addLocals(int function, IndexSpace functionLocals) {
        if (!functionLocals.names().isEmpty()) {
            locals.put(function, functionLocals.names());
        }
    }

    /** Adds the names of a function's labels. */
    void addLabels(int function, Map<Integer, String> functionLabels) {
        if (!functionLabels.isEmpty()) {
            labels.put(function, functionLabels);
        }
    }

    /** Writes the subsections that have names in them, which may be none. */
    void write(ByteWriter out) {
        if (moduleName != null) {
            ByteWriter name = new ByteWriter();
            name(moduleName, name);
            subsection(MODULE, name, out);
        }
        names(FUNCTIONS, context.functions, out);
        indirectNames(LOCALS, locals, out);
        indirectNames(LABELS, labels, out);
        names(TYPES, context.types.indices(), out);
        names(TABLES, context.tables, out);
        names(MEMORIES, context.memories, out);
        names(GLOBALS, context.globals, out);
        names(ELEMENTS, context.elements, out);
        names(DATA, context.data, out);
        indirectNames(FIELDS, fields(), out);
        names(TAGS, context.tags, out);
    }

    private Map<Integer, Map<Integer, String>> fields() {
        Map<Integer, Map<Integer, String>> fields = new TreeMap<>();
        for (int type = 0; type < context.types.indices().size(); type++) {
            Map<Integer, String> names = context.types.fields(type).names();
            if (!names.isEmpty()) {
                fields.put(type, names);
            }
        }
        return fields;
    }

    private static void subsection(int id, ByteWriter contents, ByteWriter out) {
        out.u8(id);
        out.sized(contents);
    }

    private static void names(int id, IndexSpace space, ByteWriter out) {
        if (!space.names().isEmpty()) {
            ByteWriter contents = new ByteWriter();
            map(space.names(), contents);
            subsection(id, contents, out);
        }
    }

    private static void indirectNames(int id, Map<Integer, Map<Integer, String>> names, ByteWriter out) {
        if (!names.isEmpty()) {
            ByteWriter contents = new ByteWriter();
            contents.u32(names.size());
            names.forEach((outer, inner) -> {
                contents.u32(outer);
                map(inner, contents);
            });
            subsection(id, contents, out);
        }
    }

    private static void map(Map<Integer, String> names, ByteWriter out) {
        out.u32(names.size());
        names.forEach((index, name) -> {
            out.u32(index);
            name(name, out);
        });
    }

    private static void name(String name, ByteWriter out) {
        out.sized(name.getBytes(StandardCharsets.UTF_8));
    }
}
