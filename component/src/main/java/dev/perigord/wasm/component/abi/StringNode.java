package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import dev.perigord.wasm.component.runtime.Transfer;
import dev.perigord.wasm.component.type.PointerSize;
import dev.perigord.wasm.component.type.PrimitiveType;
import dev.perigord.wasm.component.validation.StringEncoding;
import dev.perigord.wasm.runtime.TrapException;
import dev.perigord.wasm.runtime.WasmMemory;

/** A string; between components it stays where it is until it is lowered. */
final class StringNode extends ValueNode {
    private final StringEncoding encoding;
    private final PointerSize pointer;
    private final boolean fused;

    StringNode(StringEncoding encoding, PointerSize pointer, boolean fused) {
        this.pointer = pointer;
        this.encoding = encoding;
        this.fused = fused;
    }

    @Override
    Object load(Transfer transfer, long address) {
        WasmMemory memory = transfer.memory();
        return lift(
                transfer,
                Pointers.load(pointer, memory, address, this),
                Pointers.load(pointer, memory, address + pointer.bytes(), this));
    }

    @Override
    Object lift(Transfer transfer, Object[] flat, int at) {
        return lift(transfer, Pointers.lift(pointer, flat[at]), Pointers.lift(pointer, flat[at + 1]));
    }

    private Object lift(Transfer transfer, long address, long tagged) {
        long tag = Pointers.tag(pointer);
        boolean isTagged = encoding == StringEncoding.LATIN1_UTF16 && (tagged & tag) != 0;
        long units = isTagged ? tagged ^ tag : tagged;
        TextEncoding simple =
                switch (encoding) {
                    case UTF8 -> TextEncoding.UTF8;
                    case UTF16 -> TextEncoding.UTF16;
                    case LATIN1_UTF16 -> isTagged ? TextEncoding.UTF16 : TextEncoding.LATIN1;
                };
        if (encoding != StringEncoding.UTF8 && (address & 1) != 0) {
            throw trap("unaligned pointer");
        }
        Pointers.checkRange(
                transfer.memory(),
                address,
                units,
                simple.unitSize(),
                fused ? "string content out-of-bounds" : "string pointer/length out of bounds of memory",
                this);
        long bytes = units * simple.unitSize();
        if (bytes > TextEncoder.MAX_BYTES) {
            throw trap("string of " + bytes + " bytes is longer than the canonical ABI allows");
        }
        transfer.chargeLifted(bytes, this);
        if (!fused) {
            return TextDecoder.decode(transfer.memory(), address, (int) units, simple, this);
        }
        if (simple != TextEncoding.LATIN1) {
            /* Checks that the text is well-formed. */
            TextDecoder.decode(transfer.memory(), address, (int) units, simple, this);
        }
        return new GuestText(transfer.memory(), address, (int) units, simple, encoding == StringEncoding.UTF16);
    }

    @TruffleBoundary
    private TrapException trap(String message) {
        return new TrapException(message, this);
    }

    @Override
    void store(Transfer transfer, Object value, long address) {
        TextEncoder.Stored stored = store(transfer, value);
        WasmMemory memory = transfer.memory();
        Pointers.store(pointer, memory, address, stored.address(), this);
        Pointers.store(pointer, memory, address + pointer.bytes(), stored.length(pointer), this);
    }

    @Override
    void lower(Transfer transfer, Object value, Object[] flat, int at) {
        TextEncoder.Stored stored = store(transfer, value);
        flat[at] = Pointers.lower(pointer, stored.address());
        flat[at + 1] = Pointers.lower(pointer, stored.length(pointer));
    }

    private TextEncoder.Stored store(Transfer transfer, Object value) {
        if (value instanceof GuestText text) {
            return TextEncoder.store(transfer, text, encoding, this);
        }
        if (value instanceof String text) {
            return TextEncoder.store(transfer, text, encoding, this);
        }
        CompilerDirectives.transferToInterpreter();
        if (value instanceof CharSequence text) {
            return TextEncoder.store(transfer, text.toString(), encoding, this);
        }
        throw HostValues.wrong(PrimitiveType.STRING, value);
    }
}
