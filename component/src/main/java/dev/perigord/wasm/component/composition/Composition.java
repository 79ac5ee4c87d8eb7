package dev.perigord.wasm.component.composition;

import dev.perigord.wasm.component.name.NameIndex;
import dev.perigord.wasm.component.runtime.WasmComponent;
import dev.perigord.wasm.component.type.ItemType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be composed.
 *
 * @param parts the instances in the order in which they were named
 * @param exports what the result exports, by name in order
 */
public record Composition(List<Part> parts, Map<String, Source> exports) {
    /** An instance of a component; {@code arguments} say what satisfies its imports, the others remain. */
    record Part(String name, WasmComponent component, Map<String, Source> arguments) {
        Map<String, ItemType> imports() {
            return component.definition().type().imports();
        }

        Map<String, ItemType> exports() {
            return component.definition().type().exports();
        }

        /** The export that satisfies an import of this name, if there is one. */
        Optional<Source> export(String importName) {
            Map<String, String> names = new LinkedHashMap<>();
            exports().keySet().forEach(name -> names.put(name, name));
            return new NameIndex<>(names).findForImport(importName).map(name -> new Source(this, name));
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** What satisfies an import: an export of an instance, or if {@code export} is null the instance itself. */
    record Source(Part part, String export) {}

    /**
     * A component whose imports are satisfied, as far as possible, by the exports of others, which satisfy each other's as well:
     * those behind one before those in front of it, so that one may stand between two others. The result exports what the first
     * component exports.
     *
     * @throws CompositionException if one of the others satisfies no import
     */
    public static Composition plug(WasmComponent socket, List<WasmComponent> plugs) {
        Part main = new Part(socket.name(), socket, new LinkedHashMap<>());
        List<Part> parts = new ArrayList<>();
        plugs.forEach(plug -> parts.add(new Part(plug.name(), plug, new LinkedHashMap<>())));
        Set<Part> used = new HashSet<>();
        connect(main, parts, used);
        for (int i = 0; i < parts.size(); i++) {
            List<Part> others = new ArrayList<>(parts.subList(i + 1, parts.size()));
            others.addAll(parts.subList(0, i));
            connect(parts.get(i), others, used);
        }
        for (Part part : parts) {
            if (!used.contains(part)) {
                throw new CompositionException(part.name() + " exports nothing that " + socket.name()
                        + " or another plug imports and a plug before it does not have");
            }
        }
        parts.add(main);
        Map<String, Source> exports = new LinkedHashMap<>();
        main.exports().keySet().forEach(name -> exports.put(name, new Source(main, name)));
        return new Composition(parts, exports);
    }

    /** Satisfies imports of a part by the first of others that have what is wanted. */
    private static void connect(Part part, List<Part> others, Set<Part> used) {
        for (String name : part.imports().keySet()) {
            others.stream()
                    .flatMap(other -> other.export(name).stream())
                    .findFirst()
                    .ifPresent(source -> {
                        part.arguments().put(name, source);
                        used.add(source.part());
                    });
        }
    }
}
