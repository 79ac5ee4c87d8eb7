/** Resolved WIT: packages, interfaces, worlds, types and functions as immutable values that name each other. */
package dev.perigord.wasm.component.wit.model;
