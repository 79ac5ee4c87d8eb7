/** The notation of WIT: types and function signatures as text (WIT.md "Types"). */
package dev.perigord.wasm.component.wit;
