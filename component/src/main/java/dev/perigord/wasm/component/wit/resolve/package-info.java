/** From files to the resolved model: names, gates, includes, the imports that worlds have without saying so. */
package dev.perigord.wasm.component.wit.resolve;
