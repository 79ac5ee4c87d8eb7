package dev.perigord.wasm.text;

import static dev.perigord.wasm.text.Encoded.error;
import static dev.perigord.wasm.text.Encoded.sections;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class CustomSectionsTest {
    @Test
    void sectionsStandWhereTheAnnotationsSay() {
        String module =
                """
                (module
                  (@custom "a" "x" "y")
                  (@custom "b" (before memory))
                  (memory 1)
                  (@custom "c" (after memory))
                  (@custom "d" (before first)))
                """;
        assertEquals("00 02 01 64 00 02 01 62 05 03 01 00 01 00 02 01 63 00 04 01 61 78 79", sections(module));
    }

    @Test
    void otherAnnotationsMeanNothing() {
        assertEquals(sections("(memory 1)"), sections("((@a) memory (@b \"x\") 1)"));
    }

    @Test
    void malformedAnnotations() {
        assertEquals("1:10: @custom annotation: missing section name", error("(@custom 4)"));
        assertEquals("1:14: @custom annotation: unexpected token", error("(@custom \"a\" here)"));
        assertEquals("1:15: @custom annotation: malformed placement", error("(@custom \"a\" (aft type))"));
        assertEquals("1:22: @custom annotation: malformed section kind", error("(@custom \"a\" (before types))"));
        assertEquals("1:7: misplaced @custom annotation", error("(func (@custom \"a\"))"));
    }
}
