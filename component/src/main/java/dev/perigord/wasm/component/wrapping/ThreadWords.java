package dev.perigord.wasm.component.wrapping;

import dev.perigord.wasm.component.syntax.BuiltinKind;
import dev.perigord.wasm.component.wit.WitException;
import dev.perigord.wasm.module.NumberType;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The words that modules keep for each thread: the stack pointer and the base of thread-local storage. There are slots for
 * both (CanonicalABI.md "canon context.get"). Code for one thread only imports the base as well, and should run where there
 * are no slots; so unless something else tells of threads, the base is in a global.
 *
 * @param globalType the type of the global with the base of thread-local storage, or null if there is none
 */
record ThreadWords(NumberType globalType) {
    /** The slot with the stack pointer. */
    static final int STACK_POINTER = 0;

    /** The slot with the base of thread-local storage. */
    static final int BASE = 1;

    /**
     * Where the words are for what modules import.
     *
     * @throws WitException if the modules do not agree on the size of words
     */
    static ThreadWords of(Collection<CoreImport> imports) {
        boolean threads = imports.stream().anyMatch(ThreadWords::tellsOfThreads);
        Set<NumberType> slots = EnumSet.noneOf(NumberType.class);
        Set<NumberType> bases = EnumSet.noneOf(NumberType.class);
        for (CoreImport each : imports) {
            switch (each) {
                case CoreImport.Builtin builtin when isSlot(builtin) -> slots.add(builtin.slotType());
                case CoreImport.ThreadBase base -> (threads ? slots : bases).add(base.type());
                default -> {}
            }
        }
        single("slots of threads", slots);
        return new ThreadWords(single("bases of thread-local storage", bases));
    }

    private static boolean isSlot(CoreImport.Builtin builtin) {
        return List.of(BuiltinKind.CONTEXT_GET, BuiltinKind.CONTEXT_SET).contains(builtin.kind());
    }

    private static boolean tellsOfThreads(CoreImport imported) {
        return imported instanceof CoreImport.Builtin builtin
                && (builtin.kind() == BuiltinKind.THREAD_NEW_INDIRECT || (isSlot(builtin) && builtin.slot() == BASE));
    }

    private static NumberType single(String what, Set<NumberType> types) {
        if (types.size() > 1) {
            throw new WitException(what + ": expected one type in all modules, found i32 and i64");
        }
        return types.stream().findFirst().orElse(null);
    }

    /** Whether the base of thread-local storage is in a global of the shim. */
    boolean hasGlobal() {
        return globalType != null;
    }
}
