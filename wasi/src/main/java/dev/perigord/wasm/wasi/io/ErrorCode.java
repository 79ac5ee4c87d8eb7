package dev.perigord.wasm.wasi.io;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Why an operation failed, under the names of WASI 0.2's {@code wasi:filesystem/types.error-code}; the last two have no
 * case there. One table maps the codes to preview1's {@code errno} and to Linux' {@code errno.h}.
 */
public enum ErrorCode {
    ACCESS(2, 13),
    WOULD_BLOCK(6, 11),
    ALREADY(7, 114),
    BAD_DESCRIPTOR(8, 9),
    BUSY(10, 16),
    DEADLOCK(16, 35),
    QUOTA(19, 122),
    EXIST(20, 17),
    FILE_TOO_LARGE(22, 27),
    ILLEGAL_BYTE_SEQUENCE(25, 84),
    IN_PROGRESS(26, 115),
    INTERRUPTED(27, 4),
    INVALID(28, 22),
    IO(29, 5),
    IS_DIRECTORY(31, 21),
    LOOP(32, 40),
    TOO_MANY_LINKS(34, 31),
    MESSAGE_SIZE(35, 90),
    NAME_TOO_LONG(37, 36),
    NO_DEVICE(43, 19),
    NO_ENTRY(44, 2),
    NO_LOCK(46, 37),
    INSUFFICIENT_MEMORY(48, 12),
    INSUFFICIENT_SPACE(51, 28),
    NOT_DIRECTORY(54, 20),
    NOT_EMPTY(55, 39),
    NOT_RECOVERABLE(56, 131),
    UNSUPPORTED(58, 95),
    NO_TTY(59, 25),
    NO_SUCH_DEVICE(60, 6),
    OVERFLOW(61, 75),
    NOT_PERMITTED(63, 1),
    PIPE(64, 32),
    READ_ONLY(69, 30),
    INVALID_SEEK(70, 29),
    TEXT_FILE_BUSY(74, 26),
    CROSS_DEVICE(75, 18),
    TOO_MANY_OPEN_FILES(33, 24),
    NOT_SOCKET(57, 88);

    private static final Map<Integer, ErrorCode> LINUX = new HashMap<>();

    static {
        for (ErrorCode code : values()) {
            LINUX.put(code.linux, code);
        }
        int enfile = 23;
        int enosys = 38;
        LINUX.put(enfile, TOO_MANY_OPEN_FILES);
        LINUX.put(enosys, UNSUPPORTED);
    }

    private final int preview1;
    private final int linux;

    ErrorCode(int preview1, int linux) {
        this.preview1 = preview1;
        this.linux = linux;
    }

    /** The {@code errno} of {@code wasi_snapshot_preview1}. */
    public int preview1() {
        return preview1;
    }

    /** The code of a Linux {@code errno}; {@link #IO} for one without a name here. */
    public static ErrorCode ofLinux(int errno) {
        return LINUX.getOrDefault(errno, IO);
    }

    /** The name in WIT, such as {@code no-entry}. */
    public String witName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
