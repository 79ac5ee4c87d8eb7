package dev.perigord.wasm.nodes.control;

import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import dev.perigord.wasm.nodes.StatementNode;
import dev.perigord.wasm.runtime.WasmInstance;

/**
 * Statements one after the other. Blocks, conditionals and loops hold a list even of one statement: as the class is known, HotSpot
 * makes no call of it.
 */
public final class StatementList extends StatementNode {
    @Children
    private final StatementNode[] statements;

    /** A list of statements. */
    public StatementList(StatementNode[] statements) {
        this.statements = statements;
    }

    /** The statement itself if it is a list, otherwise a list of it. */
    public static StatementList of(StatementNode statement) {
        return statement instanceof StatementList list ? list : new StatementList(new StatementNode[] {statement});
    }

    /** The only statement, or the list. */
    public StatementNode simplified() {
        return statements.length == 1 ? statements[0] : this;
    }

    @Override
    @ExplodeLoop
    public int execute(VirtualFrame frame, WasmInstance instance) {
        for (StatementNode statement : statements) {
            int status = statement.execute(frame, instance);
            if (status != NORMAL) {
                return status;
            }
        }
        return NORMAL;
    }
}
