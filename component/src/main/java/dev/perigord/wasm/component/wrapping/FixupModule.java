package dev.perigord.wasm.component.wrapping;

import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.text.TextParser;
import java.util.List;

/**
 * The module that is instantiated when all others have been: it fills the shim's table, and exports functions that call the
 * main module's hook before and after others.
 */
final class FixupModule {
    /** The name by which the shim's table is imported. */
    static final String TABLE = "$imports";

    /** The name by which the hook is imported. */
    static final String HOOK = "$hook";

    private final List<Shims.Shim> shims;
    private final List<HookedFunctions.Hooked> hooked;
    private final StringBuilder text = new StringBuilder("(module\n");

    private FixupModule(List<Shims.Shim> shims, List<HookedFunctions.Hooked> hooked) {
        this.shims = shims;
        this.hooked = hooked;
    }

    /** Imports a function for each shim without a hook, the hook, and the functions around which it is called. */
    static byte[] of(List<Shims.Shim> shims, List<HookedFunctions.Hooked> hooked) {
        return new FixupModule(shims, hooked).write();
    }

    /** The name by which a function is imported around which the hook is called. */
    static String callee(int number) {
        return "$callee" + number;
    }

    private byte[] write() {
        imports();
        for (int i = 0; i < hooked.size(); i++) {
            around(i, hooked.get(i));
        }
        if (!shims.isEmpty()) {
            elements();
        }
        return TextParser.parseModule(text.append(")").toString()).binary();
    }

    private void imports() {
        if (!shims.isEmpty()) {
            int size = shims.size();
            text.append("(import \"\" \"%s\" (table %d %d funcref))%n".formatted(TABLE, size, size));
        }
        for (int i = 0; i < shims.size(); i++) {
            if (shims.get(i) instanceof Shims.Plain(FunctionType type, var _)) {
                importFunction(Integer.toString(i), "$" + i, type);
            }
        }
        if (!hooked.isEmpty()) {
            importFunction(HOOK, HOOK, HookedFunctions.HOOK);
        }
        for (int i = 0; i < hooked.size(); i++) {
            importFunction(callee(i), callee(i), hooked.get(i).type());
        }
    }

    private void importFunction(String name, String id, FunctionType type) {
        text.append("(import \"\" \"%s\" (func %s%s))%n".formatted(name, id, CoreText.signature(type)));
    }

    private void around(int number, HookedFunctions.Hooked function) {
        TaskHook hook = function.hook();
        text.append(
                "(func $hooked%d (export \"%d\")%s%n".formatted(number, number, CoreText.signature(function.type())));
        if (hook.resultDecides()) {
            text.append("(local $result i32)\n");
        }
        text.append(call(hook.before()));
        for (int i = 0; i < function.type().parameters().size(); i++) {
            text.append("local.get ").append(i).append('\n');
        }
        text.append("call ").append(callee(number)).append('\n');
        text.append(hook.resultDecides() ? afterResult() : call(hook.after())).append(")\n");
    }

    /** Calls the hook. */
    static String call(int reason) {
        return "(call " + HOOK + " (i32.const " + reason + "))\n";
    }

    private static String afterResult() {
        return """
                local.tee $result
                (call %s (select (i32.const %d) (i32.const %d) (local.get $result)))
                """
                .formatted(HOOK, TaskHook.BLOCKED, TaskHook.FINISHED);
    }

    private void elements() {
        text.append("(elem (i32.const 0) func");
        for (int i = 0; i < shims.size(); i++) {
            text.append(
                    switch (shims.get(i)) {
                        case Shims.Plain _ -> " $" + i;
                        case Shims.Hooked(var _, int number) -> " $hooked" + number;
                    });
        }
        text.append(")\n");
    }
}
