package dev.perigord.wasm.component.wave;

import dev.perigord.wasm.component.type.EnumType;
import dev.perigord.wasm.component.type.FixedListType;
import dev.perigord.wasm.component.type.FlagsType;
import dev.perigord.wasm.component.type.ListType;
import dev.perigord.wasm.component.type.MapType;
import dev.perigord.wasm.component.type.NamedType;
import dev.perigord.wasm.component.type.OptionType;
import dev.perigord.wasm.component.type.PrimitiveType;
import dev.perigord.wasm.component.type.RecordType;
import dev.perigord.wasm.component.type.ResultType;
import dev.perigord.wasm.component.type.TupleType;
import dev.perigord.wasm.component.type.TypeKind;
import dev.perigord.wasm.component.type.VariantType;
import dev.perigord.wasm.component.type.WitType;
import dev.perigord.wasm.component.value.CodePoint;
import dev.perigord.wasm.component.value.FlagsValue;
import dev.perigord.wasm.component.value.ListValues;
import dev.perigord.wasm.component.value.RecordValue;
import dev.perigord.wasm.component.value.VariantValue;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes values in WAVE notation. */
public final class WaveWriter {
    private static final Set<String> KEYWORDS = Set.of("true", "false", "inf", "nan", "some", "none", "ok", "err");

    private final StringBuilder text = new StringBuilder();

    private WaveWriter() {}

    /** The text of a value; what cannot be written, such as a handle, appears as its type in angle brackets. */
    public static String write(Object value, WitType type) {
        WaveWriter writer = new WaveWriter();
        writer.value(value, type);
        return writer.text.toString();
    }

    private void value(Object value, WitType type) {
        switch (type) {
            case PrimitiveType primitive -> primitive(value, primitive.kind());
            case ListType list -> list(value, list.element());
            case FixedListType list -> list(value, list.element());
            case MapType map -> map((Map<?, ?>) value, map);
            case TupleType tuple -> tuple((List<?>) value, tuple.parts());
            case RecordType record -> record((RecordValue) value, record);
            case VariantType variant -> {
                VariantType.Case one = variant.cases().get(((VariantValue) value).index());
                choice(label(one.name()), ((VariantValue) value).payload(), one.payload());
            }
            case EnumType enumeration -> text.append(label(enumeration.names().get(((VariantValue) value).index())));
            case FlagsType flags -> flags((FlagsValue) value, flags);
            case OptionType option -> {
                boolean none = ((VariantValue) value).index() == 0;
                choice(none ? "none" : "some", ((VariantValue) value).payload(), none ? null : option.payload());
            }
            case ResultType result -> {
                boolean ok = ((VariantValue) value).index() == 0;
                choice(ok ? "ok" : "err", ((VariantValue) value).payload(), ok ? result.ok() : result.error());
            }
            default -> text.append('<').append(type).append('>');
        }
    }

    private void primitive(Object value, TypeKind kind) {
        switch (kind) {
            case CHAR -> {
                text.append('\'');
                escaped(((CodePoint) value).value(), '\'');
                text.append('\'');
            }
            case STRING -> {
                text.append('"');
                ((String) value).codePoints().forEach(c -> escaped(c, '"'));
                text.append('"');
            }
            case U64 -> text.append(Long.toUnsignedString((Long) value));
            case F32, F64 -> decimal((Number) value);
            case ERROR_CONTEXT -> text.append("<error-context>");
            default -> text.append(value);
        }
    }

    private void decimal(Number value) {
        double number = value.doubleValue();
        if (Double.isNaN(number)) {
            text.append("nan");
        } else if (Double.isInfinite(number)) {
            text.append(number > 0 ? "inf" : "-inf");
        } else {
            String digits = value.toString();
            text.append(digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits.replace("E", "e"));
        }
    }

    private void escaped(int c, char quote) {
        switch (c) {
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            case '\\' -> text.append("\\\\");
            default -> {
                if (c == quote) {
                    text.append('\\').append(quote);
                } else if (Character.isISOControl(c)) {
                    text.append("\\u{").append(Integer.toHexString(c)).append('}');
                } else {
                    text.appendCodePoint(c);
                }
            }
        }
    }

    private void list(Object value, WitType element) {
        text.append('[');
        for (int i = 0; i < ListValues.size(value); i++) {
            text.append(i == 0 ? "" : ", ");
            value(ListValues.get(value, element, i), element);
        }
        text.append(']');
    }

    private void map(Map<?, ?> value, MapType type) {
        text.append('[');
        String separator = "";
        for (Map.Entry<?, ?> entry : value.entrySet()) {
            text.append(separator);
            tuple(List.of(entry.getKey(), entry.getValue()), type.parts());
            separator = ", ";
        }
        text.append(']');
    }

    private void tuple(List<?> values, List<WitType> types) {
        text.append('(');
        for (int i = 0; i < types.size(); i++) {
            text.append(i == 0 ? "" : ", ");
            value(values.get(i), types.get(i));
        }
        text.append(')');
    }

    /** Options that hold nothing are left out. */
    private void record(RecordValue value, RecordType type) {
        text.append('{');
        String separator = "";
        for (int i = 0; i < type.fields().size(); i++) {
            NamedType field = type.fields().get(i);
            if (field.type() instanceof OptionType && ((VariantValue) value.field(i)).index() == 0) {
                continue;
            }
            text.append(separator).append(label(field.name())).append(": ");
            value(value.field(i), field.type());
            separator = ", ";
        }
        text.append(separator.isEmpty() ? ":}" : "}");
    }

    private void flags(FlagsValue value, FlagsType type) {
        text.append('{');
        text.append(String.join(
                ", ", value.names(type).stream().map(WaveWriter::label).toList()));
        text.append('}');
    }

    private void choice(String name, Object payload, WitType type) {
        text.append(name);
        if (type != null) {
            text.append('(');
            value(payload, type);
            text.append(')');
        }
    }

    private static String label(String name) {
        return KEYWORDS.contains(name) ? "%" + name : name;
    }
}
