package dev.perigord.wasm.benchmarks.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perigord.wasm.benchmarks.KernelBenchmark;
import java.io.IOException;
import java.util.List;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Param;

/** The kernels compute what they compute natively and on other engines. */
class KernelTest {
    static List<Kernel> kernels() {
        return Kernel.ALL;
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void checksum(Kernel kernel) throws IOException {
        try (Context context = Context.newBuilder("wasm")
                .option("engine.WarnInterpreterOnly", "false")
                .build()) {
            Source source = Source.newBuilder(
                            "wasm", KernelTest.class.getResource("/kernels/" + kernel.name() + ".wasm"))
                    .build();
            int checksum = context.eval(source)
                    .newInstance()
                    .getMember("exports")
                    .getMember("run")
                    .execute(kernel.small())
                    .asInt();
            assertEquals(kernel.checksum(), checksum);
        }
    }

    @Test
    void sameWorkInsideOneJvm() throws NoSuchFieldException {
        Param param = KernelBenchmark.class.getField("kernel").getAnnotation(Param.class);
        assertEquals(
                Kernel.ALL.stream()
                        .map(kernel -> kernel.name() + " " + kernel.n())
                        .toList(),
                List.of(param.value()));
    }
}
