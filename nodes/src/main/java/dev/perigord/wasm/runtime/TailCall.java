package dev.perigord.wasm.runtime;

/**
 * What a function returns instead of its results where it ends with a tail call (spec 4.4.10): whoever called it goes on
 * with this call, so that a chain of tail calls needs the stack of one. Never leaves {@code TrampolineRootNode}.
 *
 * @param arguments the arguments of the call target, the environment already filled in
 */
public record TailCall(FunctionCode code, Object[] arguments) {}
