package dev.perigord.wasm.pruning;

import dev.perigord.wasm.module.NameKind;

/** Where the things of a module go. */
interface IndexMap {
    /** The new index of what has an index in one of the module's index spaces. */
    int map(NameKind space, int index);
}
