package dev.perigord.wasm.component.type;

import dev.perigord.wasm.module.NumberType;
import java.util.Collections;
import java.util.List;

/** {@code stream<T>} or {@code future<T>}: the readable end of a channel, with or without a payload. */
public final class ChannelType extends WitType {
    private final WitType payload;

    private ChannelType(TypeKind kind, WitType payload) {
        super(kind, Collections.singletonList(payload));
        this.payload = payload;
    }

    /** Any number of values; {@code payload} may be null. */
    public static ChannelType stream(WitType payload) {
        return new ChannelType(TypeKind.STREAM, payload);
    }

    /** One value; {@code payload} may be null. */
    public static ChannelType future(WitType payload) {
        return new ChannelType(TypeKind.FUTURE, payload);
    }

    /** The type of what is sent, or null. */
    public WitType payload() {
        return payload;
    }

    @Override
    public List<WitType> parts() {
        return Collections.singletonList(payload);
    }

    @Override
    public WitType withParts(List<WitType> parts) {
        return new ChannelType(kind(), parts.getFirst());
    }

    @Override
    Layout computeLayout(PointerSize pointer) {
        return Layout.scalar(4, NumberType.I32);
    }
}
