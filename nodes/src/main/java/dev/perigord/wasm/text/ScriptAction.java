package dev.perigord.wasm.text;

import java.util.List;

/** What a script does with an instance. */
public sealed interface ScriptAction {
    /** The instance, or {@code null} for the latest one. */
    String instance();

    /** The name of the export. */
    String export();

    /** Calls a function. */
    record Invoke(String instance, String export, List<ScriptValue> arguments) implements ScriptAction {}

    /** Reads a global. */
    record Get(String instance, String export) implements ScriptAction {}
}
