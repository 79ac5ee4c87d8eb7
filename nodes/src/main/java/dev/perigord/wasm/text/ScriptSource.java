package dev.perigord.wasm.text;

/** What a script makes a module or component of; it is parsed when it is asked for. */
public sealed interface ScriptSource permits ModuleSource, ComponentSource {}
