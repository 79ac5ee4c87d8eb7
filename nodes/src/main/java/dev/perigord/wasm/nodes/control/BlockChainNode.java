package dev.perigord.wasm.nodes.control;

import com.oracle.truffle.api.CompilerAsserts;
import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.nodes.ExplodeLoop.LoopExplosionKind;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.nodes.StatementNode;
import dev.perigord.wasm.runtime.WasmInstance;

/**
 * Blocks that begin with blocks, flattened: {@code block(block(block(A) B) C)} is the segments A, B, C, and a branch
 * goes straight to the segment behind the block it leaves. Compilers write every {@code switch} like that; as nested
 * nodes a 256-case one would test its way out through 256 levels.
 *
 * <p>Each segment names exactly the segments it can reach: partial evaluation makes a copy of the way to each, and a
 * list that is too long doubles the time it takes.
 */
public final class BlockChainNode extends StatementNode {
    @Children
    private final Segment[] segments;

    /** A chain of segments. */
    public BlockChainNode(Segment[] segments) {
        this.segments = segments;
    }

    /** One segment. */
    public static final class Segment extends Node {
        @Child
        private StatementList body;

        /** The index of a {@code br_table} that ends the segment, or null. */
        @Child
        private ExpressionNode tableIndex;

        /** For each entry of the table the segment to go to, or the negated id of a label outside of the chain. */
        private final JumpTable table;

        @CompilationFinal(dimensions = 1)
        private final int[] labels;

        @CompilationFinal(dimensions = 1)
        private final int[] targets;

        /**
         * A segment.
         *
         * @param body the statements, a final {@code br_table} left out
         * @param tableIndex the operand of a final {@code br_table}, or null
         * @param table where its entries lead, the default last, or null
         * @param labels the ids of labels in the chain to which the body branches
         * @param targets the segments at which those labels are
         */
        public Segment(StatementNode body, ExpressionNode tableIndex, int[] table, int[] labels, int[] targets) {
            this.body = StatementList.of(body);
            this.tableIndex = tableIndex;
            this.table = table == null ? null : new JumpTable(table);
            this.labels = labels;
            this.targets = targets;
        }
    }

    @Override
    @ExplodeLoop(kind = LoopExplosionKind.MERGE_EXPLODE)
    public int execute(VirtualFrame frame, WasmInstance instance) {
        int pc = 0;
        next:
        while (pc < segments.length) {
            CompilerAsserts.partialEvaluationConstant(pc);
            Segment segment = segments[pc];
            int status = segment.body.execute(frame, instance);
            if (status == NORMAL) {
                if (segment.tableIndex == null) {
                    pc++;
                    continue;
                }
                int index = segment.tableIndex.executeI32(frame, instance);
                int[] targets = segment.table.targets;
                int[] distinct = segment.table.distinct;
                int last = targets.length - 1;
                if (CompilerDirectives.inInterpreter()) {
                    int target = segment.table.lookUp(index);
                    if (target < 0) {
                        return -target;
                    }
                    pc = target;
                    continue;
                }
                if (distinct != null) {
                    int found = segment.table.lookUp(index);
                    for (int target : distinct) {
                        if (found == target) {
                            CompilerAsserts.partialEvaluationConstant(target);
                            if (target < 0) {
                                return -target;
                            }
                            pc = target;
                            continue next;
                        }
                    }
                    throw CompilerDirectives.shouldNotReachHere();
                }
                for (int i = 0; i < last; i++) {
                    if (index == i) {
                        int target = targets[i];
                        CompilerAsserts.partialEvaluationConstant(target);
                        if (target < 0) {
                            return -target;
                        }
                        pc = target;
                        continue next;
                    }
                }
                int target = targets[last];
                CompilerAsserts.partialEvaluationConstant(target);
                if (target < 0) {
                    return -target;
                }
                pc = target;
                continue;
            }
            for (int i = 0; i < segment.labels.length; i++) {
                if (status == segment.labels[i]) {
                    pc = segment.targets[i];
                    CompilerAsserts.partialEvaluationConstant(pc);
                    continue next;
                }
            }
            return status;
        }
        return NORMAL;
    }
}
