package dev.perigord.wasm.component.type;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** {@code result<T, E>}: a variant of {@code ok} and {@code error}, either with or without a payload. */
public final class ResultType extends WitType {
    private final WitType ok;
    private final WitType error;

    /** Either type may be null. */
    public ResultType(WitType ok, WitType error) {
        super(TypeKind.RESULT, Arrays.asList(ok, error));
        this.ok = ok;
        this.error = error;
    }

    /** The type of a success, or null. */
    public WitType ok() {
        return ok;
    }

    /** The type of an error, or null. */
    public WitType error() {
        return error;
    }

    @Override
    public List<WitType> parts() {
        return Collections.unmodifiableList(Arrays.asList(ok, error));
    }

    @Override
    public WitType withParts(List<WitType> parts) {
        return new ResultType(parts.getFirst(), parts.getLast());
    }

    @Override
    Layout computeLayout(PointerSize pointer) {
        return Layout.variant(2, parts(), pointer);
    }
}
