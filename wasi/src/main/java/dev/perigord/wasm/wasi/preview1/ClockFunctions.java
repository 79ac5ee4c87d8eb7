package dev.perigord.wasm.wasi.preview1;

import dev.perigord.wasm.wasi.clocks.Clocks;
import dev.perigord.wasm.wasi.io.ByteSource;
import dev.perigord.wasm.wasi.io.ErrorCode;
import dev.perigord.wasm.wasi.io.WasiException;
import java.util.ArrayList;
import java.util.List;

/** Time, and waiting for it or for input. */
final class ClockFunctions {
    static final List<Binding> BINDINGS = List.of(
            Binding.of("clock_res_get", "ii", ClockFunctions::resolution),
            Binding.of("clock_time_get", "ili", ClockFunctions::time),
            Binding.of("poll_oneoff", "iiii", ClockFunctions::poll));

    private static final int REALTIME = 0;
    private static final int MONOTONIC = 1;

    /** More than a guest can have open; each costs the host some memory of its own. */
    private static final int MAXIMUM_SUBSCRIPTIONS = 1 << 16;

    private static final int SUBSCRIPTION_SIZE = 48;
    private static final int EVENT_SIZE = 32;
    private static final int EVENT_CLOCK = 0;
    private static final int EVENT_READ = 1;
    private static final int EVENT_WRITE = 2;
    private static final int ABSOLUTE_TIME = 1;
    private static final int SUCCESS = 0;

    private ClockFunctions() {}

    /** clock_res_get: (clock, result). */
    private static void resolution(Preview1 wasi, Arguments arguments) throws WasiException {
        Clocks clocks = wasi.configuration().clocks();
        now(clocks, arguments.i32(0));
        wasi.memory().putU64(arguments.u32(1), clocks.resolution());
    }

    /** clock_time_get: (clock, precision, result). */
    private static void time(Preview1 wasi, Arguments arguments) throws WasiException {
        long now = now(wasi.configuration().clocks(), arguments.i32(0));
        wasi.memory().putU64(arguments.u32(2), now);
    }

    /** The processor's time is none of a guest's business; that makes two of the four clocks. */
    private static long now(Clocks clocks, long clock) throws WasiException {
        return switch ((int) clock) {
            case REALTIME -> clocks.realtime();
            case MONOTONIC -> clocks.monotonic();
            default -> throw new WasiException(ErrorCode.INVALID);
        };
    }

    /**
     * What a poll waits for.
     *
     * @param left for a clock, how many nanoseconds when the poll begins; otherwise 0
     * @param source what must become ready, or {@code null}
     * @param error an {@code errno} that is known already
     */
    private record Subscription(long userData, int type, long left, ByteSource source, int error) {
        boolean isReady(long passed) {
            if (error != SUCCESS) {
                return true;
            }
            return source != null ? source.awaitReady(0) : left - passed <= 0;
        }
    }

    /** poll_oneoff: (subscriptions, events, count, result). */
    private static void poll(Preview1 wasi, Arguments arguments) throws WasiException {
        GuestMemory memory = wasi.memory();
        long in = arguments.u32(0);
        long out = arguments.u32(1);
        long count = arguments.u32(2);
        if (count == 0) {
            throw new WasiException(ErrorCode.INVALID);
        }
        memory.check(in, count * SUBSCRIPTION_SIZE);
        memory.check(out, count * EVENT_SIZE);
        memory.check(arguments.u32(3), Integer.BYTES);
        if (count > MAXIMUM_SUBSCRIPTIONS) {
            throw new WasiException(ErrorCode.INVALID);
        }
        List<Subscription> subscriptions = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            subscriptions.add(subscription(wasi, in + i * SUBSCRIPTION_SIZE));
        }
        List<Subscription> ready = await(wasi, subscriptions);
        long event = out;
        for (Subscription subscription : ready) {
            memory.clear(event, EVENT_SIZE);
            memory.putU64(event, subscription.userData);
            memory.putU16(event + 8, subscription.error);
            memory.putU8(event + 10, subscription.type);
            memory.putU64(event + 16, subscription.type == EVENT_CLOCK || subscription.error != SUCCESS ? 0 : 1);
            event += EVENT_SIZE;
        }
        memory.putU32(arguments.u32(3), ready.size());
    }

    private static Subscription subscription(Preview1 wasi, long address) throws WasiException {
        GuestMemory memory = wasi.memory();
        long userData = memory.u64(address);
        int type = memory.u8(address + 8);
        try {
            return switch (type) {
                case EVENT_CLOCK -> new Subscription(userData, type, waitForClock(wasi, address + 16), null, SUCCESS);
                case EVENT_READ, EVENT_WRITE -> {
                    Entry entry = wasi.entries().get((int) memory.u32(address + 16));
                    ByteSource source = entry instanceof Entry.Input(ByteSource input) ? input : null;
                    if (type == EVENT_READ ? entry instanceof Entry.Output : source != null) {
                        throw new WasiException(ErrorCode.BAD_DESCRIPTOR);
                    }
                    yield new Subscription(userData, type, 0, source, SUCCESS);
                }
                default -> throw new WasiException(ErrorCode.INVALID);
            };
        } catch (WasiException e) {
            if (type > EVENT_WRITE) {
                throw e;
            }
            return new Subscription(userData, type, 0, null, e.code().preview1());
        }
    }

    /** The nanoseconds that are left; times that do not fit a signed number are never reached. */
    private static long waitForClock(Preview1 wasi, long address) throws WasiException {
        GuestMemory memory = wasi.memory();
        long now = now(wasi.configuration().clocks(), memory.u32(address));
        long timeout = memory.u64(address + 8);
        if (timeout < 0) {
            return Long.MAX_VALUE;
        }
        boolean absolute = (memory.u16(address + 24) & ABSOLUTE_TIME) != 0;
        return absolute ? Math.max(0, timeout - now) : timeout;
    }

    private static List<Subscription> await(Preview1 wasi, List<Subscription> subscriptions) {
        Clocks clocks = wasi.configuration().clocks();
        long start = clocks.monotonic();
        long shortest = subscriptions.stream()
                .filter(subscription -> subscription.type == EVENT_CLOCK)
                .mapToLong(Subscription::left)
                .min()
                .orElse(Long.MAX_VALUE);
        ByteSource source = subscriptions.stream()
                .map(Subscription::source)
                .filter(found -> found != null)
                .findFirst()
                .orElse(null);
        while (true) {
            long passed = clocks.monotonic() - start;
            List<Subscription> ready = subscriptions.stream()
                    .filter(subscription -> subscription.isReady(passed))
                    .toList();
            if (!ready.isEmpty()) {
                return ready;
            }
            wasi.flush();
            if (source != null) {
                source.awaitReady(shortest - passed);
            } else {
                clocks.sleep(shortest - passed);
            }
        }
    }
}
