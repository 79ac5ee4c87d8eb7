package dev.perigord.wasm.wasi.filesystem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perigord.wasm.wasi.TestLanguage;
import dev.perigord.wasm.wasi.io.ErrorCode;
import dev.perigord.wasm.wasi.io.WasiException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Which paths lead where: the same for both back ends. */
final class PathTest {
    private static final Set<OpenFlag> FOLLOW = EnumSet.of(OpenFlag.READ, OpenFlag.FOLLOW);
    private static final Set<OpenFlag> NO_FOLLOW = EnumSet.of(OpenFlag.READ);

    /** Stands for success where an error could be. */
    private static final ErrorCode OK = null;

    @TempDir
    Path temporary;

    private Path root;

    @BeforeEach
    void makeFiles() throws IOException {
        root = Files.createDirectory(temporary.resolve("root"));
        Files.writeString(temporary.resolve("secret"), "secret");
        Files.createDirectories(root.resolve("dir/nested"));
        Files.writeString(root.resolve("dir/file"), "content");
        link("dir/up-and-in", "../dir/file");
        link("dir/out", "../../secret");
        link("absolute", temporary.resolve("secret").toString());
        link("parent", "..");
        link("to-dir", "dir");
        link("dangling", "nothing");
        link("loop", "loop");
        link("out-by-dir", "to-dir/../../secret");
    }

    private void link(String name, String target) throws IOException {
        Files.createSymbolicLink(root.resolve(name), Path.of(target));
    }

    @FunctionalInterface
    private interface Operation {
        void run(DirectoryHandle directory) throws WasiException;
    }

    private record Case(String what, ErrorCode expected, Operation operation) {}

    private static Case open(String path, Set<OpenFlag> flags, ErrorCode expected) {
        String how = flags.contains(OpenFlag.FOLLOW) ? "" : " without following";
        return new Case("open \"" + path.replace("\0", "\\0") + "\"" + how, expected, directory -> directory
                .open(path, flags)
                .close());
    }

    private static Case of(String what, ErrorCode expected, Operation operation) {
        return new Case(what, expected, operation);
    }

    @TestFactory
    Stream<DynamicTest> opening() {
        return tests(
                open("dir/file", FOLLOW, OK),
                open("./dir//./nested/../file", FOLLOW, OK),
                open("dir/up-and-in", FOLLOW, OK),
                open("to-dir/file", NO_FOLLOW, OK),
                open("dir/", FOLLOW, OK),
                open(".", FOLLOW, OK),
                open("dir/..", FOLLOW, OK),
                open("..", FOLLOW, ErrorCode.NOT_PERMITTED),
                open("../secret", FOLLOW, ErrorCode.NOT_PERMITTED),
                open("dir/../../secret", FOLLOW, ErrorCode.NOT_PERMITTED),
                open("../root/dir/file", FOLLOW, ErrorCode.NOT_PERMITTED),
                open("/dir/file", FOLLOW, ErrorCode.NOT_PERMITTED),
                open("/", FOLLOW, ErrorCode.NOT_PERMITTED),
                open("dir/out", FOLLOW, ErrorCode.NOT_PERMITTED),
                open("absolute", FOLLOW, ErrorCode.NOT_PERMITTED),
                open("parent", FOLLOW, ErrorCode.NOT_PERMITTED),
                open("parent/secret", NO_FOLLOW, ErrorCode.NOT_PERMITTED),
                open("out-by-dir", FOLLOW, ErrorCode.NOT_PERMITTED),
                open("", FOLLOW, ErrorCode.NO_ENTRY),
                open("nothing", FOLLOW, ErrorCode.NO_ENTRY),
                open("nothing/..", FOLLOW, ErrorCode.NO_ENTRY),
                open("dangling", FOLLOW, ErrorCode.NO_ENTRY),
                open("loop", FOLLOW, ErrorCode.LOOP),
                open("dangling", NO_FOLLOW, ErrorCode.LOOP),
                open("dir/file/", FOLLOW, ErrorCode.NOT_DIRECTORY),
                open("dir/file/..", FOLLOW, ErrorCode.NOT_DIRECTORY),
                open("dir/file\0", FOLLOW, ErrorCode.INVALID),
                open("x".repeat(300), FOLLOW, ErrorCode.NAME_TOO_LONG),
                open("x/".repeat(3000), FOLLOW, ErrorCode.NAME_TOO_LONG));
    }

    @TestFactory
    Stream<DynamicTest> changing() {
        return tests(
                of("create a directory", OK, d -> d.createDirectory("new")),
                of("create a directory with a slash", OK, d -> d.createDirectory("new/")),
                of("create a directory that exists", ErrorCode.EXIST, d -> d.createDirectory("dir")),
                of("create .", ErrorCode.EXIST, d -> d.createDirectory(".")),
                of("create outside", ErrorCode.NOT_PERMITTED, d -> d.createDirectory("../new")),
                of("create through a link", ErrorCode.NOT_PERMITTED, d -> d.createDirectory("parent/new")),
                of("create where a link dangles", ErrorCode.EXIST, d -> d.createDirectory("dangling")),
                of("remove the parent", ErrorCode.NOT_PERMITTED, d -> d.removeDirectory("..")),
                of("remove a directory", OK, d -> d.removeDirectory("dir/nested/")),
                of("remove what is not empty", ErrorCode.NOT_EMPTY, d -> d.removeDirectory("dir")),
                of("remove a file as directory", ErrorCode.NOT_DIRECTORY, d -> d.removeDirectory("dir/file")),
                of("remove a link as directory", ErrorCode.NOT_DIRECTORY, d -> d.removeDirectory("to-dir")),
                of("unlink a link that leads out", OK, d -> d.unlink("dir/out")),
                of("unlink through a link", ErrorCode.NOT_PERMITTED, d -> d.unlink("parent/secret")),
                of("unlink a directory", ErrorCode.IS_DIRECTORY, d -> d.unlink("dir/nested")),
                of("unlink a file with a slash", ErrorCode.NOT_DIRECTORY, d -> d.unlink("dir/file/")),
                of("rename outwards", ErrorCode.NOT_PERMITTED, d -> d.rename("dir/file", d, "../file")),
                of("rename inwards", ErrorCode.NOT_PERMITTED, d -> d.rename("../secret", d, "secret")),
                of("rename through a link", ErrorCode.NOT_PERMITTED, d -> d.rename("parent/secret", d, "secret")),
                of("rename onto a link", OK, d -> d.rename("dir/file", d, "dir/out")),
                of("rename into itself", ErrorCode.INVALID, d -> d.rename("dir", d, "dir/nested/dir")),
                of("link from outside", ErrorCode.NOT_PERMITTED, d -> d.link("../secret", d, "secret")),
                of("link through a link", ErrorCode.NOT_PERMITTED, d -> d.link("parent/secret", d, "secret")),
                of("link a directory", ErrorCode.NOT_PERMITTED, d -> d.link("dir/nested", d, "second")),
                of("link a file", OK, d -> d.link("dir/file", d, "second")),
                of("symbolic link to an absolute path", ErrorCode.NOT_PERMITTED, d -> d.createSymbolicLink("/", "new")),
                of("symbolic link outside", ErrorCode.NOT_PERMITTED, d -> d.createSymbolicLink("x", "../new")),
                of("symbolic link", OK, d -> d.createSymbolicLink("dir/file", "new")),
                of("status through a link", ErrorCode.NOT_PERMITTED, d -> d.status("dir/out", true)),
                of("status of a link", OK, d -> d.status("dir/out", false)),
                of("read a link", OK, d -> assertEquals("../../secret", d.readSymbolicLink("dir/out"))),
                of("read no link", ErrorCode.INVALID, d -> d.readSymbolicLink("dir/file")),
                of(
                        "times through a link",
                        ErrorCode.NOT_PERMITTED,
                        d -> d.setTimes("dir/out", true, new TimeChange.Now(), new TimeChange.Now())),
                of("create a file through a dangling link", OK, d -> d.open(
                                "dangling", EnumSet.of(OpenFlag.CREATE, OpenFlag.WRITE, OpenFlag.FOLLOW))
                        .close()),
                of(
                        "create a file exclusively through a link",
                        ErrorCode.EXIST,
                        d -> d.open("dangling", EnumSet.of(OpenFlag.CREATE, OpenFlag.EXCLUSIVE, OpenFlag.FOLLOW))));
    }

    @TestFactory
    Stream<DynamicTest> readOnly() {
        return tests(
                of("read", OK, d -> new ReadOnlyDirectory(d).open("dir/file", FOLLOW)),
                of("list", OK, d -> new ReadOnlyDirectory(d).read()),
                of("create", ErrorCode.NOT_PERMITTED, d -> new ReadOnlyDirectory(d)
                        .open("new", EnumSet.of(OpenFlag.CREATE))),
                of("truncate", ErrorCode.NOT_PERMITTED, d -> new ReadOnlyDirectory(d)
                        .open("dir/file", EnumSet.of(OpenFlag.TRUNCATE))),
                of("write below", ErrorCode.NOT_PERMITTED, d -> new ReadOnlyDirectory(d)
                        .open("dir", FOLLOW)
                        .asDirectory()
                        .open("file", EnumSet.of(OpenFlag.WRITE))),
                of("unlink", ErrorCode.NOT_PERMITTED, d -> new ReadOnlyDirectory(d).unlink("dir/file")),
                of("rename into", ErrorCode.NOT_PERMITTED, d -> d.rename("dir/file", new ReadOnlyDirectory(d), "new")),
                of("link into", ErrorCode.NOT_PERMITTED, d -> d.link("dir/file", new ReadOnlyDirectory(d), "new")));
    }

    private Stream<DynamicTest> tests(Case... cases) {
        return Arrays.stream(Backend.values()).flatMap(backend -> Arrays.stream(cases)
                .map(test -> DynamicTest.dynamicTest(backend + ": " + test.what, () -> check(backend, test))));
    }

    /** The tests of a factory share its directory, so each works on a copy. */
    private void check(Backend backend, Case test) throws IOException {
        Path outside = Files.createTempDirectory(temporary, "case");
        Path copy = outside.resolve("root");
        Files.writeString(outside.resolve("secret"), "secret");
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(root.relativize(file)), LinkOption.NOFOLLOW_LINKS);
            }
        }
        TestLanguage.run((_, env) -> {
            ErrorCode actual = OK;
            try (DirectoryHandle directory = backend.open(env, copy)) {
                test.operation.run(directory);
            } catch (WasiException e) {
                actual = e.code();
            }
            assertEquals(test.expected, actual);
            return 0;
        });
        assertEquals("secret", Files.readString(outside.resolve("secret")));
        try (Stream<Path> files = Files.list(outside)) {
            assertEquals(2, files.count(), "nothing was made outside");
        }
    }
}
