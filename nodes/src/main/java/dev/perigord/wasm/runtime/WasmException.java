package dev.perigord.wasm.runtime;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.interop.ExceptionType;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.UnknownIdentifierException;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import com.oracle.truffle.api.nodes.Node;
import java.util.List;

/**
 * An exception of WebAssembly (spec 4.2.15), which is also what an {@code exnref} refers to. For the host a guest
 * exception whose members are the tag and the payload.
 */
@ExportLibrary(InteropLibrary.class)
public final class WasmException extends AbstractTruffleException {
    private static final long serialVersionUID = 1L;

    private static final String TAG = "tag";
    private static final String PAYLOAD = "payload";

    private final transient WasmTag tag;
    private final transient Object[] payload;

    /** An exception; {@code payload} are boxed values of the tag's parameters. */
    public WasmException(WasmTag tag, Object[] payload, Node location) {
        super(null, null, UNLIMITED_STACK_TRACE, location);
        this.tag = tag;
        this.payload = payload;
    }

    /** The kind. */
    public WasmTag tag() {
        return tag;
    }

    /** The boxed values. */
    public Object[] payload() {
        return payload;
    }

    @Override
    @TruffleBoundary
    public String getMessage() {
        return "uncaught exception of " + tag.type() + (payload.length == 0 ? "" : " with payload " + List.of(payload));
    }

    @ExportMessage
    ExceptionType getExceptionType() {
        return ExceptionType.RUNTIME_ERROR;
    }

    @ExportMessage
    boolean hasMembers() {
        return true;
    }

    @ExportMessage
    Object getMembers(@SuppressWarnings("unused") boolean includeInternal) {
        return new ResultList(new Object[] {TAG, PAYLOAD});
    }

    @ExportMessage
    boolean isMemberReadable(String member) {
        return member.equals(TAG) || member.equals(PAYLOAD);
    }

    @ExportMessage
    @TruffleBoundary
    Object readMember(String member) throws UnknownIdentifierException {
        return switch (member) {
            case TAG -> tag;
            case PAYLOAD -> new ResultList(payload);
            default -> throw UnknownIdentifierException.create(member);
        };
    }
}
