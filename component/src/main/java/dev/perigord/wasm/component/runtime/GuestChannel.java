package dev.perigord.wasm.component.runtime;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.component.task.HostSink;
import dev.perigord.wasm.component.task.Scheduler;
import dev.perigord.wasm.component.task.SharedChannel;
import dev.perigord.wasm.component.type.ChannelType;
import dev.perigord.wasm.component.type.HandleType;
import dev.perigord.wasm.component.type.Substitution;
import dev.perigord.wasm.component.type.TypeKind;
import dev.perigord.wasm.component.type.TypeMatcher;
import dev.perigord.wasm.component.type.WitType;
import dev.perigord.wasm.runtime.TrapException;
import java.util.ArrayDeque;
import java.util.NoSuchElementException;
import java.util.Queue;

/** The readable end of a stream or future in the hand of the host. Reading runs guests until there is something to read. */
public final class GuestChannel {
    /** How many values a read of a stream takes at most. */
    private static final int CAPACITY = 1 << 12;

    private final ChannelType type;

    /** Those of the type's plan. */
    private final ResourceTypes resources;

    private final SharedChannel shared;
    private final Scheduler scheduler;
    private final Queue<Object> received = new ArrayDeque<>();
    private boolean begun;
    private boolean ended;
    private boolean given;

    /** An end that the host was given; {@code resources} are those of the type's plan. */
    public GuestChannel(ChannelType type, SharedChannel shared, Scheduler scheduler, ResourceTypes resources) {
        this.type = type;
        this.resources = resources;
        this.shared = shared;
        this.scheduler = scheduler;
    }

    /** The type. */
    public ChannelType type() {
        return type;
    }

    /** The type with the resources that exist at run time, as far as it has any. */
    private static WitType runtimeType(ChannelType type, ResourceTypes resources) {
        Substitution substitution = new Substitution();
        collect(type, resources, substitution);
        return substitution.apply((WitType) type);
    }

    private static void collect(WitType type, ResourceTypes resources, Substitution substitution) {
        if (type instanceof HandleType handle) {
            substitution.put(
                    handle.resource(), resources.resource(handle.resource()).type());
        }
        for (WitType part : type.parts()) {
            if (part != null && part.containsResources()) {
                collect(part, resources, substitution);
            }
        }
    }

    /** Whether the end can be given where a type of another plan, which has its own resources, is expected. */
    @TruffleBoundary
    public boolean fits(ChannelType expected, ResourceTypes expectedResources) {
        return TypeMatcher.areSame(runtimeType(type, resources), runtimeType(expected, expectedResources));
    }

    /**
     * Whether there is another value.
     *
     * @throws TrapException if no guest can run that would write or drop the other end, one traps, or the host has passed the end on
     */
    @TruffleBoundary
    public boolean hasNext() {
        if (given) {
            throw new TrapException("the " + noun() + " was passed on before", null);
        }
        begun = true;
        while (received.isEmpty() && !ended) {
            read();
        }
        return !received.isEmpty();
    }

    private void read() {
        boolean stream = type.kind() == TypeKind.STREAM;
        HostSink sink = new HostSink(type.payload(), stream ? CAPACITY : 1, received);
        shared.read(sink, sink, null);
        scheduler.driveUntil(sink::isOver, null);
        ended = !stream || sink.isDropped();
    }

    /**
     * The next value, or the one of the future; a lifted value, or null if nothing is sent.
     *
     * @throws NoSuchElementException if there is none
     * @throws TrapException as {@link #hasNext}
     */
    @TruffleBoundary
    public Object next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Object value = received.remove();
        return type.payload() == null ? null : value;
    }

    /** Whether the end can be passed on: nothing was read from it, it was not dropped nor passed on. */
    public boolean isUsable() {
        return !begun && !ended && !given;
    }

    /**
     * Passes the end on.
     *
     * @throws TrapException if it is not {@link #isUsable}
     */
    public SharedChannel take(Node location) {
        if (!isUsable()) {
            throw new TrapException("the " + noun() + " was read, dropped or passed on before", location);
        }
        given = true;
        return shared;
    }

    /** Tells the writer that nobody will read any more. */
    @TruffleBoundary
    public void drop() {
        if (!given) {
            ended = true;
            received.clear();
            shared.drop();
        }
    }

    private String noun() {
        return type.kind().text();
    }
}
