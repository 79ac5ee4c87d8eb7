package dev.perigord.wasm.instantiation;

import dev.perigord.wasm.runtime.MemoryBudget;

/**
 * The limits that all instances of one context share.
 *
 * @param memory the budget of linear memory
 * @param maximumTableSize the largest number of elements of a table
 */
public record Store(MemoryBudget memory, int maximumTableSize) {}
