package dev.perigord.wasm.bindgen;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigord.wasm.component.wit.LoadedWit;
import dev.perigord.wasm.component.wit.WitException;
import dev.perigord.wasm.component.wit.WitLoader;
import dev.perigord.wasm.component.wit.resolve.Features;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Java source is generated for damaged packages, or they are refused; nothing else happens. */
class BindgenMutationTest {
    private static final int MUTATIONS = 2000;

    private static final String WORLD =
            """
            package test:demo@1.0.0;
            interface types {
              record point { x: s32, y: option<f64> }
              variant shape { circle(u32), many(list<point>), none }
              enum level { low, high }
              flags mode { read, write }
              type pair = tuple<string, result<u8, level>>;
              resource file { constructor(name: string); read: func() -> list<u8>; open: static func(m: mode) -> file; }
            }
            world w {
              use types.{point, shape};
              import types;
              import log: func(text: string);
              import host: interface { use types.{level}; at: func(l: level) -> result<_, string>; }
              export draw: func(s: shape) -> point;
              export types;
            }
            """;

    private static LoadedWit parse() {
        return WitLoader.parse("t.wit", WORLD.getBytes(StandardCharsets.UTF_8), Features.ALL);
    }

    @Test
    void packages() {
        byte[] binary = parse().encode();
        assertFalse(JavaBindings.generate(parse(), null, null).isEmpty());
        Random random = new Random(20_261_123);
        int generated = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] damaged = binary.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(128);
            try {
                assertNotNull(JavaBindings.generate(WitLoader.decode("t.wasm", damaged), null, null));
                generated++;
            } catch (WitException expected) {
                assertNotNull(expected.getMessage());
            }
        }
        assertTrue(generated > 0);
    }
}
