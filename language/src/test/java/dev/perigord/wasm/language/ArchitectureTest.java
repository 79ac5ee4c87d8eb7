package dev.perigord.wasm.language;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The arrows of the design: each part knows only what stands below it. */
class ArchitectureTest {
    private static final String BASE = "dev.perigord.wasm.";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.perigord.wasm");

    /** A part and the parts that it may use. */
    private record Part(String name, List<String> uses) {
        static Part of(String name, String... uses) {
            return new Part(name, List.of(uses));
        }

        String[] packages() {
            return packages(name);
        }

        private static String[] packages(String name) {
            // "nodes" is both a Maven module's name and a package with packages below it.
            return new String[] {BASE + name + ".."};
        }

        String[] allowed() {
            return Stream.concat(Stream.of(name), uses.stream())
                    .flatMap(part -> Stream.of(packages(part)))
                    .toArray(String[]::new);
        }
    }

    /** From the ground floor up. */
    private static final List<Part> PARTS = List.of(
            Part.of("module"),
            Part.of("binary", "module"),
            Part.of("text", "module"),
            Part.of("printer", "module", "binary"),
            Part.of("pruning", "module", "binary", "text"),
            Part.of("validation", "module", "binary"),
            Part.of("runtime", "module"),
            Part.of("nodes", "module", "runtime"),
            Part.of("builder", "module", "binary", "runtime", "nodes"),
            Part.of("classfile"),
            Part.of("bytecode", "module", "binary", "runtime", "nodes", "builder", "classfile"),
            Part.of("instantiation", "module", "binary", "validation", "runtime", "nodes", "builder", "bytecode"),
            Part.of(
                    "component",
                    "module",
                    "binary",
                    "text",
                    "printer",
                    "pruning",
                    "validation",
                    "runtime",
                    "nodes",
                    "instantiation"),
            Part.of("wasi", "module", "runtime", "instantiation", "component"));

    @TestFactory
    Stream<DynamicTest> eachPartKnowsOnlyWhatStandsBelowIt() {
        return PARTS.stream()
                .map(part -> DynamicTest.dynamicTest(part.name(), () -> noClasses()
                        .that()
                        .resideInAnyPackage(part.packages())
                        .should()
                        .dependOnClassesThat(
                                resideInAnyPackage("dev.perigord.wasm..").and(not(resideInAnyPackage(part.allowed()))))
                        .check(CLASSES)));
    }

    @Test
    void embeddersSeeNothingOfTruffle() {
        noClasses()
                .that()
                .resideInAPackage(BASE + "embedding..")
                .should()
                .dependOnClassesThat(not(resideInAnyPackage("java..", "org.graalvm.polyglot..", BASE + "embedding..")))
                .check(CLASSES);
    }

    @Test
    void packagesOfNodesHaveNoCycles() {
        SlicesRuleDefinition.slices()
                .matching("dev.perigord.wasm.nodes.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void packagesOfComponentsHaveNoCycles() {
        SlicesRuleDefinition.slices()
                .matching("dev.perigord.wasm.component.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void packagesOfWasiHaveNoCycles() {
        SlicesRuleDefinition.slices()
                .matching("dev.perigord.wasm.wasi.(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(CLASSES);
    }
}
