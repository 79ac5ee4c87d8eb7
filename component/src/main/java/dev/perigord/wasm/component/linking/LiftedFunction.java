package dev.perigord.wasm.component.linking;

import dev.perigord.wasm.component.type.FlatSignature;
import dev.perigord.wasm.component.type.WitFunctionType;

/**
 * A component function made from a core function by {@code canon lift}.
 *
 * @param callee the function slot of the core function
 * @param type with the resources of the plan
 */
public record LiftedFunction(int callee, WitFunctionType type, FlatSignature signature, LinkedOptions options) {}
