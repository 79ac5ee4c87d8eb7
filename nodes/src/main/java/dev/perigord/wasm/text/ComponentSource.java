package dev.perigord.wasm.text;

/** A component in a script, as it stands there: whoever knows components can parse it. */
public sealed interface ComponentSource extends ScriptSource {
    /**
     * A component in the text of the script.
     *
     * @param script the text of the whole script
     * @param start the index of the first character of the component
     * @param end the index after its last character
     */
    record Text(String script, int start, int end) implements ComponentSource {
        @Override
        public String toString() {
            return script.substring(start, end);
        }
    }

    /** The bytes of {@code (component binary ...)}. */
    final class Binary implements ComponentSource {
        private final byte[] bytes;

        Binary(byte[] bytes) {
            this.bytes = bytes;
        }

        /** The component in the binary format. */
        public byte[] bytes() {
            return bytes.clone();
        }
    }

    /** The text of {@code (component quote ...)}, which is what stands between the parentheses of a component. */
    final class Quote implements ComponentSource {
        private final byte[] text;

        Quote(byte[] text) {
            this.text = text;
        }

        /** The text. */
        public byte[] text() {
            return text.clone();
        }
    }
}
