package dev.perigord.wasm.builder;

import com.oracle.truffle.api.RootCallTarget;
import dev.perigord.wasm.binary.InstructionReader;
import dev.perigord.wasm.builder.OpenBlock.Opener;
import dev.perigord.wasm.builder.OpenBlock.TableEnd;
import dev.perigord.wasm.module.AddressType;
import dev.perigord.wasm.module.DefinedType;
import dev.perigord.wasm.module.Feature;
import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.Instruction;
import dev.perigord.wasm.module.ModuleDefinition;
import dev.perigord.wasm.module.ModuleDefinition.Code;
import dev.perigord.wasm.nodes.ConstantNode;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.nodes.FunctionBodyNode;
import dev.perigord.wasm.nodes.FunctionRootNode;
import dev.perigord.wasm.nodes.Kind;
import dev.perigord.wasm.nodes.LocalGetNode;
import dev.perigord.wasm.nodes.StatementNode;
import dev.perigord.wasm.nodes.WasmNode;
import dev.perigord.wasm.nodes.atomic.AtomicNodes;
import dev.perigord.wasm.nodes.atomic.FenceNode;
import dev.perigord.wasm.nodes.call.CallDirectNode;
import dev.perigord.wasm.nodes.call.CallImportNode;
import dev.perigord.wasm.nodes.call.CallIndirectNode;
import dev.perigord.wasm.nodes.call.CallNode;
import dev.perigord.wasm.nodes.call.CallRefNode;
import dev.perigord.wasm.nodes.call.CallStatementNode;
import dev.perigord.wasm.nodes.call.TailCallNode;
import dev.perigord.wasm.nodes.control.BranchHint;
import dev.perigord.wasm.nodes.control.BranchIfNode;
import dev.perigord.wasm.nodes.control.BranchNode;
import dev.perigord.wasm.nodes.control.BranchTableNode;
import dev.perigord.wasm.nodes.control.DropNode;
import dev.perigord.wasm.nodes.control.SelectNode;
import dev.perigord.wasm.nodes.control.StatementList;
import dev.perigord.wasm.nodes.control.UnreachableNode;
import dev.perigord.wasm.nodes.memory.DataDropNode;
import dev.perigord.wasm.nodes.memory.MemoryAccessNodes;
import dev.perigord.wasm.nodes.memory.MemoryArgument;
import dev.perigord.wasm.nodes.memory.MemoryCopyNode;
import dev.perigord.wasm.nodes.memory.MemoryFillNode;
import dev.perigord.wasm.nodes.memory.MemoryGrowNode;
import dev.perigord.wasm.nodes.memory.MemoryInitNode;
import dev.perigord.wasm.nodes.memory.MemorySizeNode;
import dev.perigord.wasm.nodes.numeric.NumericNodes;
import dev.perigord.wasm.nodes.numeric.QuietNode;
import dev.perigord.wasm.nodes.numeric.WideArithmeticNode;
import dev.perigord.wasm.nodes.simd.QuietVectorNode;
import dev.perigord.wasm.nodes.simd.ShuffleNode;
import dev.perigord.wasm.nodes.simd.VectorNodes;
import dev.perigord.wasm.nodes.table.ElementDropNode;
import dev.perigord.wasm.nodes.table.TableCopyNode;
import dev.perigord.wasm.nodes.table.TableFillNode;
import dev.perigord.wasm.nodes.table.TableGetNode;
import dev.perigord.wasm.nodes.table.TableGrowNode;
import dev.perigord.wasm.nodes.table.TableInitNode;
import dev.perigord.wasm.nodes.table.TableSetNode;
import dev.perigord.wasm.nodes.table.TableSizeNode;
import dev.perigord.wasm.nodes.table.WideIndexNode;
import dev.perigord.wasm.nodes.variable.GlobalGetNode;
import dev.perigord.wasm.nodes.variable.GlobalSetNode;
import dev.perigord.wasm.nodes.variable.LocalSetNode;
import dev.perigord.wasm.nodes.variable.LocalTeeNode;
import dev.perigord.wasm.runtime.Vector128;
import dev.perigord.wasm.runtime.WasmModule;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Builds the AST of a validated function: operand stack to trees, structured control to statements. Reads the code
 * once, from first to last instruction, without recursion.
 */
public final class FunctionBuilder {
    private final WasmModule module;
    private final ModuleDefinition definition;
    private final int functionIndex;
    private final FunctionType type;
    private final InstructionReader reader;
    private final Kind[] locals;
    private final Slots slots;
    private final TreeBuilder tree;
    private final ReferenceBuilder references;
    private final ExceptionBuilder exceptions;
    private final ContinuationBuilder continuations;

    /** Where the body finds its tail call, or -1. */
    private int tailCallSlot = -1;

    private FunctionBuilder(WasmModule module, int functionIndex) {
        this.module = module;
        this.definition = module.definition();
        this.functionIndex = functionIndex;
        this.type = definition.functionType(functionIndex);
        Code code = definition.codes().get(functionIndex - definition.importedFunctions());
        this.reader = new InstructionReader(
                definition.bytes(),
                code.instructions().start(),
                code.instructions().end(),
                definition.types());
        this.locals = LocalKinds.of(definition, functionIndex);
        this.slots = new Slots(locals.length);
        this.tree = new TreeBuilder(slots);
        this.references = new ReferenceBuilder(definition, reader, tree, slots);
        this.exceptions = new ExceptionBuilder(definition, reader, tree, slots);
        this.continuations = new ContinuationBuilder(definition, reader, tree, slots);
    }

    /** Builds a function that is not imported. */
    public static RootCallTarget build(WasmModule module, int functionIndex) {
        return new FunctionBuilder(module, functionIndex).build();
    }

    private RootCallTarget build() {
        int codeOffset = reader.position();
        Kind[] results = Kind.of(type.results());
        int[] resultSlots = slots.places(0, results);
        tree.open(Opener.BODY, new FunctionType(List.of(), type.results()), null);
        while (tree.isOpen()) {
            instruction(reader.next());
        }
        StatementNode statements = tree.body();
        if (tree.delegationSlot() != -1) {
            StatementNode clear =
                    LocalSetNode.create(Kind.I32, tree.delegationSlot(), new ConstantNode.I32(StatementNode.NORMAL));
            statements = new StatementList(new StatementNode[] {clear, statements});
        }
        FunctionBodyNode body = new FunctionBodyNode(statements, tree.lastValue(), results, resultSlots, tailCallSlot);
        return new FunctionRootNode(
                        module,
                        slots.descriptor(),
                        definition.functionName(functionIndex),
                        codeOffset,
                        locals,
                        type.parameters().size(),
                        body)
                .getCallTarget();
    }

    private void instruction(Instruction instruction) {
        if (tree.isUnreachable()) {
            skip(instruction);
            return;
        }
        if (instruction.operands() != null) {
            switch (instruction.immediates()) {
                case MEMORY_ARGUMENT -> memoryAccess(instruction);
                case MEMORY_ARGUMENT_LANE -> laneAccess(instruction);
                default -> {
                    if (instruction.feature() == Feature.SIMD || instruction.feature() == Feature.RELAXED_SIMD) {
                        vector(instruction);
                    } else {
                        numeric(instruction);
                    }
                }
            }
            return;
        }
        switch (instruction) {
            case UNREACHABLE -> {
                statement(new UnreachableNode(reader.start), Effects.of(Effects.TRAP | Effects.BRANCH));
                tree.unreachable();
            }
            case NOP -> {}
            case BLOCK -> tree.open(Opener.BLOCK, reader.blockType(), null);
            case LOOP -> tree.open(Opener.LOOP, reader.blockType(), null);
            case IF -> {
                Operand condition = tree.pop();
                tree.open(
                        Opener.IF,
                        reader.blockType(),
                        condition,
                        BranchHint.of(module.branchHints().get(reader.start)));
            }
            case ELSE -> tree.otherwise();
            case END -> tree.close();
            case BR -> branch(reader.index);
            case BR_IF -> branchIf();
            case BR_TABLE -> branchTable();
            case RETURN -> branch(tree.depth() - 1);
            case CALL, CALL_INDIRECT, CALL_REF -> called(callee(instruction));
            case RETURN_CALL, RETURN_CALL_INDIRECT, RETURN_CALL_REF -> tailCall(instruction);
            case DROP -> {
                Operand value = tree.pop();
                if (value.effects().matter()) {
                    statement(new DropNode(value.kind(), value.node()), value.effects());
                }
            }
            case SELECT, SELECT_TYPED -> {
                Operand condition = tree.pop();
                Operand second = tree.pop();
                Operand first = tree.pop();
                tree.push(
                        new SelectNode(first.node(), second.node(), condition.node()),
                        first.kind(),
                        Effects.NONE,
                        first,
                        second,
                        condition);
            }
            case LOCAL_GET ->
                tree.push(new LocalGetNode(reader.index), locals[reader.index], Effects.read(reader.index));
            case LOCAL_SET -> tree.set(locals[reader.index], reader.index, tree.pop(), reader.start);
            case LOCAL_TEE -> {
                Operand value = tree.pop();
                if (tree.mayComeFirst(value, reader.index)) {
                    // What uses the value then reads a local, for which most nodes need none of their own.
                    tree.set(value.kind(), reader.index, value, WasmNode.NO_POSITION);
                    tree.push(new LocalGetNode(reader.index), value.kind(), Effects.read(reader.index));
                } else {
                    tree.push(
                            new LocalTeeNode(reader.index, value.node()),
                            value.kind(),
                            Effects.write(reader.index),
                            value);
                }
            }
            case GLOBAL_GET ->
                tree.push(new GlobalGetNode(reader.index), globalKind(), Effects.of(Effects.GLOBAL_READ));
            case GLOBAL_SET -> {
                Operand value = tree.pop();
                statement(
                        new GlobalSetNode(value.kind(), reader.index, value.node()),
                        Effects.of(Effects.GLOBAL_WRITE),
                        value);
            }
            case I32_CONST -> constant(new ConstantNode.I32((int) reader.constant), Kind.I32);
            case I64_CONST -> constant(new ConstantNode.I64(reader.constant), Kind.I64);
            case F32_CONST -> constant(new ConstantNode.F32(Float.intBitsToFloat((int) reader.constant)), Kind.F32);
            case F64_CONST -> constant(new ConstantNode.F64(Double.longBitsToDouble(reader.constant)), Kind.F64);
            case V128_CONST ->
                constant(new ConstantNode.V128(new Vector128(reader.constant, reader.highConstant)), Kind.V128);
            case I64_ADD128, I64_SUB128, I64_MUL_WIDE_S, I64_MUL_WIDE_U -> wideArithmetic(instruction);
            default -> {
                if (!references.build(instruction)
                        && !exceptions.build(instruction)
                        && !continuations.build(instruction)) {
                    memoryOrTable(instruction);
                }
            }
        }
    }

    private void memoryOrTable(Instruction instruction) {
        switch (instruction) {
            case MEMORY_SIZE ->
                tree.push(
                        new MemorySizeNode(reader.index),
                        Kind.of(addressType(reader.index).type()),
                        Effects.of(Effects.MEMORY_READ));
            case MEMORY_GROW -> {
                Operand delta = tree.pop();
                AddressType type = addressType(reader.index);
                tree.push(
                        new MemoryGrowNode(reader.index, type, delta.node()),
                        Kind.of(type.type()),
                        Effects.of(Effects.MEMORY_READ | Effects.MEMORY_WRITE),
                        delta);
            }
            case TABLE_GET -> {
                Operand index = tree.pop();
                tree.push(
                        new TableGetNode(reader.index, index(index, indexType(reader.index)), reader.start),
                        Kind.REFERENCE,
                        Effects.of(Effects.TABLE_READ | Effects.TRAP),
                        index);
            }
            case TABLE_SIZE -> pushSize(new TableSizeNode(reader.index), Effects.of(Effects.TABLE_READ));
            case TABLE_GROW -> {
                Operand delta = tree.pop();
                Operand value = tree.pop();
                pushSize(
                        new TableGrowNode(reader.index, value.node(), index(delta, indexType(reader.index))),
                        Effects.of(Effects.TABLE_READ | Effects.TABLE_WRITE),
                        value,
                        delta);
            }
            case TABLE_SET -> {
                Operand value = tree.pop();
                Operand index = tree.pop();
                statement(
                        new TableSetNode(
                                reader.index, index(index, indexType(reader.index)), value.node(), reader.start),
                        Effects.of(Effects.TABLE_WRITE | Effects.TRAP),
                        index,
                        value);
            }
            case ATOMIC_FENCE -> statement(new FenceNode(), Effects.of(Effects.MEMORY_READ | Effects.MEMORY_WRITE));
            case DATA_DROP -> statement(new DataDropNode(reader.index), Effects.of(Effects.MEMORY_WRITE));
            case ELEM_DROP -> statement(new ElementDropNode(reader.index), Effects.of(Effects.TABLE_WRITE));
            default -> bulk(instruction);
        }
    }

    private void bulk(Instruction instruction) {
        Operand[] all = tree.pop(3);
        ExpressionNode[] operands = Operand.nodes(all);
        int offset = reader.start;
        StatementNode node =
                switch (instruction) {
                    case MEMORY_FILL -> new MemoryFillNode(reader.index, addressType(reader.index), operands, offset);
                    case MEMORY_COPY ->
                        new MemoryCopyNode(
                                reader.index,
                                addressType(reader.index),
                                reader.secondIndex,
                                addressType(reader.secondIndex),
                                operands,
                                offset);
                    case MEMORY_INIT ->
                        new MemoryInitNode(
                                reader.index, reader.secondIndex, addressType(reader.secondIndex), operands, offset);
                    case TABLE_FILL -> {
                        AddressType type = indexType(reader.index);
                        yield new TableFillNode(
                                reader.index, index(all[0], type), operands[1], index(all[2], type), offset);
                    }
                    case TABLE_COPY -> {
                        AddressType target = indexType(reader.index);
                        AddressType source = indexType(reader.secondIndex);
                        yield new TableCopyNode(
                                reader.index,
                                reader.secondIndex,
                                index(all[0], target),
                                index(all[1], source),
                                index(all[2], AddressType.smaller(target, source)),
                                offset);
                    }
                    case TABLE_INIT ->
                        new TableInitNode(
                                reader.index,
                                reader.secondIndex,
                                index(all[0], indexType(reader.secondIndex)),
                                operands[1],
                                operands[2],
                                offset);
                    default -> throw new AssertionError(instruction);
                };
        // What a segment holds counts as memory or table, because dropping it writes that.
        statement(
                node,
                Effects.of(Effects.MEMORY_READ
                        | Effects.MEMORY_WRITE
                        | Effects.TABLE_READ
                        | Effects.TABLE_WRITE
                        | Effects.TRAP),
                all);
    }

    private AddressType addressType(int memory) {
        return definition.memories().get(memory).addressType();
    }

    private AddressType indexType(int table) {
        return definition.tables().get(table).type().addressType();
    }

    /** An index or length of a table as an {@code i32}. */
    private static ExpressionNode index(Operand index, AddressType type) {
        return type == AddressType.I64 ? new WideIndexNode(index.node()) : index.node();
    }

    /** Pushes what a table instruction gives: a size or -1. */
    private void pushSize(ExpressionNode size, Effects effects, Operand... operands) {
        if (indexType(reader.index) == AddressType.I64) {
            ExpressionNode wide = NumericNodes.unary(Instruction.I64_EXTEND_I32_S, size, reader.start);
            tree.push(wide, Kind.I64, effects, operands);
        } else {
            tree.push(size, Kind.I32, effects, operands);
        }
    }

    private void skip(Instruction instruction) {
        switch (instruction) {
            case BLOCK, LOOP, IF, TRY, TRY_TABLE -> tree.openUnreachable();
            case ELSE -> tree.otherwise();
            case END -> tree.close();
            case CATCH, CATCH_ALL, DELEGATE -> exceptions.build(instruction);
            default -> {}
        }
    }

    private Kind globalKind() {
        return Kind.of(definition.globals().get(reader.index).type().type());
    }

    private void constant(ExpressionNode node, Kind kind) {
        tree.push(node, kind, Effects.NONE);
    }

    private void statement(StatementNode node, Effects effects, Operand... operands) {
        tree.statement(node, reader.start, effects, operands);
    }

    private void numeric(Instruction instruction) {
        Kind kind = Kind.of(instruction.results().getFirst());
        Effects effects = instruction.trapping() ? Effects.of(Effects.TRAP) : Effects.NONE;
        if (instruction.operands().size() == 1) {
            Operand operand = tree.pop();
            tree.push(NumericNodes.unary(instruction, operand.node(), reader.start), kind, effects, operand);
        } else {
            Operand right = tree.pop();
            Operand left = tree.pop();
            ExpressionNode node = NumericNodes.binary(instruction, left.node(), right.node(), reader.start);
            if (kind == Kind.F32 || kind == Kind.F64) {
                node = QuietNode.around(node, left.node(), right.node());
            }
            tree.push(node, kind, effects, left, right);
        }
    }

    private void vector(Instruction instruction) {
        Operand[] operands = tree.pop(instruction.operands().size());
        ExpressionNode[] nodes = Arrays.stream(operands).map(Operand::node).toArray(ExpressionNode[]::new);
        ExpressionNode node =
                switch (nodes.length) {
                    case 1 -> VectorNodes.unary(instruction, nodes[0], reader.lane);
                    case 2 ->
                        instruction == Instruction.I8X16_SHUFFLE
                                ? new ShuffleNode(
                                        new Vector128(reader.constant, reader.highConstant), nodes[0], nodes[1])
                                : VectorNodes.binary(instruction, nodes[0], nodes[1], reader.lane);
                    default -> VectorNodes.ternary(instruction, nodes[0], nodes[1], nodes[2]);
                };
        Kind kind = Kind.of(instruction.results().getFirst());
        if (kind == Kind.V128 && operands.length == 1 && operands[0].isConstant()) {
            // The splat of a constant, mostly.
            constant(new ConstantNode.V128(node.executeV128(null, null)), kind);
        } else {
            tree.push(QuietVectorNode.around(instruction, node, nodes), kind, Effects.NONE, operands);
        }
    }

    private void laneAccess(Instruction instruction) {
        Operand value = tree.pop();
        Operand base = tree.pop();
        if (instruction.results().isEmpty()) {
            statement(
                    MemoryAccessNodes.laneStore(
                            instruction, base.node(), value.node(), argument(), reader.lane, reader.start),
                    Effects.of(Effects.MEMORY_WRITE | Effects.TRAP),
                    base,
                    value);
        } else {
            tree.push(
                    MemoryAccessNodes.laneLoad(
                            instruction, base.node(), value.node(), argument(), reader.lane, reader.start),
                    Kind.V128,
                    Effects.of(Effects.MEMORY_READ | Effects.TRAP),
                    base,
                    value);
        }
    }

    private MemoryArgument argument() {
        boolean wide = addressType(reader.index) == AddressType.I64;
        return new MemoryArgument(reader.index, wide, reader.memoryOffset);
    }

    private void atomicAccess(Instruction instruction) {
        Operand[] operands = tree.pop(instruction.operands().size());
        ExpressionNode[] nodes = Operand.nodes(operands);
        Effects effects = Effects.of(Effects.MEMORY_READ | Effects.MEMORY_WRITE | Effects.TRAP);
        if (instruction.results().isEmpty()) {
            statement(AtomicNodes.store(instruction, nodes[0], nodes[1], argument(), reader.start), effects, operands);
        } else {
            tree.push(
                    AtomicNodes.access(instruction, nodes, argument(), reader.start),
                    Kind.of(instruction.results().getFirst()),
                    effects,
                    operands);
        }
    }

    private void memoryAccess(Instruction instruction) {
        if (instruction.feature() == Feature.THREADS) {
            atomicAccess(instruction);
            return;
        }
        if (instruction.results().isEmpty()) {
            Operand value = tree.pop();
            Operand base = tree.pop();
            statement(
                    MemoryAccessNodes.store(instruction, base.node(), value.node(), argument(), reader.start),
                    Effects.of(Effects.MEMORY_WRITE | Effects.TRAP),
                    base,
                    value);
        } else {
            Operand base = tree.pop();
            tree.push(
                    MemoryAccessNodes.load(instruction, base.node(), argument(), reader.start),
                    Kind.of(instruction.results().getFirst()),
                    Effects.of(Effects.MEMORY_READ | Effects.TRAP),
                    base);
        }
    }

    // --- branches ------------------------------------------------------------------------------------------------

    private void branch(int depth) {
        OpenBlock target = tree.block(depth);
        Kind[] kinds = target.labelKinds();
        if (kinds.length == 1) {
            // The usual return of one value needs no detour through its place on top of the stack.
            Operand value = tree.pop();
            tree.emitEffectsBelow();
            tree.set(kinds[0], slots.place(target.height, kinds[0]), value, reader.start);
        } else {
            tree.materialize(kinds.length);
            StatementNode moves = tree.moves(target, target.labelKinds().length);
            if (moves != null) {
                tree.emitEffectsBelow();
                tree.emit(moves, Effects.NONE);
            }
        }
        statement(new BranchNode(target.label), Effects.of(Effects.BRANCH));
        tree.branchesTo(target.label);
        tree.unreachable();
    }

    private void branchIf() {
        OpenBlock target = tree.block(reader.index);
        Operand condition = tree.pop();
        BranchHint hint = BranchHint.of(module.branchHints().get(reader.start));
        tree.materialize(target.labelKinds().length);
        StatementNode moves = tree.moves(target, target.labelKinds().length);
        ExpressionNode test = condition.node();
        if (test instanceof LocalGetNode) {
            // A comparison can be the branch itself.
            test = NumericNodes.binary(Instruction.I32_NE, test, new ConstantNode.I32(0), reader.start);
        }
        statement(BranchIfNode.create(test, hint, moves, target.label), Effects.of(Effects.BRANCH), condition);
        tree.branchesTo(target.label);
    }

    private void branchTable() {
        Operand index = tree.pop();
        int[] labels = new int[reader.labels.length];
        StatementNode[] moves = new StatementNode[labels.length];
        boolean anyMoves = false;
        tree.materialize(tree.block(reader.labels[labels.length - 1]).labelKinds().length);
        for (int i = 0; i < labels.length; i++) {
            OpenBlock target = tree.block(reader.labels[i]);
            labels[i] = target.label;
            moves[i] = tree.moves(target, target.labelKinds().length);
            anyMoves |= moves[i] != null;
            tree.branchesTo(target.label);
        }
        if (anyMoves) {
            statement(new BranchTableNode(index.node(), labels, moves), Effects.of(Effects.BRANCH), index);
        } else {
            tree.endWithTable(new TableEnd(index.node(), labels), index.effects());
        }
        tree.unreachable();
    }

    // --- calls ---------------------------------------------------------------------------------------------------

    /** A call with what it takes from the stack. */
    private record Call(CallNode node, FunctionType type, Operand[] operands) {}

    private Call callee(Instruction instruction) {
        return switch (instruction) {
            case CALL, RETURN_CALL -> {
                DefinedType calleeType = definition.definedFunctionType(reader.index);
                Operand[] operands = tree.pop(calleeType.function().parameters().size());
                ExpressionNode[] arguments = Operand.nodes(operands);
                CallNode node = reader.index < definition.importedFunctions()
                        ? new CallImportNode(reader.index, calleeType, arguments, reader.start)
                        : new CallDirectNode(module.code(reader.index), reader.index, arguments, reader.start);
                yield new Call(node, calleeType.function(), operands);
            }
            case CALL_INDIRECT, RETURN_CALL_INDIRECT, CALL_REF, RETURN_CALL_REF -> {
                DefinedType calleeType = definition.types().get(reader.index);
                Operand callee = tree.pop();
                Operand[] operands = tree.pop(calleeType.function().parameters().size());
                ExpressionNode[] arguments = Operand.nodes(operands);
                boolean reference = instruction == Instruction.CALL_REF || instruction == Instruction.RETURN_CALL_REF;
                CallNode node = reference
                        ? new CallRefNode(calleeType, callee.node(), arguments, reader.start)
                        : new CallIndirectNode(
                                reader.secondIndex,
                                calleeType,
                                index(callee, indexType(reader.secondIndex)),
                                arguments,
                                reader.start);
                yield new Call(node, calleeType.function(), Operand.append(operands, callee));
            }
            default -> throw new AssertionError(instruction);
        };
    }

    private void tailCall(Instruction instruction) {
        boolean plain = instruction == Instruction.RETURN_CALL
                && reader.index >= definition.importedFunctions()
                && !module.code(reader.index).hasTailCalls()
                && !tree.inTry();
        Call call = callee(instruction);
        if (plain) {
            // The callee's calls come back to it, so this frame below it is the only one that is not needed.
            called(call);
            branch(tree.depth() - 1);
            return;
        }
        if (tailCallSlot == -1) {
            tailCallSlot = slots.extra();
        }
        statement(
                new TailCallNode(call.node(), tailCallSlot, reader.start),
                Effects.CALL.and(Effects.of(Effects.BRANCH)),
                call.operands());
        tree.unreachable();
    }

    private void called(Call call) {
        Kind[] results = Kind.of(call.type().results());
        if (results.length == 1) {
            tree.push(call.node(), results[0], tree.callEffects(), call.operands());
            return;
        }
        statements(
                places -> new CallStatementNode(call.node(), results, places),
                results,
                tree.callEffects(),
                call.operands());
    }

    /** A statement that gives several values, which go to their places on the stack. */
    private void statements(Function<int[], StatementNode> node, Kind[] results, Effects own, Operand... operands) {
        int[] places = slots.places(tree.height(), results);
        tree.statementWithResults(node.apply(places), reader.start, own, results, places, operands);
    }

    private void wideArithmetic(Instruction instruction) {
        int inputs = instruction == Instruction.I64_ADD128 || instruction == Instruction.I64_SUB128 ? 4 : 2;
        Operand[] operands = tree.pop(inputs);
        statements(
                places -> new WideArithmeticNode(instruction, Operand.nodes(operands), places[0], places[1]),
                new Kind[] {Kind.I64, Kind.I64},
                Effects.NONE,
                operands);
    }
}
