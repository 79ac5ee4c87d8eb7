package dev.perigord.wasm.nodes.control;

import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import dev.perigord.wasm.nodes.StatementNode;
import dev.perigord.wasm.runtime.WasmInstance;

/** Statements one after the other. */
public final class StatementList extends StatementNode {
    @Children
    private final StatementNode[] statements;

    private StatementList(StatementNode[] statements) {
        this.statements = statements;
    }

    /** One node for all statements. */
    public static StatementNode of(StatementNode... statements) {
        return statements.length == 1 ? statements[0] : new StatementList(statements);
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
