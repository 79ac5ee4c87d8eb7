/** Stacks that can be left and entered again, and the continuations made of them (proposal stack switching). */
package dev.perigord.wasm.runtime.continuation;
