package dev.perigord.wasm.benchmarks.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.Test;

/** A core module as tools for components make it, called without a component around it. */
class StringFunctionTest {
    /** Gives the string with a greeting in front of it, and notes the address of the result when it may be freed. */
    private static final String GREETER =
            """
            (module
              (memory (export "memory") 1)
              (global $freed (export "freed") (mut i32) (i32.const 0))
              (data (i32.const 64) "hello ")
              (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) (i32.const 70))
              (func (export "greet") (param $address i32) (param $length i32) (result i32)
                (i32.store (i32.const 16) (i32.sub (local.get $address) (i32.const 6)))
                (i32.store (i32.const 20) (i32.add (local.get $length) (i32.const 6)))
                (i32.const 16))
              (func (export "cabi_post_greet") (param $area i32)
                (global.set $freed (local.get $area))))
            """;

    @Test
    void liftsWhatItLowers() throws IOException {
        try (Context context = Context.newBuilder("wasm")
                .option("engine.WarnInterpreterOnly", "false")
                .build()) {
            Source source = Source.newBuilder("wasm", GREETER, "greeter.wat")
                    .mimeType("text/x-wat")
                    .build();
            Value exports = context.eval(source).newInstance().getMember("exports");
            StringFunction greet = new StringFunction(new PolyglotInstance(exports), "greet");
            assertEquals("hello Périgord", greet.call("Périgord"));
            assertEquals(16, exports.getMember("freed").getMember("value").asInt());
        }
    }
}
