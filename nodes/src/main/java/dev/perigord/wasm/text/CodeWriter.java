package dev.perigord.wasm.text;

import dev.perigord.wasm.module.ValueType;
import java.util.ArrayList;
import java.util.List;

/** The functions of a module: their instructions and where in the text these are. */
final class CodeWriter {
    /** A function, whose instructions and hints are those between two places. */
    private record Function(
            ByteWriter locals, int start, int end, int firstHint, int endHint, SourceMap.TextRange text) {}

    private final BranchHints annotations;
    private final ByteWriter instructions = new ByteWriter();
    private final IntList offsets = new IntList();
    private final IntList positions = new IntList();
    private final IntList hintOffsets = new IntList();
    private final IntList hintValues = new IntList();
    private final List<Function> functions = new ArrayList<>();
    private int functionStart;
    private int functionHint;

    /** A writer that looks for each instruction's annotation. */
    CodeWriter(BranchHints annotations) {
        this.annotations = annotations;
    }

    /** Where the instructions of the current function go. */
    ByteWriter instructions() {
        return instructions;
    }

    /** Notes that an instruction starts at an offset of {@link #instructions()}. */
    void mark(int offset, int position) {
        offsets.add(offset);
        positions.add(position);
        int hint = annotations.take(position);
        if (hint >= 0) {
            hintOffsets.add(offset);
            hintValues.add(hint);
        }
    }

    /** Ends the current function; what follows belongs to the next one. */
    void endFunction(List<ValueType> locals, int textStart, int textEnd) {
        int end = instructions.size();
        functions.add(new Function(
                runs(locals),
                functionStart,
                end,
                functionHint,
                hintOffsets.size(),
                new SourceMap.TextRange(textStart, textEnd)));
        functionStart = end;
        functionHint = hintOffsets.size();
    }

    int functionCount() {
        return functions.size();
    }

    /** Locals are declared as runs of the same type. */
    private static ByteWriter runs(List<ValueType> locals) {
        ByteWriter runs = new ByteWriter();
        int count = 0;
        for (int i = 0; i < locals.size(); ) {
            int start = i;
            ValueType type = locals.get(start);
            while (i < locals.size() && locals.get(i).equals(type)) {
                i++;
            }
            runs.u32(i - start);
            TypeWriter.value(type, runs);
            count++;
        }
        ByteWriter out = new ByteWriter();
        out.u32(count);
        out.part(runs, 0, runs.size());
        return out;
    }

    /** Writes the contents of the code section; {@link #sourceMap} needs to know the offsets that it gives. */
    List<SourceMap.FunctionRange> write(ByteWriter out) {
        List<SourceMap.FunctionRange> ranges = new ArrayList<>(functions.size());
        out.u32(functions.size());
        for (Function function : functions) {
            int entry = out.size();
            out.u32(function.locals.size() + function.end - function.start);
            out.part(function.locals, 0, function.locals.size());
            int code = out.size();
            out.part(instructions, function.start, function.end);
            ranges.add(new SourceMap.FunctionRange(entry, code, out.size(), function.text));
        }
        return ranges;
    }

    boolean hasHints() {
        return hintOffsets.size() > 0;
    }

    /** Writes the contents of the custom section of hints; {@code firstFunction} is the index of the first function. */
    void writeHints(int firstFunction, ByteWriter out) {
        ByteWriter hinted = new ByteWriter();
        int count = 0;
        for (int i = 0; i < functions.size(); i++) {
            Function function = functions.get(i);
            if (function.firstHint < function.endHint) {
                count++;
                hinted.u32(firstFunction + i);
                writeHints(function, hinted);
            }
        }
        out.u32(count);
        out.part(hinted, 0, hinted.size());
    }

    /** Offsets count from where the function's locals are declared. */
    private void writeHints(Function function, ByteWriter out) {
        out.u32(function.endHint - function.firstHint);
        for (int hint = function.firstHint; hint < function.endHint; hint++) {
            out.u32(function.locals.size() + hintOffsets.get(hint) - function.start);
            out.u32(1);
            out.u8(hintValues.get(hint));
        }
    }

    /** The map of a binary whose code section has its contents at {@code base}. */
    SourceMap sourceMap(List<SourceMap.FunctionRange> ranges, int base) {
        int[] moved = new int[offsets.size()];
        SourceMap.FunctionRange[] functionRanges = new SourceMap.FunctionRange[ranges.size()];
        int mark = 0;
        for (int i = 0; i < functionRanges.length; i++) {
            SourceMap.FunctionRange range = ranges.get(i);
            int shift = base + range.code() - functions.get(i).start;
            while (mark < moved.length && offsets.get(mark) < functions.get(i).end) {
                moved[mark] = offsets.get(mark) + shift;
                mark++;
            }
            functionRanges[i] = new SourceMap.FunctionRange(
                    base + range.entry(), base + range.code(), base + range.end(), range.text());
        }
        return new SourceMap(moved, positions.toArray(), functionRanges);
    }
}
