package dev.perigord.wasm.wasi.preview2.filesystem;

import dev.perigord.wasm.component.host.HostInterface;
import dev.perigord.wasm.component.value.VariantValue;
import dev.perigord.wasm.wasi.filesystem.Advice;
import dev.perigord.wasm.wasi.filesystem.FileType;
import dev.perigord.wasm.wasi.filesystem.OpenFlag;
import dev.perigord.wasm.wasi.io.ErrorCode;
import dev.perigord.wasm.wasi.io.WasiException;
import dev.perigord.wasm.wasi.preview2.declaration.Arguments;
import dev.perigord.wasm.wasi.preview2.declaration.Declaration;
import dev.perigord.wasm.wasi.preview2.declaration.Declaration.MethodBody;
import dev.perigord.wasm.wasi.preview2.io.IoError;
import java.util.Set;

/** {@code wasi:filesystem/types}. */
public final class TypesInterface {
    /** {@code error-code} has all codes but those behind the last of WASI 0.2. */
    private static final int ERROR_CODES = ErrorCode.CROSS_DEVICE.ordinal() + 1;

    private static final String DONE = " -> result<_, error-code>";

    private TypesInterface() {}

    /** The interface. */
    public static HostInterface declare(HostInterface error, HostInterface streams, HostInterface wallClock) {
        Declaration declaration = Declaration.of("wasi:filesystem/types")
                .use(error, "error")
                .use(streams, "input-stream", "output-stream")
                .use(wallClock, "datetime")
                .failing(failure -> Values.errorCode(failure.code()));
        declareTypes(declaration);
        Declaration.Resource<GuestDescriptor> descriptor =
                declaration.resource("descriptor", GuestDescriptor.class, GuestDescriptor::drop);
        declareContents(descriptor);
        declareStatus(descriptor);
        declarePaths(descriptor);
        declaration
                .resource("directory-entry-stream", DirectoryEntries.class, null)
                .method(
                        "read-directory-entry",
                        "func() -> result<option<directory-entry>, error-code>",
                        (self, _) -> self.next());
        declaration.function(
                "filesystem-error-code",
                "func(err: borrow<error>) -> option<error-code>",
                a -> VariantValue.some(
                        Values.errorCode(a.resource(0, IoError.class).code())));
        return declaration.build();
    }

    private static void declareTypes(Declaration declaration) {
        declaration
                .type("filesize", "u64")
                .type("link-count", "u64")
                .enumeration("descriptor-type", FileType.values(), FileType.values().length)
                .type(
                        "descriptor-flags",
                        """
                        flags {
                            read, write, file-integrity-sync, data-integrity-sync, requested-write-sync,
                            mutate-directory
                        }""")
                .type(
                        "descriptor-stat",
                        """
                        record {
                            %type: descriptor-type,
                            link-count: link-count,
                            size: filesize,
                            data-access-timestamp: option<datetime>,
                            data-modification-timestamp: option<datetime>,
                            status-change-timestamp: option<datetime>
                        }""")
                .type("path-flags", "flags { symlink-follow }")
                .type("open-flags", "flags { create, directory, exclusive, truncate }")
                .type("new-timestamp", "variant { no-change, now, timestamp(datetime) }")
                .type("directory-entry", "record { %type: descriptor-type, name: string }")
                .enumeration("error-code", ErrorCode.values(), ERROR_CODES)
                .enumeration("advice", Advice.values(), Advice.values().length)
                .type("metadata-hash-value", "record { lower: u64, upper: u64 }");
    }

    /** What is done with a descriptor for nothing but its effect. */
    @FunctionalInterface
    private interface Effect {
        void run(GuestDescriptor self, Arguments arguments) throws WasiException;
    }

    private static MethodBody<GuestDescriptor> effect(Effect effect) {
        return (self, arguments) -> {
            effect.run(self, arguments);
            return null;
        };
    }

    private static void declareContents(Declaration.Resource<GuestDescriptor> descriptor) {
        descriptor
                .method(
                        "read-via-stream",
                        "func(offset: filesize) -> result<input-stream, error-code>",
                        (self, a) -> self.readStream(a.u64(0)))
                .method(
                        "write-via-stream",
                        "func(offset: filesize) -> result<output-stream, error-code>",
                        (self, a) -> self.writeStream(a.u64(0)))
                .method(
                        "append-via-stream",
                        "func() -> result<output-stream, error-code>",
                        (self, _) -> self.appendStream())
                .method(
                        "advise",
                        "func(offset: filesize, length: filesize, advice: advice)" + DONE,
                        effect((self, a) -> self.file()
                                .advise(
                                        a.u64(0),
                                        a.u64(1),
                                        Advice.values()[a.variant(2).index()])))
                .method(
                        "read",
                        "func(length: filesize, offset: filesize) -> result<tuple<list<u8>, bool>, error-code>",
                        (self, a) -> self.read(a.u64(0), a.u64(1)))
                .method(
                        "write",
                        "func(buffer: list<u8>, offset: filesize) -> result<filesize, error-code>",
                        (self, a) -> self.write(a.bytes(0), a.u64(1)))
                .method("set-size", "func(size: filesize)" + DONE, effect((self, a) -> self.file()
                        .setSize(a.u64(0))))
                .method(
                        "read-directory",
                        "func() -> result<directory-entry-stream, error-code>",
                        (self, _) -> new DirectoryEntries(self.directory().read()))
                .method("sync-data", "func()" + DONE, effect((self, _) -> self.descriptor()
                        .sync(false)))
                .method("sync", "func()" + DONE, effect((self, _) -> self.descriptor()
                        .sync(true)));
    }

    private static void declareStatus(Declaration.Resource<GuestDescriptor> descriptor) {
        String times = "data-access-timestamp: new-timestamp, data-modification-timestamp: new-timestamp";
        descriptor
                .method("get-flags", "func() -> result<descriptor-flags, error-code>", (self, _) -> self.flags())
                .method("get-type", "func() -> result<descriptor-type, error-code>", (self, _) -> self.type())
                .method(
                        "stat",
                        "func() -> result<descriptor-stat, error-code>",
                        (self, _) -> Values.status(self.descriptor().status()))
                .method(
                        "stat-at",
                        "func(path-flags: path-flags, path: string) -> result<descriptor-stat, error-code>",
                        (self, a) -> Values.status(self.directory().status(a.string(1), Values.follows(a, 0))))
                .method("set-times", "func(" + times + ")" + DONE, effect((self, a) -> self.descriptor()
                        .setTimes(Values.timeChange(a.variant(0)), Values.timeChange(a.variant(1)))))
                .method(
                        "set-times-at",
                        "func(path-flags: path-flags, path: string, " + times + ")" + DONE,
                        effect((self, a) -> self.directory()
                                .setTimes(
                                        a.string(1),
                                        Values.follows(a, 0),
                                        Values.timeChange(a.variant(2)),
                                        Values.timeChange(a.variant(3)))))
                .method(
                        "is-same-object",
                        "func(other: borrow<descriptor>) -> bool",
                        (self, a) -> self.isSameObject(a.resource(0, GuestDescriptor.class)))
                .method(
                        "metadata-hash",
                        "func() -> result<metadata-hash-value, error-code>",
                        (self, _) -> Values.metadataHash(self.descriptor().status()))
                .method(
                        "metadata-hash-at",
                        "func(path-flags: path-flags, path: string) -> result<metadata-hash-value, error-code>",
                        (self, a) -> Values.metadataHash(self.directory().status(a.string(1), Values.follows(a, 0))));
    }

    private static void declarePaths(Declaration.Resource<GuestDescriptor> descriptor) {
        descriptor
                .method(
                        "open-at",
                        """
                        func(path-flags: path-flags, path: string, open-flags: open-flags, %flags: descriptor-flags)
                            -> result<descriptor, error-code>""",
                        (self, a) -> {
                            Set<OpenFlag> how = Values.openFlags(a, 2);
                            if (Values.follows(a, 0)) {
                                how.add(OpenFlag.FOLLOW);
                            }
                            return self.open(a.string(1), how, Values.descriptorFlags(a, 3));
                        })
                .method("create-directory-at", "func(path: string)" + DONE, effect((self, a) -> self.directory()
                        .createDirectory(a.string(0))))
                .method(
                        "link-at",
                        "func(old-path-flags: path-flags, old-path: string, new-descriptor: borrow<descriptor>,"
                                + " new-path: string)" + DONE,
                        effect(TypesInterface::link))
                .method("readlink-at", "func(path: string) -> result<string, error-code>", (self, a) -> self.directory()
                        .readSymbolicLink(a.string(0)))
                .method("remove-directory-at", "func(path: string)" + DONE, effect((self, a) -> self.directory()
                        .removeDirectory(a.string(0))))
                .method(
                        "rename-at",
                        "func(old-path: string, new-descriptor: borrow<descriptor>, new-path: string)" + DONE,
                        effect((self, a) -> self.directory()
                                .rename(
                                        a.string(0),
                                        a.resource(1, GuestDescriptor.class).directory(),
                                        a.string(2))))
                .method(
                        "symlink-at",
                        "func(old-path: string, new-path: string)" + DONE,
                        effect((self, a) -> self.directory().createSymbolicLink(a.string(0), a.string(1))))
                .method("unlink-file-at", "func(path: string)" + DONE, effect((self, a) -> self.directory()
                        .unlink(a.string(0))));
    }

    /** link-at: (old-path-flags, old-path, new-descriptor, new-path). A link is linked to as it is, never followed. */
    private static void link(GuestDescriptor self, Arguments arguments) throws WasiException {
        if (Values.follows(arguments, 0)) {
            throw new WasiException(ErrorCode.INVALID);
        }
        GuestDescriptor target = arguments.resource(2, GuestDescriptor.class);
        self.directory().link(arguments.string(1), target.directory(), arguments.string(3));
    }
}
