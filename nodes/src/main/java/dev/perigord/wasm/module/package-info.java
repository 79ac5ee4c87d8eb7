/** The module model: types, sections and the instruction table (spec 2). Depends on nothing. */
package dev.perigord.wasm.module;
