/**
 * What exists at run time: loaded components, shared by the contexts of an engine, and their instances with handle
 * tables and resources, which belong to one context (CanonicalABI.md "Runtime State").
 */
package dev.perigord.wasm.component.runtime;
