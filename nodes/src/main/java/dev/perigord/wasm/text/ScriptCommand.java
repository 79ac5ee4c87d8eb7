package dev.perigord.wasm.text;

import java.util.List;

/** A command of a test script, as the WebAssembly test suite writes them. Names come without dollar sign. */
public sealed interface ScriptCommand {
    /** The number, from 1, of the line where the command starts. */
    int line();

    /**
     * A module.
     *
     * @param name its name or {@code null}
     * @param definition whether it is only defined and not instantiated as well
     */
    record Module(int line, String name, boolean definition, ModuleSource source) implements ScriptCommand {}

    /**
     * {@code (module instance $name $definition)}.
     *
     * @param name the name of the instance or {@code null}
     * @param definition the name of a module or {@code null} for the latest one
     */
    record Instance(int line, String name, String definition) implements ScriptCommand {}

    /**
     * A component.
     *
     * @param name its name or {@code null}
     * @param definition whether it is only defined and not instantiated as well
     */
    record Component(int line, String name, boolean definition, ComponentSource source) implements ScriptCommand {}

    /**
     * {@code (component instance $name $definition)}.
     *
     * @param name the name of the instance or {@code null}
     * @param definition the name of a component or {@code null} for the latest one
     */
    record ComponentInstance(int line, String name, String definition) implements ScriptCommand {}

    /**
     * Makes an instance's exports available for import.
     *
     * @param module the module name of such imports
     * @param instance the name of the instance or {@code null} for the latest one
     */
    record Register(int line, String module, String instance) implements ScriptCommand {}

    /** An action whose results do not matter. */
    record Action(int line, ScriptAction action) implements ScriptCommand {}

    /** The action must return such results. */
    record AssertReturn(int line, ScriptAction action, List<ResultPattern> results) implements ScriptCommand {}

    /** The action must trap with a message that starts so. */
    record AssertTrap(int line, ScriptAction action, String message) implements ScriptCommand {}

    /** The action must exhaust a resource such as the stack. */
    record AssertExhaustion(int line, ScriptAction action, String message) implements ScriptCommand {}

    /** The action must trap because it suspends with a tag that nobody handles (proposal stack switching). */
    record AssertSuspension(int line, ScriptAction action, String message) implements ScriptCommand {}

    /** The action must end with an uncaught exception. */
    record AssertException(int line, ScriptAction action) implements ScriptCommand {}

    /** The module or component must break a rule of validation. */
    record AssertInvalid(int line, ScriptSource source, String message) implements ScriptCommand {}

    /** The module or component must break the grammar of its format. */
    record AssertMalformed(int line, ScriptSource source, String message) implements ScriptCommand {}

    /** An annotation or custom section of the module must break the grammar of its format. */
    record AssertMalformedCustom(int line, ScriptSource source, String message) implements ScriptCommand {}

    /** A custom section of the module must break a rule about its contents. */
    record AssertInvalidCustom(int line, ScriptSource source, String message) implements ScriptCommand {}

    /** The module or component must be valid but want imports that there are not. */
    record AssertUnlinkable(int line, ScriptSource source, String message) implements ScriptCommand {}

    /** The module or component must be linkable but trap while it is instantiated. */
    record AssertUninstantiable(int line, ScriptSource source, String message) implements ScriptCommand {}

    /**
     * Starts a thread that runs commands of its own (proposal threads).
     *
     * @param name its name or {@code null}
     * @param shared the names of the instances that it can see; it sees no others
     * @param script the text of the whole script
     * @param start the index of the first character of its commands
     * @param end the index after their last character
     */
    record StartThread(int line, String name, List<String> shared, String script, int start, int end)
            implements ScriptCommand {
        /** The commands of the thread, which are parsed only now because nothing bounds how deep threads nest. */
        public List<ScriptCommand> commands(String file) {
            return ScriptParser.parse(script, start, end, file);
        }
    }

    /** Waits until a thread has run its commands; {@code thread} is its name, {@code null} for one without. */
    record AwaitThread(int line, String thread) implements ScriptCommand {}

    /** A command that the parser does not know. */
    record Unsupported(int line, String text) implements ScriptCommand {}

    /**
     * Something that is no command; the others are not affected.
     *
     * @param message what is wrong with it, as {@code line:column: problem}
     */
    record Broken(int line, String message) implements ScriptCommand {}
}
