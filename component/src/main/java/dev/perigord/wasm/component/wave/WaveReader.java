package dev.perigord.wasm.component.wave;

import dev.perigord.wasm.component.type.ChannelType;
import dev.perigord.wasm.component.type.EnumType;
import dev.perigord.wasm.component.type.FixedListType;
import dev.perigord.wasm.component.type.FlagsType;
import dev.perigord.wasm.component.type.HandleType;
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
import dev.perigord.wasm.component.type.WitFunctionType;
import dev.perigord.wasm.component.type.WitType;
import dev.perigord.wasm.component.value.CodePoint;
import dev.perigord.wasm.component.value.FlagsValue;
import dev.perigord.wasm.component.value.ListValues;
import dev.perigord.wasm.component.value.RecordValue;
import dev.perigord.wasm.component.value.VariantValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Reads values in WAVE notation. The expected type leads; a text that does not fit it is an error. */
public final class WaveReader {
    private final WaveScanner scanner;

    private WaveReader(String text) {
        scanner = new WaveScanner(text);
    }

    /**
     * Reads one value.
     *
     * @throws WaveException if the text is no value of the type
     */
    public static Object read(String text, WitType type) {
        WaveReader reader = new WaveReader(text);
        Object value = reader.value(type);
        reader.finish();
        return value;
    }

    /**
     * Reads a call's arguments, {@code (1, "x")}. Options at the end may be left out.
     *
     * @throws WaveException if the text is no list of arguments for the function
     */
    public static List<Object> readArguments(String text, WitFunctionType type) {
        WaveReader reader = new WaveReader(text);
        reader.scanner.expect('(');
        List<Object> arguments = new ArrayList<>();
        List<NamedType> parameters = type.parameters();
        while (!reader.scanner.accept(')')) {
            if (arguments.size() == parameters.size()) {
                throw reader.scanner.error("too many arguments, expected " + parameters.size());
            }
            arguments.add(reader.value(parameters.get(arguments.size()).type()));
            reader.separator(')');
        }
        while (arguments.size() < parameters.size()) {
            NamedType missing = parameters.get(arguments.size());
            if (!(missing.type() instanceof OptionType)) {
                throw reader.scanner.error("argument `" + missing.name() + "` is missing");
            }
            arguments.add(VariantValue.NONE);
        }
        reader.finish();
        return arguments;
    }

    private void finish() {
        if (!scanner.atEnd()) {
            throw scanner.error("unexpected text after the value");
        }
    }

    private Object value(WitType type) {
        return switch (type) {
            case PrimitiveType primitive -> primitive(primitive);
            case ListType list -> ListValues.of(list.element(), sequence('[', ']', () -> value(list.element())));
            case FixedListType list -> {
                List<Object> elements = sequence('[', ']', () -> value(list.element()));
                if (elements.size() != list.length()) {
                    throw scanner.error("expected " + list.length() + " elements, found " + elements.size());
                }
                yield ListValues.of(list.element(), elements);
            }
            case MapType map -> map(map);
            case TupleType tuple -> tuple(tuple);
            case RecordType record -> record(record);
            case VariantType variant -> variant(variant);
            case EnumType enumeration -> new VariantValue(label(enumeration.names(), "case"), null);
            case FlagsType flags ->
                FlagsValue.of(flags, sequence('{', '}', () -> {
                    int index = label(flags.names(), "flag");
                    return flags.names().get(index);
                }));
            case OptionType option -> option(option);
            case ResultType result -> result(result);
            case HandleType _, ChannelType _ -> throw scanner.error("values of type " + type + " cannot be written");
        };
    }

    private Object primitive(PrimitiveType type) {
        return switch (type.kind()) {
            case BOOL -> bool();
            case F32 -> Float.valueOf((float) decimal(scanner.number(), true));
            case F64 -> Double.valueOf(decimal(scanner.number(), false));
            case CHAR -> new CodePoint(scanner.character());
            case STRING -> scanner.string();
            case ERROR_CONTEXT -> throw scanner.error("values of type error-context cannot be written");
            default -> integer(type.kind());
        };
    }

    private Boolean bool() {
        int start = scanner.position();
        return switch (scanner.word()) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> throw new WaveException("expected `true` or `false`", start);
        };
    }

    private Object integer(TypeKind kind) {
        int start = scanner.position();
        String text = scanner.number();
        if (!text.matches("-?[0-9]{1,20}")) {
            throw new WaveException("`" + text + "` is no integer", start);
        }
        BigInteger value = new BigInteger(text);
        int bits =
                switch (kind) {
                    case S8, U8 -> 8;
                    case S16, U16 -> 16;
                    case S32, U32 -> 32;
                    default -> 64;
                };
        boolean signed =
                switch (kind) {
                    case S8, S16, S32, S64 -> true;
                    default -> false;
                };
        boolean fits = signed ? value.bitLength() < bits : value.signum() >= 0 && value.bitLength() <= bits;
        if (!fits) {
            throw new WaveException(text + " is out of the range of " + kind.text(), start);
        }
        return switch (kind) {
            case U32, S64, U64 -> (Object) value.longValue();
            default -> value.intValue();
        };
    }

    private double decimal(String text, boolean single) {
        return switch (text) {
            case "nan" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> {
                if (!text.matches("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?")) {
                    throw scanner.error("`" + text + "` is no number");
                }
                yield single ? Float.parseFloat(text) : Double.parseDouble(text);
            }
        };
    }

    private Object tuple(TupleType type) {
        List<Object> elements = new ArrayList<>();
        scanner.expect('(');
        while (!scanner.accept(')')) {
            if (elements.size() == type.parts().size()) {
                throw scanner.error(
                        "too many elements, expected " + type.parts().size());
            }
            elements.add(value(type.parts().get(elements.size())));
            separator(')');
        }
        if (elements.size() != type.parts().size()) {
            throw scanner.error("expected " + type.parts().size() + " elements, found " + elements.size());
        }
        return List.copyOf(elements);
    }

    private Object map(MapType type) {
        Map<Object, Object> entries = new LinkedHashMap<>();
        for (Object entry : sequence('[', ']', () -> tuple(type.entry()))) {
            List<?> pair = (List<?>) entry;
            entries.put(pair.getFirst(), pair.getLast());
        }
        return entries;
    }

    private Object record(RecordType type) {
        Object[] fields = new Object[type.fields().size()];
        List<String> names = type.fields().stream().map(NamedType::name).toList();
        scanner.expect('{');
        if (scanner.accept(':')) {
            scanner.expect('}');
        } else {
            while (!scanner.accept('}')) {
                int index = label(names, "field");
                scanner.expect(':');
                if (fields[index] != null) {
                    throw scanner.error("field `" + names.get(index) + "` is given twice");
                }
                fields[index] = value(type.fields().get(index).type());
                separator('}');
            }
        }
        for (int i = 0; i < fields.length; i++) {
            if (fields[i] == null) {
                if (!(type.fields().get(i).type() instanceof OptionType)) {
                    throw scanner.error("field `" + names.get(i) + "` is missing");
                }
                fields[i] = VariantValue.NONE;
            }
        }
        return new RecordValue(type, fields);
    }

    private Object variant(VariantType type) {
        int index = label(type.cases().stream().map(VariantType.Case::name).toList(), "case");
        return new VariantValue(index, payload(type.cases().get(index).payload()));
    }

    private Object payload(WitType type) {
        if (type == null) {
            return null;
        }
        scanner.expect('(');
        Object value = value(type);
        scanner.expect(')');
        return value;
    }

    private Object option(OptionType type) {
        int start = scanner.position();
        switch (scanner.word()) {
            case "none" -> {
                return VariantValue.NONE;
            }
            case "some" -> {
                return VariantValue.some(payload(type.payload()));
            }
            default -> scanner.reset(start);
        }
        if (isWrapped(type.payload())) {
            throw scanner.error("expected `some(…)` or `none`");
        }
        return VariantValue.some(value(type.payload()));
    }

    private Object result(ResultType type) {
        int start = scanner.position();
        switch (scanner.word()) {
            case "ok" -> {
                return VariantValue.ok(payload(type.ok()));
            }
            case "err" -> {
                return VariantValue.error(payload(type.error()));
            }
            default -> scanner.reset(start);
        }
        if (type.ok() == null || isWrapped(type.ok())) {
            throw scanner.error("expected `ok` or `err`");
        }
        return VariantValue.ok(value(type.ok()));
    }

    /** Options and results in options and results must be written in full, or it would not be clear which is meant. */
    private static boolean isWrapped(WitType type) {
        return type instanceof OptionType || type instanceof ResultType;
    }

    private int label(List<String> names, String what) {
        int start = scanner.position();
        String word = scanner.word();
        int index = names.indexOf(word.startsWith("%") ? word.substring(1) : word);
        if (index < 0) {
            throw new WaveException("unknown " + what + " `" + word + "`, expected one of " + names, start);
        }
        return index;
    }

    private <T> List<T> sequence(char open, char close, Supplier<T> element) {
        List<T> elements = new ArrayList<>();
        scanner.expect(open);
        while (!scanner.accept(close)) {
            elements.add(element.get());
            separator(close);
        }
        return elements;
    }

    /** A comma, which may be left out before the end. */
    private void separator(char close) {
        if (scanner.peek() != close) {
            scanner.expect(',');
        }
    }
}
