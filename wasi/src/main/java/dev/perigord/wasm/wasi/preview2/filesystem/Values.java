package dev.perigord.wasm.wasi.preview2.filesystem;

import dev.perigord.wasm.component.value.RecordValue;
import dev.perigord.wasm.component.value.VariantValue;
import dev.perigord.wasm.wasi.filesystem.FileStatus;
import dev.perigord.wasm.wasi.filesystem.OpenFlag;
import dev.perigord.wasm.wasi.filesystem.TimeChange;
import dev.perigord.wasm.wasi.io.ErrorCode;
import dev.perigord.wasm.wasi.io.WasiException;
import dev.perigord.wasm.wasi.preview2.clocks.Datetime;
import dev.perigord.wasm.wasi.preview2.declaration.Arguments;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The types of {@code wasi:filesystem/types} as values. */
final class Values {
    /** The flags {@code open-flags} in their order. */
    private static final List<OpenFlag> OPEN_FLAGS =
            List.of(OpenFlag.CREATE, OpenFlag.DIRECTORY, OpenFlag.EXCLUSIVE, OpenFlag.TRUNCATE);

    private static final int NO_CHANGE = 0;
    private static final int NOW = 1;

    private Values() {}

    /** A failure as {@code error-code}, with what comes closest to the codes that are none there. */
    static VariantValue errorCode(ErrorCode code) {
        ErrorCode named =
                switch (code) {
                    case TOO_MANY_OPEN_FILES -> ErrorCode.QUOTA;
                    case NOT_SOCKET -> ErrorCode.UNSUPPORTED;
                    default -> code;
                };
        return new VariantValue(named.ordinal(), null);
    }

    /** {@code descriptor-stat}. */
    static Object status(FileStatus status) {
        return new Object[] {
            status.type(),
            status.links(),
            status.size(),
            Datetime.optionally(status.accessTime()),
            Datetime.optionally(status.modificationTime()),
            Datetime.optionally(status.changeTime())
        };
    }

    /**
     * {@code metadata-hash-value}: which file it is, and not what is in it, because the C library takes it for the
     * number of the file, and programs remember files by that.
     */
    static Object metadataHash(FileStatus status) {
        long lower = mix(status.inode() ^ mix(status.device()));
        return new Object[] {lower, mix(lower)};
    }

    /** The finalizer of MurmurHash3: every bit of the argument counts for every bit of the result. */
    private static long mix(long value) {
        long mixed = (value ^ value >>> 33) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ mixed >>> 33;
    }

    /** {@code new-timestamp}. */
    static TimeChange timeChange(VariantValue change) throws WasiException {
        return switch (change.index()) {
            case NO_CHANGE -> new TimeChange.Keep();
            case NOW -> new TimeChange.Now();
            default ->
                new TimeChange.At(Datetime.nanoseconds((RecordValue) change.payload())
                        .orElseThrow(() -> new WasiException(ErrorCode.INVALID)));
        };
    }

    /** {@code open-flags}. */
    static Set<OpenFlag> openFlags(Arguments arguments, int index) {
        Set<OpenFlag> flags = EnumSet.noneOf(OpenFlag.class);
        for (int bit = 0; bit < OPEN_FLAGS.size(); bit++) {
            if (arguments.flag(index, bit)) {
                flags.add(OPEN_FLAGS.get(bit));
            }
        }
        return flags;
    }

    /** {@code descriptor-flags}. */
    static Set<DescriptorFlag> descriptorFlags(Arguments arguments, int index) {
        Set<DescriptorFlag> flags = EnumSet.noneOf(DescriptorFlag.class);
        for (DescriptorFlag flag : DescriptorFlag.values()) {
            if (arguments.flag(index, flag.ordinal())) {
                flags.add(flag);
            }
        }
        return flags;
    }

    /** {@code path-flags}: whether a symbolic link as the last component is followed. */
    static boolean follows(Arguments arguments, int index) {
        return arguments.flag(index, 0);
    }
}
