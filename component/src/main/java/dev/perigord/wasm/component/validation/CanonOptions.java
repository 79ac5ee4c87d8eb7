package dev.perigord.wasm.component.validation;

import dev.perigord.wasm.component.syntax.CanonOption;
import dev.perigord.wasm.module.InvalidException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Canonical options, each at most once. What is not given is {@link #NONE}.
 *
 * @param memory a core memory index
 * @param realloc a core function index
 * @param postReturn a core function index
 * @param callback a core function index
 */
public record CanonOptions(
        StringEncoding encoding, int memory, int realloc, int postReturn, boolean async, int callback) {
    /** The option is not given. */
    public static final int NONE = -1;

    /**
     * Collects options.
     *
     * @throws InvalidException if options repeat or contradict each other
     */
    public static CanonOptions of(List<CanonOption> list) {
        Map<CanonOption.Kind, Integer> indices = new EnumMap<>(CanonOption.Kind.class);
        CanonOption.Kind encoding = null;
        for (CanonOption option : list) {
            CanonOption.Kind kind = option.kind();
            if (kind.isEncoding()) {
                if (encoding != null) {
                    throw new InvalidException("canonical encoding option `" + encoding.text()
                            + "` conflicts with option `" + kind.text() + "`");
                }
                encoding = kind;
            }
            if (option.index() < 0) {
                throw new InvalidException("index of canonical option `" + kind.text() + "` out of bounds");
            }
            if (indices.put(kind, option.index()) != null) {
                throw new InvalidException("canonical option `" + kind.text() + "` is specified more than once");
            }
        }
        return new CanonOptions(
                encoding(encoding),
                indices.getOrDefault(CanonOption.Kind.MEMORY, NONE),
                indices.getOrDefault(CanonOption.Kind.REALLOC, NONE),
                indices.getOrDefault(CanonOption.Kind.POST_RETURN, NONE),
                indices.containsKey(CanonOption.Kind.ASYNC),
                indices.getOrDefault(CanonOption.Kind.CALLBACK, NONE));
    }

    private static StringEncoding encoding(CanonOption.Kind kind) {
        return switch (kind) {
            case UTF16 -> StringEncoding.UTF16;
            case LATIN1_UTF16 -> StringEncoding.LATIN1_UTF16;
            case null, default -> StringEncoding.UTF8;
        };
    }
}
