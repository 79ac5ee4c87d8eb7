package dev.perigord.wasm.component.interop;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.StopIterationException;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import dev.perigord.wasm.component.runtime.GuestChannel;
import dev.perigord.wasm.runtime.Null;
import java.util.Map;

/** A stream that the host reads: an iterator, which runs guests until there is a value. {@code close} drops it. */
@ExportLibrary(InteropLibrary.class)
final class StreamObject extends MembersObject {
    private final GuestChannel channel;

    /** Null if nothing but how many is sent. */
    private final ToPolyglot element;

    StreamObject(GuestChannel channel, ToPolyglot element) {
        super(channel.type().toString(), Map.of("close", new ExecutableObject("close", 0, _ -> {
            channel.drop();
            return Null.INSTANCE;
        })));
        this.channel = channel;
        this.element = element;
    }

    GuestChannel channel() {
        return channel;
    }

    @ExportMessage
    boolean hasIterator() {
        return true;
    }

    @ExportMessage
    Object getIterator() {
        return this;
    }

    @ExportMessage
    boolean isIterator() {
        return true;
    }

    @ExportMessage
    boolean hasIteratorNextElement() {
        return channel.hasNext();
    }

    @ExportMessage
    @TruffleBoundary
    Object getIteratorNextElement() throws StopIterationException {
        if (!channel.hasNext()) {
            throw StopIterationException.create();
        }
        Object value = channel.next();
        return element == null ? Null.INSTANCE : element.convert(value);
    }
}
