package dev.perigord.wasm.component.wrapping;

import dev.perigord.wasm.component.wit.model.TypeExpression;

/**
 * A type that a built-in is for: a stream, a future, or what a function returns.
 *
 * @param imported whether the item is an import
 * @param item the import or export whose types it names; empty for those of the world itself
 * @param type null if a function returns nothing
 */
record Payload(boolean imported, String item, TypeExpression type) {}
