package dev.perigord.wasm.wasi.preview2.io;

import dev.perigord.wasm.component.host.HostInterface;
import dev.perigord.wasm.wasi.preview2.declaration.Arguments;
import dev.perigord.wasm.wasi.preview2.declaration.Declaration;
import java.util.List;

/** {@code wasi:io/poll}. */
public final class PollInterface {
    /** More than a guest can have use for; looking at each costs time in which nothing can interrupt the guest. */
    private static final int MAXIMUM_LENGTH = 1 << 16;

    private PollInterface() {}

    /** The interface. */
    public static HostInterface declare(Waiting waiting) {
        Declaration declaration = Declaration.of("wasi:io/poll");
        declaration
                .resource("pollable", Pollable.class, null)
                .method("ready", "func() -> bool", (self, _) -> self.isReady())
                .method("block", "func()", (self, _) -> {
                    waiting.block(self);
                    return null;
                });
        declaration.function("poll", "func(in: list<borrow<pollable>>) -> list<u32>", a -> waiting.poll(pollables(a)));
        return declaration.build();
    }

    /** poll: nothing would ever end a wait for nothing. */
    private static List<Pollable> pollables(Arguments arguments) {
        List<?> list = arguments.list(0);
        if (list.isEmpty()) {
            throw arguments.trap("empty poll list");
        }
        if (list.size() > MAXIMUM_LENGTH) {
            throw arguments.trap("poll list too long");
        }
        return list.stream().map(Pollable.class::cast).toList();
    }
}
