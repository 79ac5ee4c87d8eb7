package dev.perigord.wasm.benchmarks.comparison;

import java.nio.file.Path;

/**
 * One call of a component's function of a string, from a cold start until its result, a string, is printed.
 *
 * @param name in the report
 * @param directory where the component is, in all its forms
 * @param function what is called; files have the same name
 * @param argument the string
 * @param result what is to be printed
 */
record Call(String name, Path directory, String function, String argument, String result) {
    /** The component, as one engine or the other takes it. */
    enum Form {
        COMPONENT(".component.wasm"),
        /** Its only core module, whose imports are none; the canonical ABI is by hand. */
        CORE_MODULE(".core.wasm"),
        /** The core module, and the canonical ABI in JavaScript. */
        JAVASCRIPT(".js");

        private final String suffix;

        Form(String suffix) {
            this.suffix = suffix;
        }
    }

    String file(Form form) {
        return directory.resolve(function + form.suffix).toString();
    }

    /** In WAVE; the argument must not need escapes. */
    String expression() {
        return function + "(\"" + argument + "\")";
    }
}
