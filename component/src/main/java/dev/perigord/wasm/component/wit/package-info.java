/** WIT, the language of interfaces and worlds: reading its texts and binaries from files (WIT.md). */
package dev.perigord.wasm.component.wit;
