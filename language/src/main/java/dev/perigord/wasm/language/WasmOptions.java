package dev.perigord.wasm.language;

import com.oracle.truffle.api.Option;
import dev.perigord.wasm.instantiation.Settings;
import dev.perigord.wasm.module.Feature;
import dev.perigord.wasm.runtime.Execution;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.graalvm.options.OptionCategory;
import org.graalvm.options.OptionKey;
import org.graalvm.options.OptionStability;
import org.graalvm.options.OptionType;
import org.graalvm.options.OptionValues;

/** The options {@code wasm.*}. */
@Option.Group(WasmLanguage.ID)
final class WasmOptions {
    private WasmOptions() {}

    private static final OptionType<Execution> EXECUTION = new OptionType<>(
            "execution", text -> dev.perigord.wasm.runtime.Execution.valueOf(text.toUpperCase(Locale.ROOT)));

    @Option(
            help = "The largest size of one linear memory, in pages of 64 KiB.",
            category = OptionCategory.USER,
            stability = OptionStability.STABLE,
            usageSyntax = "[1, 65536]")
    static final OptionKey<Integer> MaxMemoryPages = new OptionKey<>(65536);

    @Option(
            help =
                    "The largest size of one linear memory with 64-bit addresses, in pages of 64 KiB. Address space for it"
                            + " is reserved, memory is not.",
            category = OptionCategory.USER,
            stability = OptionStability.STABLE,
            usageSyntax = "[1, 4194304]")
    static final OptionKey<Integer> MaxMemory64Pages = new OptionKey<>(1 << 20);

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

    @Option(
            help = "The largest number of files and other handles that an instance may hold at a time.",
            category = OptionCategory.USER,
            stability = OptionStability.STABLE,
            usageSyntax = "<handles>")
    static final OptionKey<Integer> MaxHandles = new OptionKey<>(4096);

    @Option(
            help = "The largest number of bytes of strings and lists that one call between components or to the host"
                    + " may bring into the Java heap.",
            category = OptionCategory.USER,
            stability = OptionStability.STABLE,
            usageSyntax = "<bytes>")
    static final OptionKey<Long> MaxLiftedBytes = new OptionKey<>(1L << 30);

    @Option(
            help =
                    "Directories that guests may see, a line each: HOST or HOST::GUEST. Needs file access of the context.",
            category = OptionCategory.USER,
            stability = OptionStability.STABLE,
            usageSyntax = "HOST[::GUEST]")
    static final OptionKey<String> Dirs = new OptionKey<>("");

    @Option(
            help = "Directories are the machine's own, reached through the kernel, not through the file system of the"
                    + " context; nothing leads out of them, not even a race. Needs native access.",
            category = OptionCategory.USER,
            stability = OptionStability.STABLE,
            usageSyntax = "true|false")
    static final OptionKey<Boolean> HostDirs = new OptionKey<>(false);

    @Option(
            help = "What guests see as their own name, argument zero.",
            category = OptionCategory.USER,
            stability = OptionStability.STABLE,
            usageSyntax = "<name>")
    static final OptionKey<String> ProgramName = new OptionKey<>("wasm");

    @Option(
            help = "Which of the standard streams 0, 1, 2 are terminals, for example 02.",
            category = OptionCategory.EXPERT,
            stability = OptionStability.STABLE,
            usageSyntax = "[0][1][2]")
    static final OptionKey<String> Terminals = new OptionKey<>("");

    @Option(
            help = "More than one memory in a module.",
            category = OptionCategory.EXPERT,
            stability = OptionStability.STABLE,
            usageSyntax = "true|false")
    static final OptionKey<Boolean> MultipleMemories = new OptionKey<>(true);

    @Option(
            help = "More than one table in a module.",
            category = OptionCategory.EXPERT,
            stability = OptionStability.STABLE,
            usageSyntax = "true|false")
    static final OptionKey<Boolean> MultipleTables = new OptionKey<>(true);

    @Option(
            help = "Memories and tables with 64-bit addresses and indices.",
            category = OptionCategory.EXPERT,
            stability = OptionStability.STABLE,
            usageSyntax = "true|false")
    static final OptionKey<Boolean> Memory64 = new OptionKey<>(true);

    @Option(
            help = "Memories whose pages are not 64 KiB (proposal custom page sizes).",
            category = OptionCategory.USER,
            stability = OptionStability.EXPERIMENTAL,
            usageSyntax = "true|false")
    static final OptionKey<Boolean> CustomPageSizes = new OptionKey<>(false);

    @Option(
            help = "Integers of 128 bits (proposal wide arithmetic).",
            category = OptionCategory.USER,
            stability = OptionStability.EXPERIMENTAL,
            usageSyntax = "true|false")
    static final OptionKey<Boolean> WideArithmetic = new OptionKey<>(false);

    @Option(
            help = "Descriptors of structures and exact types (proposal custom descriptors).",
            category = OptionCategory.USER,
            stability = OptionStability.EXPERIMENTAL,
            usageSyntax = "true|false")
    static final OptionKey<Boolean> CustomDescriptors = new OptionKey<>(false);

    @Option(
            help = "Continuations (proposal stack switching).",
            category = OptionCategory.USER,
            stability = OptionStability.EXPERIMENTAL,
            usageSyntax = "true|false")
    static final OptionKey<Boolean> StackSwitching = new OptionKey<>(false);

    @Option(
            help = "Log, when the context is closed, how many handles of components' resources were not dropped.",
            category = OptionCategory.USER,
            stability = OptionStability.EXPERIMENTAL,
            usageSyntax = "true|false")
    static final OptionKey<Boolean> ReportLeaks = new OptionKey<>(false);

    @Option(
            help =
                    "How functions run. auto: as JVM bytecode that HotSpot compiles, or as trees of nodes where those are"
                            + " faster or a debugger or tracer observes the program. tree: as trees, which samplers see, too."
                            + " bytecode: as JVM bytecode wherever possible.",
            category = OptionCategory.EXPERT,
            stability = OptionStability.STABLE,
            usageSyntax = "auto|tree|bytecode")
    static final OptionKey<Execution> Execution = new OptionKey<>(dev.perigord.wasm.runtime.Execution.AUTO, EXECUTION);

    private static final Map<OptionKey<Boolean>, Feature> FEATURES = Map.of(
            MultipleMemories, Feature.MULTIPLE_MEMORIES,
            MultipleTables, Feature.MULTIPLE_TABLES,
            Memory64, Feature.MEMORY64,
            CustomPageSizes, Feature.CUSTOM_PAGE_SIZES,
            WideArithmetic, Feature.WIDE_ARITHMETIC,
            CustomDescriptors, Feature.CUSTOM_DESCRIPTORS,
            StackSwitching, Feature.STACK_SWITCHING);

    /** How modules are loaded. */
    static Settings settings(OptionValues options) {
        return new Settings(features(options), options.get(Execution));
    }

    private static Set<Feature> features(OptionValues options) {
        Set<Feature> enabled = EnumSet.noneOf(Feature.class);
        FEATURES.forEach((option, feature) -> {
            if (options.get(option)) {
                enabled.add(feature);
            }
        });
        return enabled;
    }
}
