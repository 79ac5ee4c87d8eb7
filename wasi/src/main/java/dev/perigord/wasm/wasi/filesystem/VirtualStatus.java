package dev.perigord.wasm.wasi.filesystem;

import com.oracle.truffle.api.TruffleFile;
import com.oracle.truffle.api.TruffleFile.AttributeDescriptor;
import com.oracle.truffle.api.TruffleFile.Attributes;
import java.io.IOException;
import java.nio.file.LinkOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The status of files of the context's file system, which may know less than POSIX wants. No link is followed. */
final class VirtualStatus {
    private static final List<AttributeDescriptor<?>> BASIC = List.of(
            TruffleFile.IS_REGULAR_FILE,
            TruffleFile.IS_DIRECTORY,
            TruffleFile.IS_SYMBOLIC_LINK,
            TruffleFile.SIZE,
            TruffleFile.LAST_ACCESS_TIME,
            TruffleFile.LAST_MODIFIED_TIME);
    private static final List<AttributeDescriptor<?>> UNIX = concat(
            BASIC,
            TruffleFile.UNIX_DEV,
            TruffleFile.UNIX_INODE,
            TruffleFile.UNIX_NLINK,
            TruffleFile.UNIX_CTIME,
            TruffleFile.UNIX_MODE);

    private VirtualStatus() {}

    private static List<AttributeDescriptor<?>> concat(
            List<AttributeDescriptor<?>> first, AttributeDescriptor<?>... second) {
        List<AttributeDescriptor<?>> result = new ArrayList<>(first);
        result.addAll(List.of(second));
        return List.copyOf(result);
    }

    static FileStatus of(TruffleFile file) throws IOException {
        try {
            Attributes attributes = file.getAttributes(UNIX, LinkOption.NOFOLLOW_LINKS);
            return new FileStatus(
                    attributes.get(TruffleFile.UNIX_DEV),
                    attributes.get(TruffleFile.UNIX_INODE),
                    Linux.typeOfDirectoryEntry(attributes.get(TruffleFile.UNIX_MODE) >> 12 & 0xf),
                    attributes.get(TruffleFile.UNIX_NLINK),
                    attributes.get(TruffleFile.SIZE),
                    nanoseconds(attributes.get(TruffleFile.LAST_ACCESS_TIME)),
                    nanoseconds(attributes.get(TruffleFile.LAST_MODIFIED_TIME)),
                    nanoseconds(attributes.get(TruffleFile.UNIX_CTIME)));
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            return ofBasic(file);
        }
    }

    /** Without numbers of device and file, the path must identify it. */
    private static FileStatus ofBasic(TruffleFile file) throws IOException {
        Attributes attributes = file.getAttributes(BASIC, LinkOption.NOFOLLOW_LINKS);
        return new FileStatus(
                0,
                Integer.toUnsignedLong(file.getPath().hashCode()),
                type(attributes),
                1,
                attributes.get(TruffleFile.SIZE),
                nanoseconds(attributes.get(TruffleFile.LAST_ACCESS_TIME)),
                nanoseconds(attributes.get(TruffleFile.LAST_MODIFIED_TIME)),
                nanoseconds(attributes.get(TruffleFile.LAST_MODIFIED_TIME)));
    }

    private static FileType type(Attributes attributes) {
        if (attributes.get(TruffleFile.IS_SYMBOLIC_LINK)) {
            return FileType.SYMBOLIC_LINK;
        }
        if (attributes.get(TruffleFile.IS_DIRECTORY)) {
            return FileType.DIRECTORY;
        }
        return attributes.get(TruffleFile.IS_REGULAR_FILE) ? FileType.REGULAR_FILE : FileType.UNKNOWN;
    }

    static void setTimes(TruffleFile file, TimeChange access, TimeChange modification) throws IOException {
        FileTime now = FileTime.from(Instant.now());
        FileTime accessTime = time(access, now);
        if (accessTime != null) {
            file.setLastAccessTime(accessTime, LinkOption.NOFOLLOW_LINKS);
        }
        FileTime modificationTime = time(modification, now);
        if (modificationTime != null) {
            file.setLastModifiedTime(modificationTime, LinkOption.NOFOLLOW_LINKS);
        }
    }

    private static FileTime time(TimeChange change, FileTime now) {
        return switch (change) {
            case TimeChange.Keep _ -> null;
            case TimeChange.Now _ -> now;
            case TimeChange.At at -> FileTime.from(at.nanoseconds(), TimeUnit.NANOSECONDS);
        };
    }

    private static long nanoseconds(FileTime time) {
        return time.to(TimeUnit.NANOSECONDS);
    }
}
