package dev.perigord.wasm.script;

import dev.perigord.wasm.component.type.EnumType;
import dev.perigord.wasm.component.type.FixedListType;
import dev.perigord.wasm.component.type.FlagsType;
import dev.perigord.wasm.component.type.ListType;
import dev.perigord.wasm.component.type.MapType;
import dev.perigord.wasm.component.type.OptionType;
import dev.perigord.wasm.component.type.PrimitiveType;
import dev.perigord.wasm.component.type.RecordType;
import dev.perigord.wasm.component.type.ResultType;
import dev.perigord.wasm.component.type.TupleType;
import dev.perigord.wasm.component.type.VariantType;
import dev.perigord.wasm.component.type.WitType;
import dev.perigord.wasm.component.value.CodePoint;
import dev.perigord.wasm.component.value.FlagsValue;
import dev.perigord.wasm.component.value.ListValues;
import dev.perigord.wasm.component.value.RecordValue;
import dev.perigord.wasm.component.value.VariantValue;
import dev.perigord.wasm.text.ScriptValue;
import dev.perigord.wasm.text.ScriptValue.Component;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The constants of scripts as values of the component model. */
final class ComponentValues {
    private ComponentValues() {}

    /** The value of a type that a constant stands for. */
    static Object of(ScriptValue value, WitType type) {
        return switch (type) {
            case PrimitiveType primitive -> primitive(value, primitive);
            case ListType list -> ListValues.of(list.element(), elements(value, type, list.element()));
            case FixedListType list -> ListValues.of(list.element(), elements(value, type, list.element()));
            case TupleType tuple -> tuple(value, tuple);
            case MapType map -> map(value, map);
            case RecordType record -> record(value, record);
            case FlagsType flags ->
                FlagsValue.of(flags, require(Component.Flags.class, value, type).labels());
            case VariantType variant -> {
                List<VariantType.Case> cases = variant.cases();
                yield oneOf(
                        value,
                        type,
                        cases.stream().map(VariantType.Case::name).toList(),
                        cases.stream().map(VariantType.Case::payload).toArray(WitType[]::new));
            }
            case EnumType enumeration ->
                oneOf(
                        value,
                        type,
                        enumeration.names(),
                        new WitType[enumeration.names().size()]);
            case OptionType option -> oneOf(value, type, List.of("none", "some"), null, option.payload());
            case ResultType result -> oneOf(value, type, List.of("ok", "err"), result.ok(), result.error());
            default -> throw mismatch(value, type);
        };
    }

    private static Object primitive(ScriptValue value, PrimitiveType type) {
        return switch (type.kind()) {
            case BOOL -> require(Component.Bool.class, value, type).value();
            case S8, U8, S16, U16, S32 ->
                (int) require(Component.Whole.class, value, type).value();
            case U32, S64, U64 -> require(Component.Whole.class, value, type).value();
            case F32 ->
                Float.intBitsToFloat(require(ScriptValue.F32.class, value, type).bits());
            case F64 ->
                Double.longBitsToDouble(
                        require(ScriptValue.F64.class, value, type).bits());
            case CHAR ->
                new CodePoint(require(Component.Text.class, value, type).text().codePointAt(0));
            case STRING -> require(Component.Text.class, value, type).text();
            default -> throw mismatch(value, type);
        };
    }

    private static List<Object> elements(ScriptValue value, WitType type, WitType element) {
        List<Object> elements = new ArrayList<>();
        for (ScriptValue part : require(Component.Sequence.class, value, type).elements()) {
            elements.add(of(part, element));
        }
        return elements;
    }

    private static List<Object> tuple(ScriptValue value, TupleType type) {
        List<ScriptValue> parts = require(Component.Sequence.class, value, type).elements();
        if (parts.size() != type.parts().size()) {
            throw mismatch(value, type);
        }
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            elements.add(of(parts.get(i), type.parts().get(i)));
        }
        return elements;
    }

    private static Map<Object, Object> map(ScriptValue value, MapType type) {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (ScriptValue entry : require(Component.Sequence.class, value, type).elements()) {
            List<Object> pair = tuple(entry, type.entry());
            map.put(pair.getFirst(), pair.getLast());
        }
        return map;
    }

    private static RecordValue record(ScriptValue value, RecordType type) {
        Map<String, ScriptValue> given =
                require(Component.Fields.class, value, type).fields();
        Object[] fields = new Object[type.fields().size()];
        for (int i = 0; i < fields.length; i++) {
            ScriptValue field = given.get(type.fields().get(i).name());
            if (field == null) {
                throw mismatch(value, type);
            }
            fields[i] = of(field, type.fields().get(i).type());
        }
        return new RecordValue(type, fields);
    }

    private static VariantValue oneOf(ScriptValue value, WitType type, List<String> labels, WitType... payloads) {
        Component.Case chosen = require(Component.Case.class, value, type);
        int index = labels.indexOf(chosen.label());
        if (index < 0 || (payloads[index] == null) != (chosen.payload() == null)) {
            throw mismatch(value, type);
        }
        return new VariantValue(index, payloads[index] == null ? null : of(chosen.payload(), payloads[index]));
    }

    private static <T extends ScriptValue> T require(Class<T> kind, ScriptValue value, WitType type) {
        if (kind.isInstance(value)) {
            return kind.cast(value);
        }
        throw mismatch(value, type);
    }

    private static ScriptFailure mismatch(ScriptValue value, WitType type) {
        return new ScriptFailure(value + " is no value of type " + type);
    }

    /** Whether two values are the same, where a list may be an array. */
    static boolean equal(Object first, Object second) {
        return switch (first) {
            case List<?> list
            when second instanceof List<?> other -> {
                boolean same = list.size() == other.size();
                for (int i = 0; same && i < list.size(); i++) {
                    same = equal(list.get(i), other.get(i));
                }
                yield same;
            }
            case VariantValue(int index, Object payload)
            when second instanceof VariantValue other -> index == other.index() && equal(payload, other.payload());
            case null -> second == null;
            default -> Objects.deepEquals(first, second);
        };
    }
}
