package dev.perigord.wasm.instantiation;

import dev.perigord.wasm.runtime.MemoryBudget;
import dev.perigord.wasm.runtime.continuation.Stacks;

/**
 * What all instances of one context share.
 *
 * @param memory the budget of linear memory
 * @param maximumTableSize the largest number of elements of a table
 * @param stacks makes the stacks of continuations
 */
public record Store(MemoryBudget memory, int maximumTableSize, Stacks stacks) {
    /** A store in whose context continuations work only where the JVM exports its own. */
    public Store(MemoryBudget memory, int maximumTableSize) {
        this(memory, maximumTableSize, Stacks.best(_ -> {
            throw new UnsupportedOperationException("continuations need --add-exports java.base/jdk.internal.vm");
        }));
    }
}
