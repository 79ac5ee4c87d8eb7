/** Checks what a component says and gives every index a meaning (Explainer and Binary.md, "Validation"). */
package dev.perigord.wasm.component.validation;
