package dev.perigord.wasm.module;

import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The names of a module and of what is in it, as its name section gives them (spec 7.4.1). They mean nothing to code. */
public final class ModuleNames {
    private String module;
    private final Map<NameKind, SortedMap<Integer, String>> names = new EnumMap<>(NameKind.class);
    private final Map<NameKind, SortedMap<Integer, SortedMap<Integer, String>>> indirect =
            new EnumMap<>(NameKind.class);

    /** No names yet. */
    public ModuleNames() {
        for (NameKind kind : NameKind.values()) {
            if (kind.isIndirect()) {
                indirect.put(kind, new TreeMap<>());
            } else {
                names.put(kind, new TreeMap<>());
            }
        }
    }

    /** The name of the module or {@code null}. */
    public String module() {
        return module;
    }

    /** Names the module. */
    public void setModule(String name) {
        module = name;
    }

    /** The names of a kind by index; what is put into the map is named. */
    public SortedMap<Integer, String> of(NameKind kind) {
        return names.get(kind);
    }

    /** The names of an indirect kind by both indices; what is put into the map is named. */
    public SortedMap<Integer, SortedMap<Integer, String>> indirect(NameKind kind) {
        return indirect.get(kind);
    }
}
