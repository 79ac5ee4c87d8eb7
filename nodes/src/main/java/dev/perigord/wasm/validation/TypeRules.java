package dev.perigord.wasm.validation;

import dev.perigord.wasm.module.AddressType;
import dev.perigord.wasm.module.CompositeType;
import dev.perigord.wasm.module.ContinuationType;
import dev.perigord.wasm.module.DefinedType;
import dev.perigord.wasm.module.ExternType;
import dev.perigord.wasm.module.Feature;
import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.InvalidException;
import dev.perigord.wasm.module.Limits;
import dev.perigord.wasm.module.StructType;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The rules of types (spec 3.2). */
public final class TypeRules {
    /** What all addresses of 32 bits reach, and what of 64 bits the format allows, as binary logarithms of bytes. */
    private static final int NARROW_BYTES = 32;

    private static final int WIDE_BYTES = 64;

    /** The limits of the sizes of types, as in all engines (spec appendix A.2). */
    private static final int MAXIMUM_ARITY = 1000;

    private static final int MAXIMUM_FIELDS = 10_000;

    private TypeRules() {}

    static void require(Feature feature, Set<Feature> features, String what) {
        if (!features.contains(feature)) {
            throw new InvalidException(what + " needs the option " + feature.option());
        }
    }

    // --- definitions -------------------------------------------------------------------------------------------

    /** Checks the types of a module or of a recursion group. */
    public static void check(List<DefinedType> types, Set<Feature> features) {
        for (int i = 0; i < types.size(); i++) {
            DefinedType type = types.get(i);
            checkSize(type.composite(), i);
            checkSupertype(type, i);
            if (type.composite() instanceof ContinuationType(var function)) {
                require(Feature.STACK_SWITCHING, features, "continuation type " + i);
                if (!(function instanceof DefinedType defined) || defined.function() == null) {
                    throw new InvalidException(
                            "type mismatch: continuation type " + i + " of something else than a" + " function type");
                }
            }
            if (type.describes() != null || type.descriptor() != null) {
                require(Feature.CUSTOM_DESCRIPTORS, features, "descriptor of type " + i);
                checkDescriptors(type, i);
            }
        }
    }

    private static void checkSize(CompositeType type, int index) {
        if (type instanceof FunctionType function
                && Math.max(function.parameters().size(), function.results().size()) > MAXIMUM_ARITY) {
            throw new InvalidException(
                    "function type " + index + " has more than " + MAXIMUM_ARITY + " parameters or results");
        }
        if (type instanceof StructType struct && struct.fields().size() > MAXIMUM_FIELDS) {
            throw new InvalidException("structure type " + index + " has more than " + MAXIMUM_FIELDS + " fields");
        }
    }

    private static void checkSupertype(DefinedType type, int index) {
        DefinedType supertype = type.supertype();
        if (supertype == null) {
            return;
        }
        if (supertype.isFinal()) {
            throw new InvalidException("sub type " + index + " has a final supertype");
        }
        if (!type.composite().matches(supertype.composite())) {
            throw new InvalidException(
                    "sub type " + index + " does not match its supertype: " + type + " is no " + supertype);
        }
        boolean descriptorFits = supertype.descriptor() == null
                || (type.descriptor() != null && type.descriptor().supertype() == supertype.descriptor());
        boolean describesFits = supertype.describes() == null
                ? type.describes() == null
                : type.describes() != null && type.describes().supertype() == supertype.describes();
        if (!descriptorFits || !describesFits) {
            throw new InvalidException("sub type " + index + " has other descriptors than its supertype");
        }
    }

    private static void checkDescriptors(DefinedType type, int index) {
        if (!(type.composite() instanceof StructType)) {
            throw new InvalidException("type " + index + " with a descriptor is not a structure");
        }
        DefinedType described = type.describes();
        if (described != null) {
            List<DefinedType> group = type.group().types();
            if (described.group() == type.group() && group.indexOf(described) >= group.indexOf(type)) {
                throw new InvalidException("forward use of described type by type " + index);
            }
            if (described.descriptor() != type) {
                throw new InvalidException("descriptor type " + index + " describes a type with another descriptor");
            }
        }
        if (type.descriptor() != null && !Objects.equals(type.descriptor().describes(), type)) {
            throw new InvalidException("described type " + index + " has a descriptor that describes another type");
        }
    }

    // --- extern types ------------------------------------------------------------------------------------------

    /** Checks the limits of a table. */
    public static void check(ExternType.Table type) {
        if (type.addressType() == AddressType.I32) {
            checkBound(type.limits(), 0xFFFF_FFFFL, "table size must be at most 2^32-1");
        }
        checkOrder(type.limits());
    }

    /** Checks limits and page size of a memory. */
    public static void check(ExternType.Memory type, Set<Feature> features) {
        int page = type.pageSizeLogarithm();
        if (page != ExternType.Memory.DEFAULT_PAGE_SIZE_LOGARITHM) {
            require(Feature.CUSTOM_PAGE_SIZES, features, "a custom page size");
            if (page != 0) {
                throw new InvalidException("invalid custom page size: only 1 and 65536 are allowed");
            }
        }
        if (type.addressType() == AddressType.I32) {
            long bound = Math.min(1L << (NARROW_BYTES - page), page == 0 ? 0xFFFF_FFFFL : Long.MAX_VALUE);
            checkBound(type.limits(), bound, "memory size must be at most " + bound + " pages (4GiB)");
        } else if (page > 0) {
            long bound = 1L << (WIDE_BYTES - page);
            checkBound(type.limits(), bound, "memory size must be at most " + bound + " pages");
        }
        checkOrder(type.limits());
        if (type.shared() && !type.limits().hasMaximum()) {
            throw new InvalidException("shared memory must have maximum");
        }
    }

    /** Checks what a tag describes. */
    public static void check(ExternType.Tag tag, Set<Feature> features) {
        if (!tag.type().function().results().isEmpty() && !features.contains(Feature.STACK_SWITCHING)) {
            throw new InvalidException("non-empty tag result type");
        }
    }

    private static void checkBound(Limits limits, long bound, String message) {
        if (Long.compareUnsigned(limits.minimum(), bound) > 0
                || (limits.hasMaximum() && Long.compareUnsigned(limits.maximum(), bound) > 0)) {
            throw new InvalidException(message);
        }
    }

    private static void checkOrder(Limits limits) {
        if (limits.hasMaximum() && Long.compareUnsigned(limits.minimum(), limits.maximum()) > 0) {
            throw new InvalidException("size minimum must not be greater than maximum");
        }
    }
}
