package dev.perigord.wasm.text;

import dev.perigord.wasm.module.MalformedException;

/** Errors with their place in the text. */
final class Errors {
    private Errors() {}

    /** An error whose message is preceded by the line and column of a character. */
    static MalformedException at(String text, int index, String message) {
        int lineStart = index == 0 ? 0 : text.lastIndexOf('\n', index - 1) + 1;
        int column = text.codePointCount(lineStart, index) + 1;
        return new MalformedException(line(text, index) + ":" + column + ": " + message);
    }

    /** The number, from 1, of the line of a character. */
    static int line(String text, int index) {
        int line = 1;
        for (int i = text.indexOf('\n'); i >= 0 && i < index; i = text.indexOf('\n', i + 1)) {
            line++;
        }
        return line;
    }
}
