package dev.perigord.wasm.benchmarks.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipeTest {
    private static final String UNSET = "PERIGORD_NO_SUCH_VARIABLE";

    @TempDir
    private Path directory;

    private Recipe recipe(String tool, String script) {
        Path product = directory.resolve("guests/guest.wasm");
        return new Recipe(tool, UNSET, product, shell -> List.of(shell, "-c", script, product.toString()));
    }

    @Test
    void madeOnce() throws IOException, InterruptedException {
        Recipe recipe = recipe("sh", "echo made >> $0");
        assertEquals(Optional.empty(), recipe.make());
        assertEquals(Optional.empty(), recipe.make());
        assertEquals(List.of("made"), Files.readAllLines(recipe.product()));
    }

    @Test
    void saysWhyNot() throws IOException, InterruptedException {
        assertEquals(
                Optional.of("no such-tool on PATH or in " + UNSET),
                recipe("such-tool", "").make());
        assertEquals(
                Optional.of("not made by sh: exit status 3: out of flour"),
                recipe("sh", "echo out of flour >&2; exit 3").make());
    }
}
