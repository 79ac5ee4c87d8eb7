package dev.perigord.wasm.component.abi;

import dev.perigord.wasm.component.linking.LinkPlan;
import dev.perigord.wasm.component.linking.LinkedOptions;
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
import dev.perigord.wasm.component.value.ListValues;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Builds the nodes of types.
 *
 * @param fused whether the values go to, or come from, another component of the plan instead of the outside
 */
record ValueNodes(LinkPlan plan, LinkedOptions options, boolean fused) {
    ValueNode[] create(List<WitType> types) {
        return types.stream().map(type -> type == null ? null : create(type)).toArray(ValueNode[]::new);
    }

    ValueNode create(WitType type) {
        return create(type, false);
    }

    /** A node for the result of a function, or null if it has none. */
    ValueNode createResult(WitType type) {
        return type == null ? null : create(type, !fused);
    }

    private ValueNode create(WitType type, boolean functionResult) {
        return switch (type) {
            case PrimitiveType primitive ->
                switch (primitive.kind()) {
                    case STRING -> new StringNode(options.encoding(), options.pointer(), fused);
                    case ERROR_CONTEXT -> new ErrorContextValueNode(primitive);
                    default -> new ScalarNode(primitive);
                };
            case FlagsType flags -> new FlagsNode(flags);
            case RecordType _, TupleType _ -> new RecordNode(type, create(type.parts()), options.pointer(), fused);
            case EnumType enumeration -> {
                List<WitType> none = Collections.nCopies(enumeration.names().size(), null);
                yield new VariantNode(type, none, create(none), options.pointer(), false);
            }
            case OptionType option -> {
                List<WitType> payloads = Arrays.asList(null, option.payload());
                yield new VariantNode(type, payloads, create(payloads), options.pointer(), false);
            }
            case VariantType _, ResultType _ ->
                new VariantNode(type, type.parts(), create(type.parts()), options.pointer(), functionResult);
            case ListType list ->
                ListValues.newArray(list.element(), 0) != null
                        ? new NumberListNode(list, options.pointer(), fused)
                        : new ListNode(list, create(list.element()), options.pointer(), fused);
            case FixedListType list -> new FixedListNode(list, create(list.element()), options.pointer(), fused);
            case MapType map -> new MapNode(create(new ListType(map.entry())), fused);
            case HandleType handle ->
                new HandleNode(handle, plan.resource(handle.resource()), options.instance(), fused);
            case ChannelType channel -> new ChannelNode(channel, fused);
        };
    }
}
