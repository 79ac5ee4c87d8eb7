package dev.perigord.wasm.component.syntax;

/** A canonical option; {@code index} is that of the core memory or function, if it has one. */
public record CanonOption(Kind kind, int index) {
    /** The options in the order of their codes (Binary.md {@code canonopt}). */
    public enum Kind {
        UTF8("utf8"),
        UTF16("utf16"),
        LATIN1_UTF16("latin1-utf16"),
        MEMORY("memory"),
        REALLOC("realloc"),
        POST_RETURN("post-return"),
        ASYNC("async"),
        CALLBACK("callback");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** The name in messages. */
        public String text() {
            return text;
        }

        /** The keyword of the text format, after which an index may stand. */
        public String keyword() {
            return isEncoding() ? "string-encoding=" + text.replace('-', '+') : text;
        }

        /** Whether it chooses the encoding of strings. */
        public boolean isEncoding() {
            return compareTo(MEMORY) < 0;
        }

        /** Whether an index follows. */
        public boolean hasIndex() {
            return !isEncoding() && this != ASYNC;
        }
    }
}
