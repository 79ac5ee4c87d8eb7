/** The goal {@code perigord:bindgen} of Maven builds. */
package dev.perigord.wasm.maven;
