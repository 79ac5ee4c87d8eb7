package dev.perigord.wasm.wasi.io;

/** An operation failed with an error that the guest is told as a code; checked, so that none escapes to the host. */
public final class WasiException extends Exception {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    /** A failure without a stack trace: it is an ordinary outcome, and frequent. */
    public WasiException(ErrorCode code) {
        super(code.witName(), null, false, false);
        this.code = code;
    }

    /** What the guest is told. */
    public ErrorCode code() {
        return code;
    }
}
