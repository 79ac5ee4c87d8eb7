package dev.perigord.wasm.component.abi;

import dev.perigord.wasm.component.runtime.Transfer;
import dev.perigord.wasm.component.task.CopyBuffer;
import dev.perigord.wasm.component.task.InstanceState;

/** A buffer in a guest's memory (CanonicalABI.md {@code BufferGuestImpl}). */
final class GuestBuffer implements CopyBuffer {
    private final Transfer transfer;
    private final ElementsNode elements;
    private final long address;
    private final int length;
    private int progress;

    /** Traps unless the buffer is in memory. */
    GuestBuffer(Transfer transfer, ElementsNode elements, long address, long length) {
        elements.check(transfer, address, length);
        this.transfer = transfer;
        this.elements = elements;
        this.address = address;
        this.length = (int) length;
    }

    @Override
    public InstanceState instance() {
        return transfer.state();
    }

    @Override
    public int remaining() {
        return length - progress;
    }

    @Override
    public int progress() {
        return progress;
    }

    @Override
    public Object read(int count, boolean forGuest) {
        Object values = elements.read(transfer, address, progress, count, forGuest);
        progress += count;
        return values;
    }

    @Override
    public void write(Object values, int count) {
        elements.write(transfer, address, progress, values, count);
        progress += count;
    }
}
