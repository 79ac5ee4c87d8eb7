package dev.perigord.wasm.text;

import dev.perigord.wasm.module.AbstractHeapType;
import dev.perigord.wasm.module.Instruction;
import dev.perigord.wasm.module.NumberType;
import dev.perigord.wasm.module.PackedType;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The words that the grammar knows; any other is an unknown operator wherever it stands. */
final class Keywords {
    private static final Set<String> STRUCTURE = Set.of(
            ("ref null exact extern param result mut type local module binary quote import export table memory global tag "
                            + "start elem data declare offset item then do rec sub final field describes descriptor "
                            + "shared pagesize on catch_ref catch_all_ref definition instance nan:canonical nan:arithmetic "
                            + "i8x16 i16x8 i32x4 i64x2 f32x4 f64x2")
                    .split(" "));

    private static final Set<String> TYPES = new HashSet<>();
    private static final Map<String, Instruction> INSTRUCTIONS = new HashMap<>();
    /** The second of two instructions with the same name. */
    private static final Map<Instruction, Instruction> VARIANTS = new EnumMap<>(Instruction.class);

    static {
        for (Instruction instruction : Instruction.values()) {
            Instruction first = INSTRUCTIONS.putIfAbsent(instruction.mnemonic(), instruction);
            if (first != null) {
                VARIANTS.put(first, instruction);
            }
        }
        for (NumberType type : NumberType.values()) {
            TYPES.add(type.text());
        }
        for (PackedType type : PackedType.values()) {
            TYPES.add(type.text());
        }
        for (AbstractHeapType type : AbstractHeapType.values()) {
            TYPES.add(type.text());
            TYPES.add(type.referenceText());
        }
    }

    private Keywords() {}

    /** The instruction of a name, the first of those with the same name, or {@code null}. */
    static Instruction instruction(String mnemonic) {
        return INSTRUCTIONS.get(mnemonic);
    }

    /** The instruction that has the same name as a first one, from which its operands tell it. */
    static Instruction variant(Instruction first) {
        return VARIANTS.get(first);
    }

    static boolean isKnown(String word) {
        return STRUCTURE.contains(word)
                || TYPES.contains(word)
                || INSTRUCTIONS.containsKey(word)
                || isMemoryArgument(word);
    }

    private static boolean isMemoryArgument(String word) {
        int equals = word.indexOf('=') + 1;
        return (word.startsWith("offset=") || word.startsWith("align="))
                && equals < word.length()
                && NumberLiterals.kind(word, equals, word.length()) == TokenKind.NATURAL;
    }
}
