package dev.perigord.wasm.printer;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * What the text calls the definitions of one kind: by identifier where the name is the only one of its kind, else by
 * index. A name that is no identifier is kept as an annotation.
 */
public final class Identifiers {
    /** Nothing has a name. */
    public static final Identifiers NONE = new Identifiers(Map.of(), Set.of());

    private final Map<Integer, String> names;
    private final Set<String> ambiguous;

    private Identifiers(Map<Integer, String> names, Set<String> ambiguous) {
        this.names = names;
        this.ambiguous = ambiguous;
    }

    /** The identifiers of {@code count} definitions. */
    public static Identifiers of(SortedMap<Integer, String> names, int count) {
        Map<Integer, String> known = names == null ? Map.of() : names.headMap(count);
        Set<String> seen = new HashSet<>();
        Set<String> ambiguous = new HashSet<>(Set.of(""));
        known.values().forEach(name -> {
            if (!seen.add(name)) {
                ambiguous.add(name);
            }
        });
        return known.isEmpty() ? NONE : new Identifiers(known, ambiguous);
    }

    /** The identifier of an index, or {@code null} if it has none. */
    public String identifier(int index) {
        String name = names.get(index);
        return name == null || ambiguous.contains(name) ? null : Literals.identifier(name);
    }

    /** What stands for an index. */
    public String use(int index) {
        String identifier = identifier(index);
        return identifier == null ? Integer.toUnsignedString(index) : identifier;
    }

    boolean isNamed(int index) {
        return names.containsKey(index);
    }

    /** What follows the keyword where an index is defined: a space and its name, or nothing. */
    public String define(int index) {
        String name = names.get(index);
        if (name == null) {
            return "";
        }
        String identifier = identifier(index);
        return " " + (identifier == null ? annotation(name) : identifier);
    }

    /** The same with the index as a comment. */
    String defineNumbered(int index) {
        return define(index) + " (;" + index + ";)";
    }

    /** The annotation that gives a name to what stands before it. */
    public static String annotation(String name) {
        return "(@name " + Literals.name(name) + ")";
    }
}
