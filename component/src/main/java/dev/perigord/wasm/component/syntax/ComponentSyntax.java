package dev.perigord.wasm.component.syntax;

import java.util.List;

/**
 * A component: its definitions in order.
 *
 * @param name from the custom section {@code component-name}, or an empty string
 */
public record ComponentSyntax(String name, List<Located> definitions, List<CustomSection> customSections) {
    /** Copies both lists. */
    public ComponentSyntax {
        definitions = List.copyOf(definitions);
        customSections = List.copyOf(customSections);
    }
}
