package dev.perigord.wasm.component.syntax;

import java.util.List;

/** The name of an import or export with its attributes (Binary.md {@code nameattributes}). */
public record NameSyntax(String name, List<Attribute> attributes) {
    /** Information about an import or export that does not identify it. */
    public record Attribute(Kind kind, String text) {}

    /** The kinds of attributes in the order of their codes. */
    public enum Kind {
        IMPLEMENTS("implements"),
        VERSION_SUFFIX("versionsuffix"),
        EXTERNAL_ID("external-id");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** The word for it in the text format. */
        public String text() {
            return text;
        }
    }
}
