/** The names of the component model: labels, names of imports and exports, versions, and how they match
 * (Explainer "Import and Export Definitions"). Depends on nothing. */
package dev.perigord.wasm.component.name;
