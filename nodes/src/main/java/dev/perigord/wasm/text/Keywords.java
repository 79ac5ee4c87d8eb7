package dev.perigord.wasm.text;

import dev.perigord.wasm.module.Instruction;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The words that the grammar knows; any other is an unknown operator wherever it stands. */
final class Keywords {
    private static final Set<String> STRUCTURE = Set.of(
            ("i32 i64 f32 f64 v128 funcref externref ref null func extern param result mut type local module binary quote "
                            + "import export table memory global start elem data declare offset item then "
                            + "definition instance nan:canonical nan:arithmetic i8x16 i16x8 i32x4 i64x2 f32x4 f64x2")
                    .split(" "));

    private static final Map<String, Instruction> INSTRUCTIONS = new HashMap<>();

    static {
        for (Instruction instruction : Instruction.values()) {
            // The first of those with the same name; the parser sees from the operands which one is meant.
            INSTRUCTIONS.putIfAbsent(instruction.mnemonic(), instruction);
        }
    }

    private Keywords() {}

    /** The instruction of a name, or {@code null}. */
    static Instruction instruction(String mnemonic) {
        return INSTRUCTIONS.get(mnemonic);
    }

    static boolean isKnown(String word) {
        return STRUCTURE.contains(word) || INSTRUCTIONS.containsKey(word) || isMemoryArgument(word);
    }

    private static boolean isMemoryArgument(String word) {
        int equals = word.indexOf('=') + 1;
        return (word.startsWith("offset=") || word.startsWith("align="))
                && equals < word.length()
                && NumberLiterals.kind(word, equals, word.length()) == TokenKind.NATURAL;
    }
}
