package dev.perigord.wasm.language;

import com.oracle.truffle.api.Option;
import org.graalvm.options.OptionCategory;
import org.graalvm.options.OptionKey;
import org.graalvm.options.OptionStability;

/** The options {@code wasm.*}. */
@Option.Group(WasmLanguage.ID)
final class WasmOptions {
    private WasmOptions() {}

    @Option(
            help = "The largest size of one linear memory, in pages of 64 KiB.",
            category = OptionCategory.USER,
            stability = OptionStability.STABLE,
            usageSyntax = "[1, 65536]")
    static final OptionKey<Integer> MaxMemoryPages = new OptionKey<>(65536);

    @Option(
            help = "The largest size of all linear memories of a context together, in bytes.",
            category = OptionCategory.USER,
            stability = OptionStability.STABLE,
            usageSyntax = "<bytes>")
    static final OptionKey<Long> MaxTotalMemory = new OptionKey<>(1L << 40);

    @Option(
            help = "The largest number of elements of a table.",
            category = OptionCategory.USER,
            stability = OptionStability.STABLE,
            usageSyntax = "<elements>")
    static final OptionKey<Integer> MaxTableElements = new OptionKey<>(10_000_000);
}
