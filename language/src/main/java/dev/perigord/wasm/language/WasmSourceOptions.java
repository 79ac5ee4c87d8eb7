package dev.perigord.wasm.language;

import com.oracle.truffle.api.Option;
import org.graalvm.options.OptionCategory;
import org.graalvm.options.OptionKey;
import org.graalvm.options.OptionStability;

/** The options of a source, {@code Source.Builder.option}. */
@Option.Group(WasmLanguage.ID)
final class WasmSourceOptions {
    private WasmSourceOptions() {}

    @Option(
            help =
                    "Evaluating the source runs it as a command and gives its exit status, instead of giving the module or"
                            + " component.",
            category = OptionCategory.USER,
            stability = OptionStability.STABLE,
            usageSyntax = "true|false")
    static final OptionKey<Boolean> Run = new OptionKey<>(false);
}
