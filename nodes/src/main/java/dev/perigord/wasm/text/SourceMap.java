package dev.perigord.wasm.text;

import java.util.Arrays;
import java.util.List;

/** Leads from offsets in a binary module back to the text that it was encoded from. */
public final class SourceMap {
    /** The map of a module that was not written as text. */
    static final SourceMap EMPTY = new SourceMap(new int[0], new int[0], new FunctionRange[0]);

    /**
     * A range of characters.
     *
     * @param start the index of the first character
     * @param end the index after the last one
     */
    public record TextRange(int start, int end) {}

    /**
     * Where a function is.
     *
     * @param entry the offset of its entry in the code section
     * @param code the offset of its first instruction
     * @param end the offset after its last instruction
     */
    record FunctionRange(int entry, int code, int end, TextRange text) {}

    private final int[] offsets;
    private final int[] positions;
    private final FunctionRange[] functions;

    /** Takes instructions' offsets, their characters, and functions, in ascending order of offsets. */
    SourceMap(int[] offsets, int[] positions, FunctionRange[] functions) {
        this.offsets = offsets;
        this.positions = positions;
        this.functions = functions;
    }

    /** The map of a binary that starts at an offset in another one. */
    public SourceMap shifted(int by) {
        return new SourceMap(
                Arrays.stream(offsets).map(offset -> offset + by).toArray(),
                positions,
                Arrays.stream(functions)
                        .map(range -> new FunctionRange(range.entry + by, range.code + by, range.end + by, range.text))
                        .toArray(FunctionRange[]::new));
    }

    /** One map for several binaries that follow each other in another one, in order. */
    public static SourceMap concatenation(List<SourceMap> maps) {
        return new SourceMap(
                maps.stream().flatMapToInt(map -> Arrays.stream(map.offsets)).toArray(),
                maps.stream().flatMapToInt(map -> Arrays.stream(map.positions)).toArray(),
                maps.stream().flatMap(map -> Arrays.stream(map.functions)).toArray(FunctionRange[]::new));
    }

    /**
     * The index of the character where the instruction starts that covers an offset in the binary, or -1 if no
     * instruction of a function does. An {@code end} that the text only implies is where its parenthesis closes.
     */
    public int position(int codeOffset) {
        FunctionRange function = functionAt(codeOffset);
        if (function == null || codeOffset < function.code) {
            return -1;
        }
        int found = Arrays.binarySearch(offsets, codeOffset);
        return positions[found >= 0 ? found : -found - 2];
    }

    /**
     * The range of characters of the function whose entry in the code section (size, locals and instructions) covers an
     * offset in the binary, or {@code null} if there is none.
     */
    public TextRange function(int codeOffset) {
        FunctionRange function = functionAt(codeOffset);
        return function == null ? null : function.text;
    }

    private FunctionRange functionAt(int offset) {
        int low = 0;
        int high = functions.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            FunctionRange function = functions[middle];
            if (offset < function.entry) {
                high = middle - 1;
            } else if (offset >= function.end) {
                low = middle + 1;
            } else {
                return function;
            }
        }
        return null;
    }
}
