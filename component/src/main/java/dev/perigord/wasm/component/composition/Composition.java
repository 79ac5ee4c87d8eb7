package dev.perigord.wasm.component.composition;

import dev.perigord.wasm.component.name.NameIndex;
import dev.perigord.wasm.component.runtime.WasmComponent;
import dev.perigord.wasm.component.type.ItemType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
     * A component whose imports are satisfied, as far as possible, by the exports of others; the result exports what it
     * exports.
     *
     * @throws CompositionException if one of the others satisfies no import
     */
    public static Composition plug(WasmComponent socket, List<WasmComponent> plugs) {
        List<Part> parts = new ArrayList<>();
        Map<String, Source> arguments = new LinkedHashMap<>();
        Part main = new Part("socket", socket, arguments);
        for (WasmComponent plug : plugs) {
            Part part = new Part("plug" + parts.size(), plug, Map.of());
            int before = arguments.size();
            main.imports().keySet().forEach(name -> part.export(name)
                    .ifPresent(source -> arguments.putIfAbsent(name, source)));
            if (arguments.size() == before) {
                throw new CompositionException(plug.name() + " exports nothing that " + socket.name()
                        + " imports and the plugs before it do not have");
            }
            parts.add(part);
        }
        parts.add(main);
        Map<String, Source> exports = new LinkedHashMap<>();
        main.exports().keySet().forEach(name -> exports.put(name, new Source(main, name)));
        return new Composition(parts, exports);
    }
}
