package dev.perigord.wasm.component.wit.syntax;

import dev.perigord.wasm.component.wit.WitException;

/** A place in a WIT file; lines and columns begin with 1. */
public record Position(String file, int line, int column) {
    /** An error at this place. */
    public WitException error(String message) {
        return new WitException(this + ": " + message);
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
