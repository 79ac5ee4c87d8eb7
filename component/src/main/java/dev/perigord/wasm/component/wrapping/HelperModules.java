package dev.perigord.wasm.component.wrapping;

import dev.perigord.wasm.module.ExternType;
import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.text.TextParser;
import java.util.List;

/**
 * The small core modules that tie a knot: what a module imports may need its memory, which exists only after the module
 * has been instantiated. So it is first given functions that call through a table, which is filled afterwards.
 */
final class HelperModules {
    private HelperModules() {}

    /**
     * Exports a function for each type, named by numbers, and the table through which they call, if there are any.
     *
     * @param memory is exported, too, if it is not null
     * @param words may say that there is a global, for which functions are exported
     */
    static byte[] shim(List<FunctionType> types, ExternType.Memory memory, ThreadWords words) {
        StringBuilder text = new StringBuilder("(module\n");
        if (memory != null) {
            text.append("(memory (export \"$memory\") ")
                    .append(CoreText.of(memory))
                    .append(")\n");
        }
        if (words.hasGlobal()) {
            text.append(threadBase(words.globalType().text()));
        }
        if (!types.isEmpty()) {
            text.append("(table $t (export \"$imports\") ")
                    .append(types.size())
                    .append(' ')
                    .append(types.size())
                    .append(" funcref)\n");
        }
        for (int i = 0; i < types.size(); i++) {
            String signature = CoreText.signature(types.get(i));
            text.append("(func (export \"")
                    .append(i)
                    .append("\")")
                    .append(signature)
                    .append(' ');
            for (int p = 0; p < types.get(i).parameters().size(); p++) {
                text.append("local.get ").append(p).append(' ');
            }
            text.append("i32.const ")
                    .append(i)
                    .append(" call_indirect $t")
                    .append(signature)
                    .append(")\n");
        }
        return module(text);
    }

    private static String threadBase(String type) {
        return """
                (global $base (mut %1$s) (%1$s.const 0))
                (func (export "$get-tls-base") (result %1$s) (global.get $base))
                (func (export "$set-tls-base") (param %1$s) (global.set $base (local.get 0)))
                """
                .formatted(type);
    }

    /** Calls its only import when it is instantiated. */
    static byte[] start() {
        return module(new StringBuilder("(module (import \"\" \"\" (func)) (start 0)"));
    }

    /** Calls a function when it is instantiated, and a hook before and after. */
    static byte[] hookedStart() {
        return module(new StringBuilder(
                """
                (module
                  (import "" "" (func $initialize))
                  (import "" "$hook" (func $hook (param i32)))
                  (func $start
                    %s
                    (call $initialize)
                    %s)
                  (start $start)
                """
                        .formatted(
                                FixupModule.call(TaskHook.INITIALIZE.before()),
                                FixupModule.call(TaskHook.INITIALIZE.after()))));
    }

    /** Allocates whole pages behind everything that a memory has; nothing can be resized. */
    static byte[] pageAllocator() {
        return module(
                new StringBuilder(
                        """
                (module
                  (import "env" "memory" (memory 0))
                  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
                    (if (i32.or (local.get 0) (local.get 1)) (then unreachable))
                    (local.set 0
                      (memory.grow (i32.shr_u (i32.add (local.get 3) (i32.const 65535)) (i32.const 16))))
                    (if (i32.eq (local.get 0) (i32.const -1)) (then unreachable))
                    (i32.shl (local.get 0) (i32.const 16)))
                """));
    }

    private static byte[] module(StringBuilder text) {
        return TextParser.parseModule(text.append(")").toString()).binary();
    }
}
