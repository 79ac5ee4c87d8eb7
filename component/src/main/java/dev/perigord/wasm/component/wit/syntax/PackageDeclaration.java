package dev.perigord.wasm.component.wit.syntax;

import dev.perigord.wasm.component.wit.model.PackageName;

/** {@code package name}. */
public record PackageDeclaration(PackageName name, String docs, Position position) {}
