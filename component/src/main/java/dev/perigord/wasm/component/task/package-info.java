/**
 * How component instances run (CanonicalABI.md "Runtime State"): their state and handle tables, and, for what is
 * asynchronous, tasks, threads, waitables, streams and futures.
 */
package dev.perigord.wasm.component.task;
