package dev.perigord.wasm.component.interop;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.interop.InteropException;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.component.runtime.ResourceTypes;
import dev.perigord.wasm.component.type.ChannelType;
import dev.perigord.wasm.component.type.EnumType;
import dev.perigord.wasm.component.type.FixedListType;
import dev.perigord.wasm.component.type.FlagsType;
import dev.perigord.wasm.component.type.HandleType;
import dev.perigord.wasm.component.type.ListType;
import dev.perigord.wasm.component.type.MapType;
import dev.perigord.wasm.component.type.OptionType;
import dev.perigord.wasm.component.type.PrimitiveType;
import dev.perigord.wasm.component.type.RecordType;
import dev.perigord.wasm.component.type.ResultType;
import dev.perigord.wasm.component.type.TupleType;
import dev.perigord.wasm.component.type.VariantType;
import dev.perigord.wasm.component.type.WitType;
import java.util.List;

/**
 * Makes lifted values of one type out of polyglot values. A tree of nodes stands for a type, so that reading a value is one
 * pass over it, in which every node has inline caches for what it sees at its place.
 */
abstract class FromPolyglotNode extends Node {
    private final WitType type;

    @Child
    private InteropLibrary interop;

    FromPolyglotNode(WitType type, Libraries libraries) {
        this.type = type;
        this.interop = libraries.create();
    }

    /** The tree for a type. */
    static FromPolyglotNode create(WitType type, Libraries libraries) {
        return switch (type) {
            case PrimitiveType primitive -> new ScalarFromPolyglotNode(primitive, libraries);
            case ListType list -> new ListFromPolyglotNode(list, list.element(), ListFromPolyglotNode.ANY, libraries);
            case FixedListType list -> new ListFromPolyglotNode(list, list.element(), list.length(), libraries);
            case MapType map -> new MapFromPolyglotNode(map, libraries);
            case TupleType tuple -> new TupleFromPolyglotNode(tuple, libraries);
            case RecordType record -> new RecordFromPolyglotNode(record, libraries);
            case FlagsType flags -> new FlagsFromPolyglotNode(flags, libraries);
            case EnumType enumeration -> new EnumFromPolyglotNode(enumeration, libraries);
            case OptionType option -> new OptionFromPolyglotNode(option, libraries);
            case VariantType variant ->
                new VariantFromPolyglotNode(
                        variant,
                        variant.cases().stream().map(VariantType.Case::name).toList(),
                        variant.parts(),
                        libraries);
            case ResultType result ->
                new VariantFromPolyglotNode(result, List.of("ok", "err"), result.parts(), libraries);
            case HandleType handle -> new ResourceFromPolyglotNode(handle, libraries);
            case ChannelType channel -> new ChannelFromPolyglotNode(channel, libraries);
        };
    }

    /** The trees for several types. */
    static FromPolyglotNode[] create(List<WitType> types, Libraries libraries) {
        return types.stream().map(type -> create(type, libraries)).toArray(FromPolyglotNode[]::new);
    }

    /**
     * The lifted value.
     *
     * @param resources of the component whose type it is
     * @throws TypeMismatchException if the value does not fit; whoever calls adds the place where it found the value
     */
    final Object execute(Object value, ResourceTypes resources) {
        try {
            return convert(value, resources);
        } catch (InteropException e) {
            throw mismatch(value);
        }
    }

    /** The lifted value; a value that changes while it is read does not fit. */
    abstract Object convert(Object value, ResourceTypes resources) throws InteropException;

    final WitType type() {
        return type;
    }

    final InteropLibrary interop() {
        return interop;
    }

    final boolean hasFields(Object value) {
        return interop.hasMembers(value) || interop.hasHashEntries(value);
    }

    /** An error for a value that does not fit; whatever comes after it is not compiled. */
    final TypeMismatchException mismatch(Object value) {
        CompilerDirectives.transferToInterpreter();
        return new TypeMismatchException(": expected " + type + ", got " + DisplayText.describe(value));
    }

    /** The index of a label, whose acronyms may be written in small letters: labels that differ in case only are one. */
    @TruffleBoundary
    static int index(List<String> labels, String label) {
        int exact = labels.indexOf(label);
        for (int i = 0; exact < 0 && i < labels.size(); i++) {
            if (labels.get(i).equalsIgnoreCase(label)) {
                return i;
            }
        }
        return exact;
    }
}
