package dev.perigord.wasm.bindgen;

import dev.perigord.wasm.component.name.InterfaceName;
import java.util.List;

/** An interface that becomes a class. */
sealed interface InterfaceKey {
    /** The class's name in ever longer forms, of which the first one is taken that no other class has. */
    List<String> candidates();

    /** An interface of a package. */
    record Named(InterfaceName name) implements InterfaceKey {
        @Override
        public List<String> candidates() {
            String simple = JavaNames.ofType(name.interfaceName());
            String inPackage = JavaNames.ofType(name.packageName()) + simple;
            String full = JavaNames.ofType(name.namespace()) + inPackage;
            return List.of(simple, inPackage, full, full + "_" + name.version().replaceAll("[^0-9A-Za-z]", "_"));
        }

        @Override
        public String toString() {
            return name.toString();
        }
    }

    /** An interface that is written in the world, which may import another one under the label that it exports. */
    record Inline(String label, boolean exported) implements InterfaceKey {
        @Override
        public List<String> candidates() {
            String simple = JavaNames.ofType(label);
            return List.of(simple, simple + (exported ? "Export" : "Import"));
        }

        @Override
        public String toString() {
            return label;
        }
    }
}
