package dev.perigord.wasm.component.wit.model;

import dev.perigord.wasm.component.name.InterfaceName;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** What stands behind the name of a type (WIT.md "Items: type"). */
public sealed interface TypeBody {
    /** A resource; its functions are among those of its interface or world. */
    record Resource() implements TypeBody {}

    /** A record. */
    record RecordOf(List<Field> fields) implements TypeBody {
        /** Copies the list. */
        public RecordOf {
            fields = List.copyOf(fields);
        }
    }

    /** A variant. */
    record Variant(List<Case> cases) implements TypeBody {
        /** Copies the list. */
        public Variant {
            cases = List.copyOf(cases);
        }
    }

    /** An enumeration. */
    record EnumOf(List<Named> cases) implements TypeBody {
        /** Copies the list. */
        public EnumOf {
            cases = List.copyOf(cases);
        }
    }

    /** Flags. */
    record Flags(List<Named> flags) implements TypeBody {
        /** Copies the list. */
        public Flags {
            flags = List.copyOf(flags);
        }
    }

    /** Another name of a type of the same scope, or a name for a type without one. */
    record Alias(TypeExpression type) implements TypeBody {}

    /** A type of an interface, known here by {@code use}. */
    record Use(InterfaceName from, String name) implements TypeBody {}

    /** A field of a record. */
    record Field(String name, TypeExpression type, String docs) {}

    /** A case of a variant; the payload may be null. */
    record Case(String name, TypeExpression payload, String docs) {}

    /** A case of an enumeration, or a flag. */
    record Named(String name, String docs) {}

    /** The types of which this one consists. */
    default List<TypeExpression> parts() {
        return switch (this) {
            case RecordOf(var fields) -> fields.stream().map(Field::type).toList();
            case Variant(var cases) ->
                cases.stream().map(Case::payload).filter(Objects::nonNull).toList();
            case Alias(var type) -> List.of(type);
            case Resource _, EnumOf _, Flags _, Use _ -> List.of();
        };
    }

    /** The same type of other parts. */
    default TypeBody withParts(UnaryOperator<TypeExpression> replace) {
        return switch (this) {
            case RecordOf(var fields) ->
                new RecordOf(fields.stream()
                        .map(field -> new Field(field.name, replace.apply(field.type), field.docs))
                        .toList());
            case Variant(var cases) ->
                new Variant(cases.stream()
                        .map(each -> new Case(
                                each.name, each.payload == null ? null : replace.apply(each.payload), each.docs))
                        .toList());
            case Alias(var type) -> new Alias(replace.apply(type));
            case Resource _, EnumOf _, Flags _, Use _ -> this;
        };
    }
}
