package dev.perigord.wasm.component.validation;

/** What encloses definitions or declarations. */
enum ScopeKind {
    COMPONENT,
    COMPONENT_TYPE,
    INSTANCE_TYPE
}
