package dev.perigord.wasm.benchmarks.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChildTest {
    @Test
    void outputAndStatus() throws Exception {
        Child.Outcome outcome =
                Child.run(List.of("sh", "-c", "echo out; echo first >&2; echo failed: why >&2; exit 3"), null, 60);
        assertEquals("out\n", outcome.output());
        assertFalse(outcome.succeeded());
        assertEquals("exit status 3: failed: why", outcome.failure(60));
    }

    @Test
    void whoHangsIsKilled() throws Exception {
        Child.Outcome outcome = Child.run(List.of("sleep", "600"), null, 1);
        assertTrue(outcome.timedOut());
        assertEquals("killed after 1 s", outcome.failure(1));
    }
}
