package dev.perigord.wasm.module;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.UnaryOperator;

/**
 * Types that may refer to each other (spec 2.3.13). There is one group of each structure in the JVM: modules that define
 * the same types share them.
 */
public final class RecursionGroup {
    /** Longer chains of supertypes are refused, as in all engines. */
    private static final int MAXIMUM_DEPTH = 63;

    /** All groups that are in use, by their structure. */
    private static final Map<Structure, WeakReference<RecursionGroup>> GROUPS = new WeakHashMap<>();

    /** What makes two groups the same: types of the group are relative indices, all others are known types. */
    private record Structure(List<Member> members) {}

    private record Member(
            boolean isFinal, HeapType supertype, CompositeType composite, HeapType describes, HeapType descriptor) {}

    private final Structure structure;
    private final List<DefinedType> types;

    private RecursionGroup(Structure structure) {
        this.structure = structure;
        List<DefinedType> defined = new ArrayList<>();
        for (Member member : structure.members) {
            defined.add(new DefinedType(this, member.isFinal));
        }
        this.types = List.copyOf(defined);
        for (int i = 0; i < types.size(); i++) {
            Member member = structure.members.get(i);
            types.get(i)
                    .define(
                            map(member.composite, this::member),
                            (DefinedType) member(member.supertype),
                            (DefinedType) member(member.describes),
                            (DefinedType) member(member.descriptor));
        }
    }

    /** The types in order. */
    public List<DefinedType> types() {
        return types;
    }

    private HeapType member(HeapType type) {
        return type instanceof TypeIndex relative ? types.get(relative.index()) : type;
    }

    static DefinedType of(TypeDefinition definition) {
        return of(List.of(definition), List.of()).types.getFirst();
    }

    /**
     * The group of some definitions, in which indices count {@code earlier} types first.
     *
     * @throws InvalidException if an index is too large, or that of a supertype not smaller than the type's own
     */
    public static RecursionGroup of(List<TypeDefinition> definitions, List<DefinedType> earlier) {
        int first = earlier.size();
        int limit = first + definitions.size();
        UnaryOperator<HeapType> relative = type -> {
            if (!(type instanceof TypeIndex index)) {
                return type;
            }
            if (Integer.compareUnsigned(index.index(), limit) >= 0) {
                throw new InvalidException("unknown type " + index.text());
            }
            return index.index() < first ? earlier.get(index.index()) : new TypeIndex(index.index() - first);
        };
        List<Member> members = new ArrayList<>();
        int[] depths = new int[definitions.size()];
        for (int i = 0; i < definitions.size(); i++) {
            TypeDefinition definition = definitions.get(i);
            HeapType supertype = optional(definition.supertype(), relative);
            if (supertype instanceof TypeIndex index) {
                if (index.index() >= i) {
                    throw new InvalidException(
                            "unknown type " + (first + index.index()) + ": a supertype must come before its subtypes");
                }
                depths[i] = depths[index.index()] + 1;
            } else if (supertype instanceof DefinedType type) {
                depths[i] = type.depth() + 1;
            }
            if (depths[i] > MAXIMUM_DEPTH) {
                throw new InvalidException(
                        "sub type " + (first + i) + " has more than " + MAXIMUM_DEPTH + " supertypes above each other");
            }
            members.add(new Member(
                    definition.isFinal(),
                    supertype,
                    map(definition.composite(), relative),
                    optional(definition.describes(), relative),
                    optional(definition.descriptor(), relative)));
        }
        return intern(new Structure(List.copyOf(members)));
    }

    private static HeapType optional(int index, UnaryOperator<HeapType> resolve) {
        return index == -1 ? null : resolve.apply(new TypeIndex(index));
    }

    private static RecursionGroup intern(Structure structure) {
        synchronized (GROUPS) {
            WeakReference<RecursionGroup> reference = GROUPS.get(structure);
            RecursionGroup known = reference == null ? null : reference.get();
            if (known == null) {
                known = new RecursionGroup(structure);
                GROUPS.remove(structure);
                GROUPS.put(known.structure, new WeakReference<>(known));
            }
            return known;
        }
    }

    /** A composite type with other heap types in it. */
    public static CompositeType map(CompositeType type, UnaryOperator<HeapType> change) {
        return switch (type) {
            case FunctionType function ->
                new FunctionType(map(function.parameters(), change), map(function.results(), change));
            case StructType struct ->
                new StructType(struct.fields().stream()
                        .map(field -> map(field, change))
                        .toList());
            case ArrayType array -> new ArrayType(map(array.element(), change));
            case ContinuationType continuation -> new ContinuationType(change.apply(continuation.function()));
        };
    }

    private static List<ValueType> map(List<ValueType> types, UnaryOperator<HeapType> change) {
        return types.stream().map(type -> map(type, change)).toList();
    }

    private static FieldType map(FieldType field, UnaryOperator<HeapType> change) {
        return field.storage() instanceof ValueType type ? new FieldType(map(type, change), field.mutable()) : field;
    }

    /** A value type whose heap type is replaced. */
    public static ValueType map(ValueType type, UnaryOperator<HeapType> change) {
        if (!(type instanceof ReferenceType reference)) {
            return type;
        }
        HeapType heap = reference.heapType();
        HeapType changed =
                heap instanceof ExactType exact ? new ExactType(change.apply(exact.type())) : change.apply(heap);
        return changed.equals(heap) ? type : new ReferenceType(reference.nullable(), changed);
    }
}
