package dev.perigord.wasm.component.validation;

import dev.perigord.wasm.component.syntax.CanonOption;
import dev.perigord.wasm.module.InvalidException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

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
        Set<CanonOption.Kind> seen = EnumSet.noneOf(CanonOption.Kind.class);
        CanonOption.Kind encoding = null;
        int[] indices = new int[CanonOption.Kind.values().length];
        for (CanonOption option : list) {
            CanonOption.Kind kind = option.kind();
            if (kind.isEncoding()) {
                if (encoding != null) {
                    throw new InvalidException("canonical encoding option `" + encoding.text()
                            + "` conflicts with option `" + kind.text() + "`");
                }
                encoding = kind;
            }
            if (!seen.add(kind)) {
                throw new InvalidException("canonical option `" + kind.text() + "` is specified more than once");
            }
            if (option.index() < 0) {
                throw new InvalidException("index of canonical option `" + kind.text() + "` out of bounds");
            }
            indices[kind.ordinal()] = option.index() + 1;
        }
        return new CanonOptions(
                encoding == null ? StringEncoding.UTF8 : StringEncoding.values()[encoding.ordinal()],
                indices[CanonOption.Kind.MEMORY.ordinal()] - 1,
                indices[CanonOption.Kind.REALLOC.ordinal()] - 1,
                indices[CanonOption.Kind.POST_RETURN.ordinal()] - 1,
                seen.contains(CanonOption.Kind.ASYNC),
                indices[CanonOption.Kind.CALLBACK.ordinal()] - 1);
    }
}
