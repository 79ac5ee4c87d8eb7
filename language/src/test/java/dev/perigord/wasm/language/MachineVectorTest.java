package dev.perigord.wasm.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigord.wasm.module.Instruction;
import dev.perigord.wasm.module.NumberType;
import dev.perigord.wasm.module.ValueType;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.Test;

/**
 * Vector instructions give the same as trees, which compute with pairs of longs, once HotSpot has compiled them to
 * instructions of the machine. The test suite executes every instruction too rarely for that.
 */
class MachineVectorTest {
    private static final int VECTORS = 32;
    private static final int WARM_UP = 800;

    /** The results are behind the operands, and behind the bytes that {@code load} instructions read past them. */
    private static final int RESULTS = 4096;

    private static final List<Instruction> INSTRUCTIONS = Arrays.stream(Instruction.values())
            .filter(instruction -> instruction.machineMethod() != null && instruction.operands() != null)
            .toList();

    @Test
    void compiledInstructionsGiveTheSame() {
        assertTrue(INSTRUCTIONS.size() > 200);
        try (Context trees = context("tree");
                Context code = context("bytecode")) {
            Value expected = instantiate(trees);
            Value actual = instantiate(code);
            for (Instruction instruction : INSTRUCTIONS) {
                Value function = actual.getMember(instruction.mnemonic());
                for (int i = 0; i < WARM_UP; i++) {
                    function.executeVoid(i % VECTORS);
                }
            }
            List<String> different = INSTRUCTIONS.stream()
                    .filter(instruction -> IntStream.range(0, VECTORS)
                            .anyMatch(first ->
                                    !results(expected, instruction, first).equals(results(actual, instruction, first))))
                    .map(Instruction::mnemonic)
                    .toList();
            assertEquals(List.of(), different);
        }
    }

    private static Context context(String execution) {
        return Context.newBuilder("wasm")
                .allowExperimentalOptions(true)
                .option("wasm.Execution", execution)
                .build();
    }

    private static Value instantiate(Context context) {
        String functions =
                INSTRUCTIONS.stream().map(MachineVectorTest::function).collect(Collectors.joining());
        String text =
                "(module (memory (export \"memory\") 1) (data (i32.const 0) \"" + operands() + "\")" + functions + ")";
        return context.eval(Source.newBuilder("wasm", text, "vectors.wat")
                        .mimeType("text/x-wat")
                        .buildLiteral())
                .newInstance()
                .getMember("exports");
    }

    /** Random lanes, and the numbers at which lanes of some type overflow or are special. */
    private static String operands() {
        Random random = new Random(20);
        int[] special = {
            0, -1, 0x7FFF_FFFF, 0x8000_0000, 0x7F80_0000, 0x3F80_0000, 0x0102_7F80, 0x00FF_FF00, 0x7FC0_0000
        };
        StringBuilder data = new StringBuilder();
        for (int i = 0; i < RESULTS / Integer.BYTES; i++) {
            int lane = random.nextInt(3) == 0 ? special[random.nextInt(special.length)] : random.nextInt();
            HexFormat.of()
                    .formatHex(new byte[] {(byte) lane, (byte) (lane >> 8), (byte) (lane >> 16), (byte) (lane >> 24)})
                    .chars()
                    .forEach(digit -> data.append((char) digit));
        }
        return data.toString().replaceAll("..", "\\\\$0");
    }

    /** A function that executes an instruction on 32 operands of each sort, from one of them on. */
    private static String function(Instruction instruction) {
        List<ValueType> operands = instruction.operands();
        boolean memory = instruction.mnemonic().startsWith("v128.load")
                || instruction.mnemonic().startsWith("v128.store");
        String arguments = IntStream.range(0, operands.size())
                .mapToObj(i -> memory && i == 0 ? address(instruction) : load(operands.get(i), i))
                .collect(Collectors.joining(" "));
        String computation = "(" + instruction.mnemonic() + immediates(instruction) + " " + arguments + ")";
        String stored = instruction.results().isEmpty()
                ? computation
                : store(instruction.results().getFirst(), withoutNaN(instruction, computation));
        return """
                (func (export "%s") (param $k i32) (local $end i32) (local $r i32)
                  (local.set $end (i32.add (local.get $k) (i32.const %d)))
                  (local.set $r (i32.const %d))
                  (loop $next
                    %s
                    (local.set $r (i32.add (local.get $r) (i32.const 16)))
                    (local.set $k (i32.add (local.get $k) (i32.const 1)))
                    (br_if $next (i32.ne (local.get $k) (local.get $end)))))
                """
                .formatted(instruction.mnemonic(), VECTORS, RESULTS, stored);
    }

    private static String address(Instruction instruction) {
        return instruction.results().isEmpty() ? "(local.get $r)" : operandAddress(0);
    }

    /** Operands of one instruction are so many vectors apart. */
    private static String operandAddress(int operand) {
        return "(i32.and (i32.mul (i32.add (local.get $k) (i32.const %d)) (i32.const %d)) (i32.const 0xFF0))"
                .formatted(7 * operand, 16 * (2 * operand + 1));
    }

    private static String load(ValueType type, int operand) {
        return "(" + type + ".load " + operandAddress(operand) + ")";
    }

    private static String store(ValueType type, String value) {
        return "(" + type + ".store (local.get $r) " + value + ")";
    }

    /** Which NaN arithmetic gives is open: zeros instead. */
    private static String withoutNaN(Instruction instruction, String computation) {
        String shape = instruction.mnemonic().substring(0, 5);
        if (instruction.results().getFirst() != NumberType.V128 || !shape.startsWith("f")) {
            return computation;
        }
        return "(v128.and " + computation + " (" + shape + ".eq " + computation + " " + computation + "))";
    }

    private static String immediates(Instruction instruction) {
        if (instruction == Instruction.I8X16_SHUFFLE) {
            return " 0 31 2 29 4 27 6 25 16 9 18 11 20 13 22 15";
        }
        return instruction.lanes() > 0 ? " " + (instruction.lanes() - 1) : "";
    }

    private static String results(Value exports, Instruction instruction, int first) {
        exports.getMember(instruction.mnemonic()).executeVoid(first);
        byte[] results = new byte[VECTORS * 16];
        exports.getMember("memory").readBuffer(RESULTS, results, 0, results.length);
        return HexFormat.of().formatHex(results);
    }
}
