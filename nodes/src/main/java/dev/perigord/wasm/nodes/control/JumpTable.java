package dev.perigord.wasm.nodes.control;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import java.util.Arrays;

/**
 * Where the entries of a {@code br_table} lead. Compiled code compares the index with every entry, which becomes a jump
 * table; but a table of more entries than partial evaluation can take apart is looked up, and then the places where it
 * leads, which are few, are compared.
 */
final class JumpTable {
    /** Partial evaluation gives a loop up that it has to unroll ten thousand times. */
    private static final int MAXIMUM_UNROLLED = 4096;

    /** For each entry where it leads; the default is the last one. */
    @CompilationFinal(dimensions = 1)
    final int[] targets;

    /** The different places where entries lead, or null if each entry is compared. */
    @CompilationFinal(dimensions = 1)
    final int[] distinct;

    /** The first entry that leads to each of {@link #distinct}. */
    @CompilationFinal(dimensions = 1)
    final int[] firstEntries;

    JumpTable(int[] targets) {
        this.targets = targets;
        this.distinct = targets.length <= MAXIMUM_UNROLLED
                ? null
                : Arrays.stream(targets).distinct().toArray();
        this.firstEntries = distinct == null
                ? null
                : Arrays.stream(distinct).map(this::indexOf).toArray();
    }

    private int indexOf(int target) {
        int entry = 0;
        while (targets[entry] != target) {
            entry++;
        }
        return entry;
    }

    /** Where an index leads. */
    int lookUp(int index) {
        int last = targets.length - 1;
        return targets[Integer.compareUnsigned(index, last) < 0 ? index : last];
    }
}
