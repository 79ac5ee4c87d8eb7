package dev.perigord.wasm.component.interop;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.interop.InteropException;
import com.oracle.truffle.api.interop.InteropLibrary;
import dev.perigord.wasm.component.runtime.GuestChannel;
import dev.perigord.wasm.component.runtime.ResourceTypes;
import dev.perigord.wasm.component.task.HostSource;
import dev.perigord.wasm.component.task.ValueSource;
import dev.perigord.wasm.component.type.ChannelType;
import dev.perigord.wasm.component.type.TypeKind;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * A stream: one of a guest, the elements of an array, or what an iterable gives when a guest reads. A future: one of a guest, or
 * its value.
 */
final class ChannelFromPolyglotNode extends FromPolyglotNode {
    private final ChannelType type;

    /** Of an array, or of the value of a future; null if nothing is sent. */
    @Child
    private FromPolyglotNode values;

    /** Of what an iterable gives. */
    @Child
    private FromPolyglotNode element;

    ChannelFromPolyglotNode(ChannelType type, Libraries libraries) {
        super(type, libraries);
        this.type = type;
        if (type.payload() != null) {
            boolean stream = type.kind() == TypeKind.STREAM;
            this.values = stream
                    ? new ListFromPolyglotNode(type, type.payload(), ListFromPolyglotNode.ANY, libraries)
                    : create(type.payload(), libraries);
            this.element = stream ? create(type.payload(), new Libraries(false, libraries.arrays())) : null;
        }
    }

    @Override
    Object convert(Object value, ResourceTypes resources) throws InteropException {
        GuestChannel channel = guestChannel(value);
        if (channel != null) {
            checkUsable(value, channel, resources);
            return channel;
        }
        if (type.kind() == TypeKind.FUTURE) {
            return future(values == null ? null : values.execute(value, resources));
        }
        boolean isIterable = interop().hasIterator(value) && !interop().isString(value);
        if (isIterable && (values == null || !interop().hasArrayElements(value))) {
            return lazyStream(interop().getIterator(value), resources);
        }
        if (values == null) {
            throw mismatch(value);
        }
        return stream(values.execute(value, resources));
    }

    private GuestChannel guestChannel(Object value) {
        return switch (value) {
            case StreamObject stream -> stream.channel();
            case FutureObject future when type.kind() == TypeKind.FUTURE -> future.channel();
            default -> null;
        };
    }

    private void checkUsable(Object value, GuestChannel channel, ResourceTypes resources) {
        if (!channel.fits(type, resources)) {
            throw mismatch(value);
        }
        if (!channel.isUsable()) {
            CompilerDirectives.transferToInterpreter();
            throw new TypeMismatchException(": the " + type.kind().text() + " was read, dropped or passed on before");
        }
    }

    @TruffleBoundary
    private Object future(Object lifted) {
        return HostSource.future(type, lifted);
    }

    @TruffleBoundary
    private Object stream(Object list) {
        return HostSource.stream(type, ValueSource.of(list, type.payload()));
    }

    @TruffleBoundary
    private Object lazyStream(Object iterator, ResourceTypes resources) {
        return HostSource.stream(type, ValueSource.of(new Elements(iterator, resources), type.payload()));
    }

    /** The lifted elements of what an iterator of the host gives. */
    private final class Elements implements Iterator<Object> {
        private final Object iterator;
        private final ResourceTypes resources;

        Elements(Object iterator, ResourceTypes resources) {
            this.iterator = iterator;
            this.resources = resources;
        }

        @Override
        public boolean hasNext() {
            try {
                return InteropLibrary.getUncached().hasIteratorNextElement(iterator);
            } catch (InteropException e) {
                throw mismatch(iterator);
            }
        }

        @Override
        public Object next() {
            try {
                Object next = InteropLibrary.getUncached().getIteratorNextElement(iterator);
                return element == null ? null : element.execute(next, resources);
            } catch (InteropException e) {
                throw new NoSuchElementException();
            }
        }
    }
}
