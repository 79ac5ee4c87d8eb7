package dev.perigord.wasm.wasi.preview2.clocks;

import dev.perigord.wasm.component.value.RecordValue;
import java.util.Optional;

/** The record {@code datetime}: unsigned seconds since 1970-01-01T00:00:00Z, and nanoseconds. */
public final class Datetime {
    private static final long SECOND = 1_000_000_000L;

    private Datetime() {}

    /** A time in nanoseconds as a record. */
    public static Object of(long nanoseconds) {
        return new Object[] {Math.floorDiv(nanoseconds, SECOND), Math.floorMod(nanoseconds, SECOND)};
    }

    /** A time in nanoseconds, or nothing if it is before all times that the record can hold. */
    public static Optional<Object> optionally(long nanoseconds) {
        return nanoseconds < 0 ? Optional.empty() : Optional.of(of(nanoseconds));
    }

    /** A record in nanoseconds, if they fit a number; nothing for one that has a second or more of nanoseconds. */
    public static Optional<Long> nanoseconds(RecordValue datetime) {
        long seconds = ((Number) datetime.field(0)).longValue();
        long nanoseconds = ((Number) datetime.field(1)).longValue();
        boolean fits = seconds >= 0 && seconds < Long.MAX_VALUE / SECOND && nanoseconds < SECOND;
        return fits ? Optional.of(seconds * SECOND + nanoseconds) : Optional.empty();
    }
}
