package dev.perigord.wasm.component.wit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.perigord.wasm.component.testing.Guests;
import dev.perigord.wasm.component.testing.WitTexts;
import dev.perigord.wasm.component.wit.model.Packages;
import dev.perigord.wasm.component.wit.resolve.Features;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read is printed, encoded and decoded without loss. */
class WitRoundTripTest {
    private static final Path RESOURCES = Path.of("src/test/resources/wit");

    @TempDir
    Path folder;

    private static LoadedWit parse(String text) {
        return WitLoader.parse("test.wit", text.getBytes(StandardCharsets.UTF_8), Features.ALL);
    }

    private static void assertRoundTrip(LoadedWit wit) {
        String text = wit.print();
        LoadedWit reparsed = parse(text);
        assertEquals(wit.packages(), reparsed.packages());
        assertEquals(text, reparsed.print());
        byte[] binary = wit.encode();
        assertArrayEquals(binary, reparsed.encode(), text);
        LoadedWit decoded = WitLoader.decode("test.wasm", binary);
        assertEquals(wit.mainPackage(), decoded.mainPackage());
        assertArrayEquals(binary, decoded.encode(), text);
    }

    @Test
    void everyProductionOfTheGrammar() throws IOException {
        assertRoundTrip(parse(Files.readString(RESOURCES.resolve("everything.wit"))));
    }

    /** What is proposed for WASI besides, and two versions of WASI itself: files with one package behind the other. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "../wasi/src/test/resources/wit/wasi-0.2.12.wit",
                "src/test/resources/wit/proposals/wasi-0.3.0.wit",
                "src/test/resources/wit/proposals/wasi-blobstore.wit",
                "src/test/resources/wit/proposals/wasi-config.wit",
                "src/test/resources/wit/proposals/wasi-keyvalue.wit",
                "src/test/resources/wit/proposals/wasi-messaging.wit",
                "src/test/resources/wit/proposals/wasi-nn.wit",
                "src/test/resources/wit/proposals/wasi-sql.wit"
            })
    void wasi(String file) throws IOException {
        Packages packages = parse(WitTexts.read(Path.of(file))).packages();
        long lines = Files.readString(Path.of(file))
                .lines()
                .filter(line -> line.startsWith("package "))
                .count();
        assertEquals(lines, packages.all().size());
        packages.all().forEach(each -> assertRoundTrip(new LoadedWit(packages, each.name())));
    }

    /** Each folder in the one that {@code perigord.wit} names is a package with its dependencies. */
    @Test
    void foldersOfTheUser() throws IOException {
        String property = System.getProperty("perigord.wit");
        assumeTrue(property != null, "system property perigord.wit names no folder of WIT packages");
        try (var packages = Files.list(Path.of(property))) {
            for (Path each : packages.sorted().toList()) {
                assertRoundTrip(WitLoader.load(new LocalFiles(), each.toString(), Features.ALL));
            }
        }
    }

    @Test
    void worldsOfComponents() throws IOException {
        for (Path guest : Guests.components()) {
            LoadedWit wit = WitLoader.decode(guest.toString(), Guests.read(guest));
            assertRoundTrip(wit);
            String name = guest.getFileName().toString().replace(".component.wasm", ".wit");
            Path expected = RESOURCES.resolve("guests").resolve(name);
            if (Files.exists(expected)) {
                assertEquals(Files.readString(expected), wit.print(), name);
            }
        }
    }

    @Test
    void printsOneLayout() {
        LoadedWit wit = parse("package a:b;interface i{use j.{t};f:func(a:t)->t;resource r{constructor();}}"
                + "interface j{/// Four.\ntype t=list<u8,4>;}world w{export i;}");
        assertEquals(
                """
                package a:b;

                interface j {
                  /// Four.
                  type t = list<u8, 4>;
                }

                interface i {
                  use j.{t};

                  resource r {
                    constructor();
                  }

                  f: func(a: t) -> t;
                }

                world w {
                  import j;

                  export i;
                }
                """,
                wit.print());
    }

    @Test
    void unstableItemsAreThereForThoseWhoAsk() {
        String text = "package a:b; interface i { @unstable(feature = new) f: func(); g: func(); }";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertFalse(WitLoader.parse("t", bytes, Features.NONE).print().contains("f:"));
        assertTrue(WitLoader.parse("t", bytes, new Features(false, Set.of("new")))
                .print()
                .contains("f:"));
    }

    @Test
    void aFolderHasItsDependenciesInDeps() throws IOException {
        Files.createDirectories(folder.resolve("deps/in-folder"));
        Files.writeString(folder.resolve("a.wit"), "package m:m; interface i { use x:x/t.{u}; use y:y/t.{v}; }");
        Files.writeString(folder.resolve("b.wit"), "world w { import i; import z:z/t; }");
        Files.writeString(folder.resolve("deps/in-folder/x.wit"), "package x:x; interface t { type u = u8; }");
        Files.writeString(folder.resolve("deps/y.wit"), "package y:y; interface t { type v = u8; }");
        Files.write(
                folder.resolve("deps/z.wasm"),
                parse("package z:z; interface t { /// Works.\nf: func(); }").encode());
        LoadedWit wit = WitLoader.load(new LocalFiles(), folder.toString(), Features.NONE);
        assertEquals(
                List.of("x:x/t", "y:y/t", "m:m/i", "z:z/t"),
                List.copyOf(wit.mainPackage().worlds().get("w").imports().keySet()));
        assertTrue(wit.print().contains("/// Works."), wit.print());
        assertRoundTrip(wit);
    }

    /** Files of this machine. */
    private static final class LocalFiles implements WitFiles {
        @Override
        public boolean isFolder(String path) {
            return Files.isDirectory(Path.of(path));
        }

        @Override
        public List<String> names(String path) throws IOException {
            try (var files = Files.list(Path.of(path))) {
                return files.map(file -> file.getFileName().toString()).sorted().toList();
            }
        }

        @Override
        public byte[] read(String path) throws IOException {
            return Files.readAllBytes(Path.of(path));
        }
    }
}
