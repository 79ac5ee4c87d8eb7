/** WIT in the binary format: packages and worlds as component types, and the world of a component (WIT.md "Package Format"). */
package dev.perigord.wasm.component.wit.binary;
