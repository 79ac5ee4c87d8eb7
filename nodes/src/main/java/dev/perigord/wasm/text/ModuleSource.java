package dev.perigord.wasm.text;

import dev.perigord.wasm.module.MalformedException;

/** A module in a script, whose text is parsed when it is asked for, so that a test can expect it to be malformed. */
public sealed interface ModuleSource extends ScriptSource {
    /**
     * The module; one that was given as binary is passed on as it is.
     *
     * @throws MalformedException if the text does not follow the grammar
     */
    TextModule module();

    /**
     * The module in the binary format.
     *
     * @throws MalformedException if the text does not follow the grammar
     */
    default byte[] encode() {
        return module().binary();
    }

    /**
     * A module in the text of the script.
     *
     * @param script the text of the whole script
     * @param start the index of the first character of the module
     * @param end the index after its last character
     */
    record Text(String script, int start, int end) implements ModuleSource {
        @Override
        public TextModule module() {
            return TextParser.parseModule(script, start, end);
        }

        @Override
        public String toString() {
            return script.substring(start, end);
        }
    }

    /** The bytes of {@code (module binary ...)}. */
    final class Binary implements ModuleSource {
        private final byte[] bytes;

        Binary(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public TextModule module() {
            return new TextModule(bytes, SourceMap.EMPTY);
        }
    }

    /** The text of {@code (module quote ...)}, as bytes for it may not even be UTF-8. */
    final class Quote implements ModuleSource {
        private final byte[] text;

        Quote(byte[] text) {
            this.text = text;
        }

        @Override
        public TextModule module() {
            return TextParser.parseModule(StringLiterals.quoted(text));
        }
    }
}
