package dev.perigord.wasm.component.type;

import java.util.List;
import java.util.stream.Collectors;

/** Types in the notation of WIT, for messages. */
final class TypeText {
    private TypeText() {}

    /** Compound types are cut off after a few levels: a message need not unfold the whole of a type. */
    private static final int LEVELS = 4;

    static String of(WitType type) {
        return text(type, LEVELS);
    }

    private static String text(WitType type, int levels) {
        if (levels == 0) {
            return type.kind().isPrimitive() ? type.kind().text() : type.kind().text() + "<…>";
        }
        return switch (type) {
            case PrimitiveType primitive -> primitive.kind().text();
            case RecordType record ->
                record.fields().stream()
                        .map(field -> field.name() + ": " + text(field.type(), levels - 1))
                        .collect(Collectors.joining(", ", "record { ", " }"));
            case VariantType variant ->
                variant.cases().stream()
                        .map(c -> c.payload() == null ? c.name() : c.name() + "(" + text(c.payload(), levels - 1) + ")")
                        .collect(Collectors.joining(", ", "variant { ", " }"));
            case EnumType enumeration -> "enum { " + String.join(", ", enumeration.names()) + " }";
            case FlagsType flags -> "flags { " + String.join(", ", flags.names()) + " }";
            case HandleType handle -> handle.kind().text() + "<" + handle.resource() + ">";
            case FixedListType list ->
                "list<" + text(list.element(), levels - 1) + ", " + Integer.toUnsignedString(list.length()) + ">";
            case ResultType result -> result(result, levels);
            case ListType _, MapType _, TupleType _, OptionType _, ChannelType _ ->
                type.kind().text() + arguments(type.parts(), levels);
        };
    }

    private static String result(ResultType type, int levels) {
        if (type.error() == null) {
            return type.ok() == null ? "result" : "result<" + text(type.ok(), levels - 1) + ">";
        }
        String ok = type.ok() == null ? "_" : text(type.ok(), levels - 1);
        return "result<" + ok + ", " + text(type.error(), levels - 1) + ">";
    }

    private static String arguments(List<WitType> parts, int levels) {
        if (parts.size() == 1 && parts.getFirst() == null) {
            return "";
        }
        return parts.stream().map(part -> text(part, levels - 1)).collect(Collectors.joining(", ", "<", ">"));
    }
}
