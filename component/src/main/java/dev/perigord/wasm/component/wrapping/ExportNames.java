package dev.perigord.wasm.component.wrapping;

import dev.perigord.wasm.component.name.InterfaceName;
import dev.perigord.wasm.component.wit.model.WorldItem;
import java.util.List;

/**
 * How core modules name what they export: by the names of the tools for WASI 0.2, or by those that begin with
 * {@code cm32p2} (BuildTargets.md).
 */
final class ExportNames {
    static final String MEMORY = "memory";
    static final String TABLE = "__indirect_function_table";
    static final String REALLOC = "cabi_realloc";
    static final String TASK_HOOK = "__wasm_task_hook";
    static final String INITIALIZE = "_initialize";

    private static final String POST_RETURN = "cabi_post_";
    private static final String DESTRUCTOR = "#[dtor]";
    private static final String ASYNC = "[async-lift]";
    private static final String STACKFUL = "[async-lift-stackful]";
    private static final String CALLBACK = "[callback][async-lift]";

    private ExportNames() {}

    /** A function of the world: its own name, or that of its interface with its own. */
    static String function(String item, WorldItem exported, String function) {
        return exported instanceof WorldItem.Function ? function : item + "#" + function;
    }

    /** What is called when the caller has read a function's result. */
    static String postReturn(String function) {
        return POST_RETURN + function;
    }

    /** A function that is lifted asynchronously and has a callback. */
    static String async(String function) {
        return ASYNC + function;
    }

    /** The callback. */
    static String callback(String function) {
        return CALLBACK + function;
    }

    /** A function that is lifted asynchronously and waits on its own stack. */
    static String stackful(String function) {
        return STACKFUL + function;
    }

    static String destructor(String item, String resource) {
        return item + DESTRUCTOR + resource;
    }

    /** The name of the function to which an export belongs, which may be its own. */
    static String undecorated(String export) {
        for (String prefix : List.of(POST_RETURN, ASYNC, STACKFUL, CALLBACK)) {
            if (export.startsWith(prefix)) {
                return export.substring(prefix.length());
            }
        }
        return export;
    }

    /** The name of the same export that begins with {@code cm32p2}; its versions are tracks of compatible versions. */
    static String standard(String name) {
        return "cm32p2"
                + switch (name) {
                    case MEMORY, INITIALIZE -> name.startsWith("_") ? name : "_" + name;
                    case REALLOC -> "_realloc";
                    default ->
                        name.startsWith(POST_RETURN)
                                ? standardFunction(name.substring(POST_RETURN.length())) + "_post"
                                : standardFunction(name);
                };
    }

    private static String standardFunction(String name) {
        int hash = name.indexOf('#');
        if (hash < 0) {
            return "||" + name;
        }
        String item = name.substring(0, hash);
        String track =
                InterfaceName.tryParse(item).map(InterfaceName::canonical).orElse(item);
        return name.startsWith(DESTRUCTOR, hash)
                ? "|" + track + "|" + name.substring(hash + DESTRUCTOR.length()) + "_dtor"
                : "|" + track + "|" + name.substring(hash + 1);
    }
}
