/** WIT as text: tokens, grammar, printing. */
package dev.perigord.wasm.component.wit.text;
