package dev.perigord.wasm.printer;

import dev.perigord.wasm.module.AbstractHeapType;
import dev.perigord.wasm.module.ArrayType;
import dev.perigord.wasm.module.CompositeType;
import dev.perigord.wasm.module.ContinuationType;
import dev.perigord.wasm.module.DefinedType;
import dev.perigord.wasm.module.ExactType;
import dev.perigord.wasm.module.FieldType;
import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.HeapType;
import dev.perigord.wasm.module.ModuleDefinition;
import dev.perigord.wasm.module.NumberType;
import dev.perigord.wasm.module.PackedType;
import dev.perigord.wasm.module.ReferenceType;
import dev.perigord.wasm.module.StructType;
import dev.perigord.wasm.module.ValueType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Prints types (spec 6.4).
 *
 * <p>The same type may have several indices in a module. Any of them will do, except that a definition which refers to
 * its own group must go on doing so.
 */
final class TypePrinter {
    /** Where a type is used that no definition contains. */
    static final int OUTSIDE = -1;

    private final ModuleDefinition module;
    private final Identifiers identifiers;
    private final List<Identifiers> fields;
    private final Map<DefinedType, Integer> firstIndices = new HashMap<>();
    private final Map<DefinedType, Integer> places = new HashMap<>();
    /** The index of the first type of the group of each type. */
    private final int[] groupStarts;

    TypePrinter(ModuleDefinition module, Identifiers identifiers, List<Identifiers> fields) {
        this.module = module;
        this.identifiers = identifiers;
        this.fields = fields;
        this.groupStarts = new int[module.types().size()];
        int start = 0;
        for (int size : module.typeGroups()) {
            for (int i = start; i < start + size; i++) {
                groupStarts[i] = start;
                firstIndices.putIfAbsent(module.types().get(i), i);
                places.putIfAbsent(module.types().get(i), i - start);
            }
            start += size;
        }
    }

    // --- definitions -------------------------------------------------------------------------------------------

    void definitions(TextBuffer out) {
        int start = 0;
        for (int size : module.typeGroups()) {
            if (size == 1) {
                definition(start, out);
            } else {
                out.line().append("(rec");
                out.open();
                for (int i = start; i < start + size; i++) {
                    definition(i, out);
                }
                out.close();
                out.append(")");
            }
            start += size;
        }
    }

    private void definition(int index, TextBuffer out) {
        DefinedType type = module.types().get(index);
        boolean sub = !type.isFinal() || type.supertype() != null;
        out.line().append("(type").append(identifiers.defineNumbered(index)).append(sub ? " (sub" : "");
        if (sub && type.isFinal()) {
            out.append(" final");
        }
        if (type.supertype() != null) {
            out.append(" ").append(reference(type.supertype(), index));
        }
        if (type.describes() != null) {
            out.append(" (describes ")
                    .append(reference(type.describes(), index))
                    .append(")");
        }
        if (type.descriptor() != null) {
            out.append(" (descriptor ")
                    .append(reference(type.descriptor(), index))
                    .append(")");
        }
        out.append(" ").append(composite(type.composite(), index)).append(sub ? "))" : ")");
    }

    private String composite(CompositeType type, int index) {
        StringBuilder text = new StringBuilder();
        switch (type) {
            case FunctionType function -> text.append("(func").append(signature(function, Identifiers.NONE, index));
            case StructType struct -> {
                text.append("(struct");
                for (int i = 0; i < struct.fields().size(); i++) {
                    text.append(" (field").append(fields.get(index).define(i));
                    text.append(' ')
                            .append(field(struct.fields().get(i), index))
                            .append(')');
                }
            }
            case ArrayType array -> text.append("(array ").append(field(array.element(), index));
            case ContinuationType continuation -> text.append("(cont ").append(heap(continuation.function(), index));
        }
        return text.append(')').toString();
    }

    private String field(FieldType field, int index) {
        String storage =
                switch (field.storage()) {
                    case PackedType packed -> packed.text();
                    case ValueType type -> value(type, index);
                };
        return field.mutable() ? "(mut " + storage + ")" : storage;
    }

    // --- uses --------------------------------------------------------------------------------------------------

    private String reference(DefinedType type, int from) {
        boolean sameGroup = from != OUTSIDE && module.types().get(from).group() == type.group();
        return identifiers.use(sameGroup ? groupStarts[from] + places.get(type) : firstIndices.get(type));
    }

    String heap(HeapType type) {
        return heap(type, OUTSIDE);
    }

    private String heap(HeapType type, int from) {
        return switch (type) {
            case DefinedType defined -> reference(defined, from);
            case ExactType exact -> "(exact " + heap(exact.type(), from) + ")";
            default -> type.text();
        };
    }

    String value(ValueType type) {
        return value(type, OUTSIDE);
    }

    private String value(ValueType type, int from) {
        return switch (type) {
            case NumberType number -> number.text();
            case ReferenceType(boolean nullable, HeapType heap) -> {
                if (nullable && heap instanceof AbstractHeapType abbreviated) {
                    yield abbreviated.referenceText();
                }
                yield (nullable ? "(ref null " : "(ref ") + heap(heap, from) + ")";
            }
        };
    }

    /** What stands for a type index. */
    String use(int index) {
        return identifiers.use(index);
    }

    /** A type use, whose parameters have the names of {@code locals}, with a space before it. */
    String typeUse(int index, Identifiers locals) {
        String use = " (type " + use(index) + ")";
        FunctionType function = Integer.compareUnsigned(index, module.types().size()) < 0
                ? module.types().get(index).function()
                : null;
        return function == null ? use : use + signature(function, locals, index);
    }

    /** A type use for a type that may have several indices. */
    String typeUse(DefinedType type) {
        return typeUse(firstIndices.get(type), Identifiers.NONE);
    }

    private String signature(FunctionType function, Identifiers locals, int from) {
        StringBuilder text = new StringBuilder();
        declarations(function.parameters(), "param", 0, locals, from, text);
        declarations(function.results(), "result", 0, Identifiers.NONE, from, text);
        return text.toString();
    }

    /** Local variables, of which {@code first} is the first one's index, with a space before them. */
    String locals(List<ValueType> types, int first, Identifiers names) {
        StringBuilder text = new StringBuilder();
        declarations(types, "local", first, names, OUTSIDE, text);
        return text.toString();
    }

    /** Forms such as {@code (param $x i32)}, each with a space before it; those without name share one. */
    private void declarations(
            List<ValueType> types, String keyword, int first, Identifiers names, int from, StringBuilder text) {
        boolean open = false;
        for (int i = 0; i < types.size(); i++) {
            boolean named = names.isNamed(first + i);
            if (open && named) {
                text.append(')');
            }
            if (!open || named) {
                text.append(" (").append(keyword).append(names.define(first + i));
            }
            text.append(' ').append(value(types.get(i), from));
            if (named) {
                text.append(')');
            }
            open = !named;
        }
        if (open) {
            text.append(')');
        }
    }
}
