package dev.perigord.wasm.component.task;

import dev.perigord.wasm.component.type.WitType;
import dev.perigord.wasm.component.value.ListValues;
import java.util.Queue;

/** One read of the host from a stream or future. */
public final class HostSink implements CopyBuffer, CopyListener {
    private final WitType payload;
    private final int capacity;
    private final Queue<Object> target;
    private int progress;
    private CopyResult result;

    /** A read of at most {@code capacity} values into a queue, which gets true where nothing is sent. */
    public HostSink(WitType payload, int capacity, Queue<Object> target) {
        this.payload = payload;
        this.capacity = capacity;
        this.target = target;
    }

    /** Whether the read is over. */
    public boolean isOver() {
        return result != null;
    }

    /** Whether there is nothing more to read. */
    public boolean isDropped() {
        return result == CopyResult.DROPPED;
    }

    @Override
    public InstanceState instance() {
        return null;
    }

    @Override
    public int remaining() {
        return capacity - progress;
    }

    @Override
    public int progress() {
        return progress;
    }

    @Override
    public Object read(int count, boolean forGuest) {
        throw new IllegalStateException("a sink is only written");
    }

    @Override
    public void write(Object values, int count) {
        progress += count;
        for (int i = 0; i < count; i++) {
            target.add(payload == null ? true : ListValues.get(values, payload, i));
        }
    }

    /** The host takes what there is. */
    @Override
    public void copied(Runnable reclaim) {
        reclaim.run();
        result = CopyResult.COMPLETED;
    }

    @Override
    public void done(CopyResult copyResult) {
        result = copyResult;
    }
}
