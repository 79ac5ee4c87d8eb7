package dev.perigord.wasm.benchmarks.peers;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PlateauTest {
    @Test
    void reachedWhenTheLastCallsAreAlike() {
        Plateau plateau = new Plateau();
        for (int i = 0; i < 20; i++) {
            plateau.add(1000 - 40 * i);
        }
        assertFalse(plateau.isReached(), "still becomes faster");
        for (int i = 0; i < 12; i++) {
            plateau.add(i == 3 ? 900 : 100 + i);
        }
        assertTrue(plateau.isReached(), "in spite of one slow call");
    }
}
