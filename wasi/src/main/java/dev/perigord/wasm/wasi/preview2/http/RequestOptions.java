package dev.perigord.wasm.wasi.preview2.http;

import dev.perigord.wasm.component.value.VariantValue;
import java.util.EnumMap;
import java.util.Map;

/** A guest's {@code request-options}: how long to wait for what. */
final class RequestOptions {
    enum Timeout {
        CONNECT,
        FIRST_BYTE,
        BETWEEN_BYTES
    }

    private final Map<Timeout, VariantValue> durations = new EnumMap<>(Timeout.class);

    VariantValue get(Timeout timeout) {
        return durations.getOrDefault(timeout, VariantValue.NONE);
    }

    void set(Timeout timeout, VariantValue duration) {
        durations.put(timeout, duration);
    }
}
