package dev.perigord.wasm.component.task;

import dev.perigord.wasm.component.type.ChannelType;
import dev.perigord.wasm.component.type.TypeKind;
import java.util.Collections;

/** The writable end of a stream or future that the host has: it writes until it has no more values, and drops the end. */
public final class HostSource implements CopyBuffer, CopyListener {
    private final SharedChannel shared;
    private final ValueSource values;
    private int progress;

    private HostSource(SharedChannel shared, ValueSource values) {
        this.shared = shared;
        this.values = values;
    }

    /** A stream of values. */
    public static SharedChannel stream(ChannelType type, ValueSource values) {
        return begin(SharedChannel.stream(type.payload()), values);
    }

    /** A future of a value, which is null if nothing is sent. */
    public static SharedChannel future(ChannelType type, Object value) {
        return begin(
                SharedChannel.future(type.payload()),
                ValueSource.of(Collections.singletonList(value).iterator(), type.payload()));
    }

    /** A stream of the elements of a list, or a future of a value, whichever the type is. */
    public static SharedChannel of(ChannelType type, Object listOrValue) {
        return type.kind() == TypeKind.STREAM
                ? stream(type, ValueSource.of(listOrValue, type.payload()))
                : future(type, listOrValue);
    }

    private static SharedChannel begin(SharedChannel shared, ValueSource values) {
        HostSource source = new HostSource(shared, values);
        shared.write(source, source, null);
        return shared;
    }

    @Override
    public InstanceState instance() {
        return null;
    }

    @Override
    public int remaining() {
        return values.available();
    }

    @Override
    public int progress() {
        return progress;
    }

    @Override
    public Object read(int count, boolean forGuest) {
        progress += count;
        return values.take(count);
    }

    @Override
    public void write(Object written, int count) {
        throw new IllegalStateException("a source is only read");
    }

    /** It goes on with the values that are left. */
    @Override
    public void copied(Runnable reclaim) {}

    @Override
    public void done(CopyResult result) {
        shared.drop();
    }
}
