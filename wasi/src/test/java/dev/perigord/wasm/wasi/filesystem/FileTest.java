package dev.perigord.wasm.wasi.filesystem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.perigord.wasm.wasi.TestLanguage;
import dev.perigord.wasm.wasi.io.ErrorCode;
import dev.perigord.wasm.wasi.io.WasiException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files and directories by example, the same for both back ends. */
final class FileTest {
    private static final Set<OpenFlag> NEW = EnumSet.of(OpenFlag.CREATE, OpenFlag.READ, OpenFlag.WRITE);

    @TempDir
    Path root;

    @FunctionalInterface
    private interface Body {
        void run(DirectoryHandle directory) throws Exception;
    }

    private void in(Backend backend, Body body) {
        TestLanguage.run((_, env) -> {
            try (DirectoryHandle directory = backend.open(env, root)) {
                body.run(directory);
            }
            return 0;
        });
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String read(FileHandle file, long position) throws WasiException {
        ByteBuffer buffer = ByteBuffer.allocate(100);
        file.read(buffer, position);
        return StandardCharsets.UTF_8.decode(buffer.flip()).toString();
    }

    private static void fails(ErrorCode code, Executable executable) {
        assertEquals(code, assertThrows(WasiException.class, executable).code());
    }

    @ParameterizedTest
    @EnumSource
    void positionsAndTheEnd(Backend backend) {
        in(backend, directory -> {
            try (FileHandle file = directory.open("file", NEW).asFile()) {
                assertEquals(5, file.write(bytes("hello"), 0));
                assertEquals(4, file.append(bytes(" you")));
                assertEquals(1, file.write(bytes("J"), 0));
                assertEquals("Jello you", read(file, 0));
                assertEquals("you", read(file, 6));
                assertEquals(FileHandle.END, file.read(ByteBuffer.allocate(1), 9));
                file.setSize(4);
                file.allocate(0, 6);
                assertEquals("Jell\0\0", read(file, 0));
                file.sync(true);
                assertEquals(6, file.status().size());
                fails(ErrorCode.INVALID, () -> file.write(bytes("x"), -1));
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void accessIsWhatWasAskedFor(Backend backend) {
        in(backend, directory -> {
            directory.open("file", NEW).close();
            try (FileHandle file =
                    directory.open("file", EnumSet.of(OpenFlag.READ)).asFile()) {
                fails(ErrorCode.BAD_DESCRIPTOR, () -> file.write(bytes("x"), 0));
                fails(ErrorCode.BAD_DESCRIPTOR, () -> file.setSize(0));
            }
            try (FileHandle file =
                    directory.open("file", EnumSet.of(OpenFlag.WRITE)).asFile()) {
                fails(ErrorCode.BAD_DESCRIPTOR, () -> read(file, 0));
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void aClosedFileStaysClosed(Backend backend) {
        in(backend, directory -> {
            FileHandle file = directory.open("file", NEW).asFile();
            file.close();
            file.close();
            fails(ErrorCode.BAD_DESCRIPTOR, () -> read(file, 0));
            directory.close();
            fails(ErrorCode.BAD_DESCRIPTOR, () -> directory.open("file", NEW));
        });
    }

    @ParameterizedTest
    @EnumSource
    void timesAreSetToTheNanosecond(Backend backend) {
        in(backend, directory -> {
            directory.open("file", NEW).close();
            long before = directory.status("file", true).accessTime();
            directory.setTimes("file", true, new TimeChange.Keep(), new TimeChange.At(1_000_000_123_456_789_100L));
            FileStatus status = directory.status("file", true);
            assertEquals(1_000_000_123_456_789_100L, status.modificationTime());
            assertEquals(before, status.accessTime());
            try (Descriptor file = directory.open("file", NEW)) {
                file.setTimes(new TimeChange.At(5), new TimeChange.Now());
                assertEquals(5, file.status().accessTime());
                assertNotEquals(status.modificationTime(), file.status().modificationTime());
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void listsTypesAndInodes(Backend backend) {
        in(backend, directory -> {
            directory.createDirectory("a");
            directory.open("b", NEW).close();
            directory.createSymbolicLink("b", "c");
            List<DirectoryEntry> entries = directory.read().stream()
                    .sorted(Comparator.comparing(DirectoryEntry::name))
                    .toList();
            assertEquals(
                    List.of(FileType.DIRECTORY, FileType.REGULAR_FILE, FileType.SYMBOLIC_LINK),
                    entries.stream().map(DirectoryEntry::type).toList());
            assertEquals(directory.status("b", false).inode(), entries.get(1).inode());
            for (int i = 0; i < 2000; i++) {
                Files.createFile(root.resolve("a/a-rather-long-name-" + i));
            }
            try (DirectoryHandle below =
                    directory.open("a", EnumSet.noneOf(OpenFlag.class)).asDirectory()) {
                assertEquals(2000, below.read().size());
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void hardLinksAreTheSameFile(Backend backend) {
        in(backend, directory -> {
            directory.open("one", NEW).close();
            directory.link("one", directory, "two");
            FileStatus one = directory.status("one", false);
            assertEquals(2, one.links());
            assertEquals(one.inode(), directory.status("two", false).inode());
            directory.rename("two", directory, "three");
            directory.unlink("one");
            assertEquals(one.inode(), directory.status("three", false).inode());
        });
    }
}
