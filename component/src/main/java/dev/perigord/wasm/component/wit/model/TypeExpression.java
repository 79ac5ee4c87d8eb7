package dev.perigord.wasm.component.wit.model;

import dev.perigord.wasm.component.type.TypeKind;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** A type where it is used (WIT.md "Types"). Names are those of the same interface or world. */
public sealed interface TypeExpression {
    /** A type that is part of the language. */
    record Primitive(TypeKind kind) implements TypeExpression {}

    /** A type by its name. A resource is so named only as the whole of an alias; elsewhere it is a handle. */
    record Named(String name) implements TypeExpression {}

    /** A handle that owns its resource, which is written as the name alone. */
    record Own(String resource) implements TypeExpression {}

    /** A handle lent for the time of a call. */
    record Borrow(String resource) implements TypeExpression {}

    /** A list of any length. */
    record ListOf(TypeExpression element) implements TypeExpression {}

    /** A list of one length. */
    record FixedList(TypeExpression element, int length) implements TypeExpression {}

    /** A map. */
    record MapOf(TypeExpression key, TypeExpression value) implements TypeExpression {}

    /** A tuple. */
    record Tuple(List<TypeExpression> elements) implements TypeExpression {
        /** Copies the list. */
        public Tuple {
            elements = List.copyOf(elements);
        }
    }

    /** A value or nothing. */
    record Option(TypeExpression element) implements TypeExpression {}

    /** A success or an error; either may be null for no payload. */
    record Result(TypeExpression ok, TypeExpression error) implements TypeExpression {}

    /** A stream; the element may be null. */
    record Stream(TypeExpression element) implements TypeExpression {}

    /** A future; the element may be null. */
    record Future(TypeExpression element) implements TypeExpression {}

    /** The expressions of which this one consists. */
    default List<TypeExpression> parts() {
        return switch (this) {
            case Primitive _, Named _, Own _, Borrow _ -> List.of();
            case ListOf(var element) -> List.of(element);
            case FixedList(var element, var _) -> List.of(element);
            case MapOf(var key, var value) -> List.of(key, value);
            case Tuple(var elements) -> elements;
            case Option(var element) -> List.of(element);
            case Result(var ok, var error) ->
                java.util.stream.Stream.of(ok, error).filter(Objects::nonNull).toList();
            case Stream(var element) -> element == null ? List.of() : List.of(element);
            case Future(var element) -> element == null ? List.of() : List.of(element);
        };
    }

    /** The expression with each part, itself not included, replaced; absent parts stay absent. */
    default TypeExpression withParts(UnaryOperator<TypeExpression> replace) {
        UnaryOperator<TypeExpression> optional = part -> part == null ? null : replace.apply(part);
        return switch (this) {
            case Primitive _, Named _, Own _, Borrow _ -> this;
            case ListOf(var element) -> new ListOf(replace.apply(element));
            case FixedList(var element, int length) -> new FixedList(replace.apply(element), length);
            case MapOf(var key, var value) -> new MapOf(replace.apply(key), replace.apply(value));
            case Tuple(var elements) -> new Tuple(elements.stream().map(replace).toList());
            case Option(var element) -> new Option(replace.apply(element));
            case Result(var ok, var error) -> new Result(optional.apply(ok), optional.apply(error));
            case Stream(var element) -> new Stream(optional.apply(element));
            case Future(var element) -> new Future(optional.apply(element));
        };
    }
}
