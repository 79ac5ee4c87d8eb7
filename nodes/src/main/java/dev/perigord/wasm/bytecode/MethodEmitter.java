package dev.perigord.wasm.bytecode;

import dev.perigord.wasm.binary.InstructionReader;
import dev.perigord.wasm.binary.InstructionReader.CatchClause;
import dev.perigord.wasm.classfile.ClassWriter;
import dev.perigord.wasm.classfile.Label;
import dev.perigord.wasm.classfile.Member;
import dev.perigord.wasm.classfile.MethodWriter;
import dev.perigord.wasm.classfile.Type;
import dev.perigord.wasm.module.AbstractHeapType;
import dev.perigord.wasm.module.AddressType;
import dev.perigord.wasm.module.Feature;
import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.Instruction;
import dev.perigord.wasm.module.ModuleDefinition;
import dev.perigord.wasm.module.NumberType;
import dev.perigord.wasm.module.ReferenceType;
import dev.perigord.wasm.nodes.Kind;
import dev.perigord.wasm.runtime.Polling;
import dev.perigord.wasm.runtime.WasmFunction;
import dev.perigord.wasm.runtime.WasmGlobal;
import dev.perigord.wasm.runtime.WasmTable;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MutableCallSite;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Emits the instructions of a validated function as those of a JVM method: the operand stack is the JVM's, locals are
 * its locals, labels its labels. Reads the code without recursion.
 *
 * <p>The JVM demands what WebAssembly does not: the same stack at a label whichever way leads to it. And HotSpot
 * compiles a loop that is running only where its stack is empty. So what lies on the stack below a loop waits in locals.
 */
final class MethodEmitter {
    /** The name of the method that callers of a function call. */
    static final String FUNCTION = "call";

    /** The name of the method that the other one calls if it may return a request for a call. */
    static final String BODY = "body";

    private static final String GLOBAL = Member.internalName(WasmGlobal.class);
    private static final Member BITS = Member.of(GLOBAL, "bits", "J");
    private static final Member INSTANCE_GLOBAL =
            Member.of(JvmTypes.INSTANCE.internalName(), "global", "(I)L" + GLOBAL + ";");
    private static final String TABLE = Member.internalName(WasmTable.class);
    private static final Member INSTANCE_TABLE =
            Member.of(JvmTypes.INSTANCE.internalName(), "table", "(I)L" + TABLE + ";");
    private static final Member INSTANCE_FUNCTION =
            Member.of(JvmTypes.INSTANCE.internalName(), "function", "(I)" + JvmTypes.FUNCTION);
    private static final Type CALLEE = Type.object(Member.internalName(WasmFunction.class));
    private static final FunctionType REQUEST =
            new FunctionType(List.of(), List.of(new ReferenceType(true, AbstractHeapType.ANY)));
    private static final Member CALLS = Member.of(JvmTypes.INSTANCE.internalName(), "calls", "I");
    private static final Member FENCE = Member.of(VarHandle.class, "fullFence", "()V");

    /** Truffle is asked for interruptions once in so many iterations, less one. */
    private static final int POLL_MASK = 0x3FF;

    private static final long UNSIGNED = 0xFFFF_FFFFL;
    private static final Member POLLING_NEEDED = Member.of(Polling.class, "needed", "Z");
    private static final Member POLLING_SITE =
            Member.of(Polling.class, "SITE", JvmTypes.descriptor(MutableCallSite.class));
    private static final Member GET_TARGET =
            Member.of(MutableCallSite.class, "getTarget", "()" + JvmTypes.descriptor(MethodHandle.class));

    private final FunctionContext function;
    private final ModuleDefinition definition;
    private final Part part;
    private final Emission emission;
    private final MethodWriter code;
    private final InstructionReader reader;

    /** Where sizes are noted, or null if they are known. */
    private final Measurement measurement;

    private final Slots slots;
    private final LocalVariables locals;
    private final ComputationEmitter computations;
    private final MemoryEmitter memories;
    private final TableEmitter tables;
    private final ReferenceEmitter references;
    private final AggregateEmitter aggregates;
    private final ExceptionEmitter exceptions;
    private final int instanceSlot;
    private final int frameSlot;
    private int counterSlot = -1;
    private final Map<Integer, Integer> globalSlots = new LinkedHashMap<>();
    private final Map<Integer, Integer> tableSlots = new LinkedHashMap<>();

    private final OperandKinds stack;
    private final List<Block> blocks = new ArrayList<>();

    /** How many of the blocks were opened by the methods around this one. */
    private final int outerBlocks;

    /** The height of the operand stack where the method begins. */
    private final int bottom;

    /** The outer blocks to which the method branches. What it returns is the place in this list, from 1 on. */
    private final List<Block> exits = new ArrayList<>();

    /** How the comparison whose operands are on the JVM's stack branches if it holds, or 0 if there is none. */
    private int pendingCondition;

    /** Whether the instruction cannot be reached; then nothing is emitted until the block ends. */
    private boolean unreachable;

    /** Whether the instructions of a loop are emitted a second time. */
    private boolean isSecondVersion;

    /** How many blocks have been opened in code that cannot be reached. */
    private int skippedBlocks;

    private MethodEmitter(
            FunctionContext function,
            Part part,
            MethodWriter code,
            int instanceSlot,
            int frameSlot,
            OperandKinds stack,
            List<Block> outer,
            Measurement measurement) {
        this.function = function;
        this.definition = function.definition;
        this.part = part;
        this.code = code;
        this.measurement = measurement;
        this.reader = function.reader(part.start(), part.end());
        this.instanceSlot = instanceSlot;
        this.frameSlot = frameSlot;
        this.stack = stack;
        this.blocks.addAll(outer);
        this.outerBlocks = outer.size();
        this.bottom = stack.height();
        this.slots = new Slots(code);
        this.locals = new LocalVariables(function, code, frameSlot);
        this.computations = new ComputationEmitter(code);
        this.memories = new MemoryEmitter(definition, code, slots, instanceSlot);
        this.emission = new Emission(function, code, reader, stack, slots, instanceSlot, frameSlot);
        this.tables = new TableEmitter(emission);
        this.references = new ReferenceEmitter(emission);
        this.aggregates = new AggregateEmitter(emission);
        this.exceptions = new ExceptionEmitter(emission);
    }

    /** Emits the method that others call, and gives the size of its code. */
    static int function(FunctionContext function, Measurement measurement) {
        Member method = function.tailCalls.requests()
                ? CodeLoader.bodyMethod(function.functionIndex, function.signature)
                : function.loader.functionMethod(function.functionIndex, function.signature);
        MethodWriter code =
                function.methods.method(ClassWriter.PUBLIC | ClassWriter.STATIC, method.name(), method.descriptor());
        code.parameters(function.signature.types(JvmTypes.INSTANCE));
        int frameSlot = -1;
        if (function.frame != null) {
            frameSlot = code.slot(Type.object(function.frame.name()));
            code.new_(function.frame.name())
                    .dup()
                    .invokespecial(Member.of(function.frame.name(), "<init>", "()V"))
                    .astore(frameSlot);
        }
        Part whole = new Part(0, function.instructions.start(), function.instructions.end());
        MethodEmitter emitter = new MethodEmitter(
                function,
                whole,
                code,
                function.signature.parameterSlots(),
                frameSlot,
                new OperandKinds(),
                List.of(),
                measurement);
        emitter.locals.enter();
        emitter.enter();
        if (function.tailCalls.requests()) {
            emitter.blocks.add(new Block(Instruction.BLOCK, REQUEST, null, 0, 0));
        }
        if (function.tailCalls.toItself()) {
            emitter.openBeginning();
        }
        emitter.blocks.add(
                new Block(Instruction.BLOCK, new FunctionType(List.of(), function.type.results()), null, 0, 0));
        while (emitter.blocks.size() > function.tailCalls.blocks()) {
            emitter.next();
        }
        emitter.exceptions.end();
        int size = code.size();
        if (measurement == null || size <= Partition.MAXIMUM_SIZE) {
            code.end();
        }
        return size;
    }

    private static String partDescriptor(FunctionContext function) {
        return "(L" + function.frame.name() + ";" + JvmTypes.descriptor(JvmTypes.INSTANCE) + ")I";
    }

    /** Emits a part of the function that is a method of its own. */
    private MethodEmitter part(Part inner) {
        MethodWriter method = function.methods.method(ClassWriter.STATIC, partName(inner), partDescriptor(function));
        method.parameters(List.of(Type.object(function.frame.name()), JvmTypes.INSTANCE));
        // What is on the stack now stays there while the part runs; for the part it waits.
        MethodEmitter emitter = new MethodEmitter(function, inner, method, 1, 0, stack.copy(), blocks, null);
        emitter.enter();
        while (emitter.reader.position() < inner.end()) {
            emitter.next();
        }
        if (!emitter.unreachable) {
            emitter.putExitValues(emitter.left());
            method.constant(0).ireturn();
        }
        emitter.exceptions.end();
        method.end();
        return emitter;
    }

    /** What the method leaves on the operand stack where its last instruction is not a branch. */
    private List<Kind> left() {
        List<Kind> kinds = new ArrayList<>();
        for (int i = bottom; i < stack.height(); i++) {
            kinds.add(stack.at(i));
        }
        return kinds;
    }

    private static String partName(Part part) {
        return "part" + part.number();
    }

    private void enter() {
        FunctionFacts facts = FunctionFacts.of(function, part);
        facts.globals().stream().forEach(index -> globalSlots.put(index, keep(GLOBAL, INSTANCE_GLOBAL, index)));
        facts.tables().stream().forEach(index -> tableSlots.put(index, keep(TABLE, INSTANCE_TABLE, index)));
        if (facts.usesMemory()) {
            memories.enter();
        }
        if (facts.mayRecurse()) {
            pollAtEntry();
        }
    }

    /** Puts what the instance has at an index into a slot. */
    private int keep(String type, Member accessor, int index) {
        int slot = code.slot(Type.object(type));
        code.aload(instanceSlot).constant(index).invokevirtual(accessor).astore(slot);
        return slot;
    }

    /** Counts calls, so that endless recursion, or one that takes too long, can be interrupted as loops can. */
    private void pollAtEntry() {
        Label go = new Label();
        code.getstatic(POLLING_NEEDED).branch(MethodWriter.IFEQ, go);
        code.aload(instanceSlot)
                .dup()
                .getfield(CALLS)
                .constant(1)
                .iadd()
                .dup_x1()
                .putfield(CALLS)
                .constant(POLL_MASK)
                .iand()
                .branch(MethodWriter.IFNE, go)
                .aload(instanceSlot)
                .invokestatic(Support.POLL)
                .bind(go, List.of());
    }

    private void next() {
        if (!unreachable && pendingCondition == 0 && stack.height() == innermost().height) {
            if (isMeasured()) {
                measurement.boundary(reader.position(), code.size());
            }
            Part inner = function.partAt(reader.position());
            if (inner != null && inner != part) {
                call(inner);
                return;
            }
        }
        Instruction instruction = reader.next();
        if (unreachable) {
            skip(instruction);
        } else {
            emit(instruction);
        }
    }

    // --- parts -------------------------------------------------------------------------------------------------

    /** Calls a part and goes where it wants to go. */
    private void call(Part inner) {
        MethodEmitter emitter = part(inner);
        code.aload(frameSlot)
                .aload(instanceSlot)
                .invokestatic(Member.of(function.methods.name(), partName(inner), partDescriptor(function)));
        reader.moveTo(inner.end());
        List<Block> targets = emitter.exits;
        boolean goesOn = !emitter.unreachable;
        if (targets.isEmpty()) {
            code.pop();
            if (!goesOn) {
                // The part traps or runs for ever.
                code.invokestatic(Support.UNREACHABLE).athrow();
            }
        } else if (targets.size() == 1) {
            if (goesOn) {
                Label further = new Label();
                code.branch(MethodWriter.IFEQ, further);
                branchWithExitValues(targets.getFirst());
                bind(further);
            } else {
                code.pop();
                branchWithExitValues(targets.getFirst());
            }
        } else {
            dispatch(targets, goesOn);
        }
        unreachable = !goesOn;
        if (goesOn) {
            pushExitValues(emitter.left());
        }
    }

    private void dispatch(List<Block> targets, boolean goesOn) {
        Label further = new Label();
        List<Label> labels = new ArrayList<>();
        List<Label> detours = new ArrayList<>();
        labels.add(further);
        for (Block target : targets) {
            if (isDirect(target)) {
                target.isTarget = true;
                labels.add(target.label);
                detours.add(null);
            } else {
                Label detour = new Label();
                labels.add(detour);
                detours.add(detour);
            }
        }
        Label last = labels.removeLast();
        if (!goesOn) {
            labels.set(0, last);
        }
        code.tableswitch(labels, last);
        for (int i = 0; i < targets.size(); i++) {
            if (detours.get(i) != null) {
                bind(detours.get(i));
                branchWithExitValues(targets.get(i));
            }
        }
        if (goesOn) {
            bind(further);
        }
    }

    /** Whether a branch to a block needs nothing but a jump. */
    private boolean isDirect(Block target) {
        return !isOuter(target) && target.labelKinds().isEmpty() && fits(target);
    }

    private void branchWithExitValues(Block target) {
        List<Kind> taken = target.labelKinds();
        if (isOuter(target)) {
            exit(target);
            return;
        }
        pushExitValues(taken);
        branch(target);
        stack.pop(taken.size());
    }

    private void pushExitValues(List<Kind> kinds) {
        for (int i = 0; i < kinds.size(); i++) {
            code.aload(frameSlot).getfield(function.exitField(i, kinds.get(i)));
            stack.push(kinds.get(i));
        }
    }

    private void putExitValues(List<Kind> kinds) {
        for (int i = kinds.size() - 1; i >= 0; i--) {
            LocalVariables.putField(code, frameSlot, function.exitField(i, kinds.get(i)), kinds.get(i));
        }
    }

    private boolean isOuter(Block target) {
        return blocks.indexOf(target) < outerBlocks;
    }

    /** Returns to the method around this one, which then branches to a block of its own. */
    private void exit(Block target) {
        int place = exits.indexOf(target);
        if (place < 0) {
            place = exits.size();
            exits.add(target);
        }
        code.constant(place + 1).ireturn();
    }

    private void exitWithValues(Block target) {
        putExitValues(target.labelKinds());
        exit(target);
    }

    // --- labels ------------------------------------------------------------------------------------------------

    /** Binds a label where the JVM's stack is what the operand stack says. */
    private void bind(Label label, Type... above) {
        List<Type> types = new ArrayList<>();
        for (int i = waiting(); i < stack.height(); i++) {
            types.add(emission.typeAt(i));
        }
        types.addAll(List.of(above));
        code.bind(label, types);
    }

    // --- instructions ------------------------------------------------------------------------------------------

    private void skip(Instruction instruction) {
        switch (instruction) {
            case BLOCK, LOOP, IF, TRY, TRY_TABLE -> skippedBlocks++;
            case ELSE -> {
                if (skippedBlocks == 0) {
                    otherwise();
                }
            }
            case CATCH, CATCH_ALL -> {
                if (skippedBlocks == 0) {
                    handle(instruction);
                }
            }
            case DELEGATE -> {
                if (skippedBlocks == 0) {
                    delegate();
                } else {
                    skippedBlocks--;
                }
            }
            case END -> {
                if (skippedBlocks == 0) {
                    end();
                } else {
                    skippedBlocks--;
                }
            }
            default -> {}
        }
    }

    private void emit(Instruction instruction) {
        if (instruction.operands() != null) {
            compute(instruction);
            return;
        }
        switch (instruction) {
            case UNREACHABLE -> {
                emission.line();
                code.invokestatic(Support.UNREACHABLE).athrow();
                unreachable = true;
            }
            case NOP -> {}
            case BLOCK -> open(instruction, reader.blockType(), null, waiting());
            case LOOP -> loop(reader.blockType());
            case IF -> {
                Label otherwise = new Label();
                stack.pop();
                branchUnless(otherwise);
                open(instruction, reader.blockType(), otherwise, waiting());
            }
            case ELSE -> otherwise();
            case END -> end();
            case TRY_TABLE -> openTry(instruction, reader.catches);
            case TRY -> openTry(instruction, List.of());
            case CATCH, CATCH_ALL -> handle(instruction);
            case DELEGATE -> delegate();
            case THROW -> {
                emission.line();
                exceptions.throwTag(reader.index);
                unreachable = true;
            }
            case THROW_REF -> {
                emission.line();
                exceptions.throwReference();
                unreachable = true;
            }
            case RETHROW -> {
                Block block = block(reader.index);
                exceptions.rethrow(block, blocks.indexOf(block), isOuter(block));
                unreachable = true;
            }
            case BR -> {
                branch(block(reader.index));
                unreachable = true;
            }
            case BR_IF -> branchIf(block(reader.index));
            case BR_TABLE -> branchTable();
            case RETURN -> {
                branch(functionBlock());
                unreachable = true;
            }
            case RETURN_CALL -> tailCall();
            case RETURN_CALL_INDIRECT -> {
                emission.line();
                element();
                request(definition.types().get(reader.index).function());
            }
            case RETURN_CALL_REF -> {
                emission.line();
                references.function();
                stack.pop();
                request(definition.types().get(reader.index).function());
            }
            case CALL -> call();
            case CALL_INDIRECT -> callIndirect();
            case CALL_REF -> callReference();
            case DROP -> drop(stack.pop());
            case SELECT, SELECT_TYPED -> select();
            case LOCAL_GET -> {
                locals.get(reader.index);
                stack.push(function.locals[reader.index]);
            }
            case LOCAL_SET -> {
                stack.pop();
                locals.set(reader.index);
            }
            case LOCAL_TEE -> {
                if (JvmTypes.isWide(stack.top())) {
                    code.dup2();
                } else {
                    code.dup();
                }
                locals.set(reader.index);
            }
            case GLOBAL_GET -> globalGet();
            case GLOBAL_SET -> globalSet();
            case I32_CONST -> constant(NumberType.I32);
            case I64_CONST -> constant(NumberType.I64);
            case F32_CONST -> constant(NumberType.F32);
            case F64_CONST -> constant(NumberType.F64);
            case V128_CONST -> {
                checkVectors();
                VectorForm.constant(code, reader.constant, reader.highConstant);
                stack.push(Kind.V128);
            }
            case I64_ADD128, I64_SUB128, I64_MUL_WIDE_S, I64_MUL_WIDE_U -> {
                emission.storeTemporaries(stack.height() - ComputationEmitter.wideOperands(instruction));
                computations.wide(instruction, slots);
                stack.pop(ComputationEmitter.wideOperands(instruction));
                stack.push(Kind.I64);
                stack.push(Kind.I64);
            }
            case ATOMIC_FENCE -> code.invokestatic(FENCE);
            case REF_IS_NULL -> {
                code.getstatic(Support.NULL);
                emission.replace(1, Kind.I32);
                condition(MethodWriter.IF_ACMPEQ);
            }
            case BR_ON_NULL -> branchOnNull(block(reader.index));
            case BR_ON_NON_NULL -> branchOnNonNull(block(reader.index));
            case BR_ON_CAST, BR_ON_CAST_FAIL -> {
                code.dup();
                references.test(reader.castTo);
                branchOnCast(instruction == Instruction.BR_ON_CAST_FAIL);
            }
            case BR_ON_CAST_DESC_EQ, BR_ON_CAST_DESC_EQ_FAIL -> {
                emission.line();
                references.testDescriptor(reader.castTo);
                branchOnCast(instruction == Instruction.BR_ON_CAST_DESC_EQ_FAIL);
            }
            default -> {
                emission.line();
                if (!tables.emit(instruction) && !references.emit(instruction) && !aggregates.emit(instruction)) {
                    memory(instruction);
                }
            }
        }
    }

    private void constant(NumberType constantType) {
        computations.constant(constantType, reader.constant);
        stack.push(Kind.of(constantType));
    }

    // --- computing -------------------------------------------------------------------------------------------

    private void compute(Instruction instruction) {
        if (instruction == Instruction.I32_EQZ && pendingCondition != 0) {
            condition(negated(pendingCondition));
            return;
        }
        if (instruction.feature() == Feature.SIMD || instruction.feature() == Feature.RELAXED_SIMD) {
            checkVectors();
        }
        if (instruction.trapping()) {
            emission.line();
        }
        if (MemoryEmitter.handles(instruction)) {
            memories.emit(instruction, reader);
        } else {
            int comparison = computations.comparison(instruction);
            if (comparison != 0) {
                stack.pop(instruction.operands().size());
                stack.push(Kind.I32);
                condition(comparison);
                return;
            }
            if (ComputationEmitter.needsDivisor(instruction)) {
                checkDivisor(instruction);
            }
            if (instruction == Instruction.I8X16_SHUFFLE) {
                computations.shuffle(reader.constant, reader.highConstant);
            } else if (!computations.direct(instruction)) {
                if (!VectorForm.handles(instruction)) {
                    List<Kind> operands = List.of(Kind.of(instruction.operands()));
                    emission.passVectors(operands, stack.height() - operands.size());
                }
                computations.call(instruction, reader.lane);
            }
        }
        stack.pop(instruction.operands().size());
        instruction.results().forEach(result -> stack.push(Kind.of(result)));
    }

    /** Partial evaluation keeps vectors off the heap, which HotSpot does not manage across these calls. */
    private void checkVectors() {
        if (function.loader.prefersTrees() && !VectorForm.isMachine()) {
            throw new Unsupported("vectors");
        }
    }

    /** Keeps a comparison for the instruction that branches on it, or makes a number of it if that does not come. */
    private void condition(int branch) {
        pendingCondition = branch;
        switch (reader.hasMore() ? reader.peek() : 0) {
            case 0x04, 0x0D, 0x1B, 0x45 -> {}
            default -> {
                Label holds = new Label();
                Label end = new Label();
                stack.pop();
                branchIfTrue(holds);
                code.constant(0).goto_(end);
                bind(holds);
                code.constant(1);
                bind(end, Type.INT);
                stack.push(Kind.I32);
            }
        }
    }

    /** The opcodes of a condition and its opposite are next to each other, the odd one first. */
    private static int negated(int branch) {
        return ((branch + 1) ^ 1) - 1;
    }

    /** Branches if the condition on the JVM's stack holds. */
    private void branchIfTrue(Label target) {
        int opcode = pendingCondition == 0 ? MethodWriter.IFNE : pendingCondition;
        pendingCondition = 0;
        code.branch(opcode, target);
    }

    private void branchUnless(Label target) {
        int opcode = pendingCondition == 0 ? MethodWriter.IFEQ : negated(pendingCondition);
        pendingCondition = 0;
        code.branch(opcode, target);
    }

    private void drop(Kind kind) {
        if (JvmTypes.isWide(kind)) {
            code.pop2();
        } else {
            code.pop();
        }
    }

    private void select() {
        Label first = new Label();
        stack.pop();
        branchIfTrue(first);
        if (JvmTypes.isWide(stack.top())) {
            code.dup2_x2().pop2();
            bind(first);
            code.pop2();
        } else {
            code.swap();
            bind(first);
            code.pop();
        }
        stack.pop();
    }

    // --- variables -------------------------------------------------------------------------------------------

    private void globalGet() {
        Kind kind = Kind.of(definition.globals().get(reader.index).type().type());
        code.aload(globalSlots.get(reader.index));
        switch (kind) {
            case I32 -> code.getfield(BITS).l2i();
            case I64 -> code.getfield(BITS);
            default -> {
                code.invokevirtual(Member.of(GLOBAL, "get" + accessor(kind), "()" + JvmTypes.descriptor(kind)));
                VectorForm.enter(code, kind);
            }
        }
        stack.push(kind);
    }

    private void globalSet() {
        Kind kind = stack.pop();
        int global = globalSlots.get(reader.index);
        switch (kind) {
            case I32 -> code.i2l().aload(global).dup_x2().pop().putfield(BITS);
            case I64 -> code.aload(global).dup_x2().pop().putfield(BITS);
            default -> {
                VectorForm.leave(code, kind);
                Type type = JvmTypes.type(kind);
                int value = slots.temporary(0, type);
                code.store(type, value)
                        .aload(global)
                        .load(type, value)
                        .invokevirtual(
                                Member.of(GLOBAL, "set" + accessor(kind), "(" + JvmTypes.descriptor(kind) + ")V"));
            }
        }
    }

    private static String accessor(Kind kind) {
        return kind == Kind.REFERENCE ? "Reference" : kind.name();
    }

    private void checkDivisor(Instruction instruction) {
        Label divide = new Label();
        computations.branchIfDivisor(instruction, divide);
        code.invokestatic(Support.DIVIDE_BY_ZERO).athrow();
        bind(divide);
    }

    // --- control ---------------------------------------------------------------------------------------------

    /** Whether sizes are noted; not for what is emitted a second time. */
    private boolean isMeasured() {
        return measurement != null && !isSecondVersion;
    }

    private Block innermost() {
        return blocks.getLast();
    }

    private Block block(int label) {
        return blocks.get(blocks.size() - 1 - label);
    }

    /** The values below this position are not on the JVM's stack. */
    private int waiting() {
        return blocks.size() == outerBlocks ? bottom : innermost().waiting;
    }

    private void open(Instruction opener, FunctionType blockType, Label otherwise, int waiting) {
        int height = stack.height() - blockType.parameters().size();
        blocks.add(new Block(opener, blockType, otherwise, height, waiting));
        if (isMeasured()) {
            measurement.enter(reader.position(), code.size());
        }
    }

    /** Opens a block whose values, and those below, have gone to slots. */
    private void openWaiting(Instruction opener, FunctionType blockType) {
        int height = stack.height() - blockType.parameters().size();
        for (int i = stack.height() - 1; i >= waiting(); i--) {
            store(slots.waiting(i, emission.typeAt(i)), emission.typeAt(i));
        }
        open(opener, blockType, null, height);
    }

    private void loadParameters() {
        for (int i = innermost().height; i < stack.height(); i++) {
            load(slots.waiting(i, emission.typeAt(i)), emission.typeAt(i));
        }
    }

    private void loop(FunctionType blockType) {
        openWaiting(Instruction.LOOP, blockType);
        beginLoop();
    }

    private void beginLoop() {
        Block loop = innermost();
        loop.strip = strip(loop);
        if (loop.strip == null) {
            pollIfNeeded(loop.label);
        } else {
            beginStrip(loop);
        }
        loadParameters();
    }

    /** How the loop that is about to begin is emitted as strips, or null. */
    private Strip strip(Block loop) {
        if (!loop.parameters.isEmpty()) {
            return null;
        }
        Strip.Shape shape = Strip.shape(function, function.reader(reader.position(), part.end()));
        return shape == Strip.Shape.OTHER
                ? null
                : new Strip(
                        code.slot(Type.INT),
                        reader.position(),
                        shape == Strip.Shape.COUNTABLE_WITH_MEMORY && memories.mayBeNarrow());
    }

    private void beginStrip(Block loop) {
        Strip strip = loop.strip;
        pollIfNeeded(strip.beginning);
        if (strip.wide != null) {
            memories.branchIfWide(strip.wide);
            memories.setNarrow(true);
        }
        code.constant(0).istore(strip.counter).bind(loop.label, List.of());
    }

    /** Goes back to the beginning of a loop, all values in their places. */
    private void goBack(Block loop) {
        Strip strip = loop.strip;
        if (strip == null) {
            code.goto_(loop.label);
            return;
        }
        if (!strip.isWide) {
            code.iinc(strip.counter, 1)
                    .iload(strip.counter)
                    .constant(Strip.LENGTH)
                    .branch(MethodWriter.IF_ICMPLT, loop.label);
        }
        code.goto_(strip.beginning);
    }

    /** Behind the instructions of a loop: emits them once more for large memories. */
    private void endStrip(Block loop) {
        Strip strip = loop.strip;
        if (strip.wide == null) {
            return;
        }
        if (strip.isWide) {
            isSecondVersion = false;
            if (strip.ends) {
                unreachable = false;
                bind(strip.end);
            }
            return;
        }
        strip.isWide = true;
        isSecondVersion = true;
        strip.ends = !unreachable;
        if (strip.ends) {
            code.goto_(strip.end);
        }
        memories.setNarrow(false);
        unreachable = false;
        stack.reset(loop.height, List.of());
        code.bind(strip.wide, List.of());
        blocks.add(loop);
        reader.moveTo(strip.body);
    }

    /**
     * Polls where that is needed, once in many iterations: an exit of the inner loop, so that HotSpot finds a loop without
     * a call.
     *
     * @param beginning the label of this place
     */
    private void pollIfNeeded(Label beginning) {
        if (counterSlot < 0) {
            counterSlot = code.slot(Type.INT);
        }
        Label go = new Label();
        code.bind(beginning, List.of())
                .getstatic(POLLING_SITE)
                .invokevirtual(GET_TARGET)
                .pop()
                .getstatic(POLLING_NEEDED)
                .branch(MethodWriter.IFEQ, go)
                .iinc(counterSlot, -1)
                .iload(counterSlot)
                .branch(MethodWriter.IFGE, go)
                .constant(POLL_MASK)
                .istore(counterSlot)
                .aload(instanceSlot)
                .invokestatic(Support.POLL)
                .goto_(beginning)
                .bind(go, List.of());
    }

    private void store(int slot, Type type) {
        code.store(type, slot);
    }

    private void load(int slot, Type type) {
        code.load(type, slot);
    }

    private void otherwise() {
        Block block = innermost();
        if (isMeasured()) {
            measurement.leave(reader.start, code.size());
        }
        if (!unreachable) {
            code.goto_(block.label);
            block.isTarget = true;
        }
        stack.reset(block.height, block.parameters);
        unreachable = false;
        bind(block.otherwise);
        block.otherwise = null;
        if (isMeasured()) {
            measurement.enter(reader.position(), code.size());
        }
    }

    private void end() {
        Block block = blocks.removeLast();
        if (isMeasured()) {
            measurement.leave(reader.start, code.size());
        }
        if (block.isLoop()) {
            stack.reset(block.height, unreachable ? List.of() : block.results);
            if (!unreachable) {
                restoreBelow(block);
            }
            if (block.strip != null) {
                endStrip(block);
            }
            return;
        }
        if (block.handlers != null) {
            // The handlers still belong to the block.
            blocks.add(block);
            endHandlers(block);
            blocks.removeLast();
        }
        stack.reset(block.height, block.results);
        if (block.otherwise != null) {
            // An if without else gives its parameters unchanged.
            bindAfter(block, block.otherwise);
        }
        if (block.isTarget) {
            bindAfter(block, block.label);
        }
        if (unreachable) {
            stack.reset(block.height, List.of());
        } else if (block.handlers != null) {
            restoreBelow(block);
        } else if (blocks.size() == function.tailCalls.blocks()) {
            doReturn();
        }
    }

    /** Binds a label behind a block that is no longer open. */
    private void bindAfter(Block block, Label label) {
        List<Type> types = new ArrayList<>();
        for (int i = block.waiting; i < stack.height(); i++) {
            types.add(emission.typeAt(i));
        }
        code.bind(label, types);
        unreachable = false;
    }

    /** Brings back what has been waiting below a loop or a {@code try}, below the results. */
    private void restoreBelow(Block block) {
        int below = waiting();
        if (below == block.height) {
            return;
        }
        emission.storeTemporaries(block.height);
        for (int i = below; i < block.height; i++) {
            load(slots.waiting(i, emission.typeAt(i)), emission.typeAt(i));
        }
        emission.loadTemporaries(block.height);
    }

    private void doReturn() {
        if (stack.height() > 1) {
            emission.boxAll(0, 0);
        } else if (!function.tailCalls.requests()) {
            if (stack.height() == 1) {
                VectorForm.leave(code, stack.top());
            }
            code.returnValue(function.signature.resultType());
            return;
        } else if (stack.height() == 0) {
            code.getstatic(Support.NULL);
        } else {
            emission.box(stack.top());
        }
        code.areturn();
    }

    /** Whether the JVM's stack is already what it must be at the block's label. */
    private boolean fits(Block target) {
        int taken = target.labelKinds().size();
        if (target.isLoop()) {
            return taken == 0 && stack.height() == waiting();
        }
        return stack.height() - taken == target.height && waiting() == target.waiting;
    }

    /** Goes to a block's label with the values that it takes, leaving the model of the stack as it is. */
    private void branch(Block target) {
        if (isOuter(target)) {
            exitWithValues(target);
            return;
        }
        if (function.tailCalls.requests() && target == blocks.getFirst()) {
            code.areturn();
            return;
        }
        if (!fits(target)) {
            arrange(target);
        }
        target.isTarget = true;
        if (target.isLoop()) {
            goBack(target);
        } else {
            code.goto_(target.label);
        }
    }

    private void arrange(Block target) {
        int taken = target.labelKinds().size();
        int from = stack.height() - taken;
        int waiting = waiting();
        if (target.isLoop()) {
            for (int i = 0; i < taken; i++) {
                int position = stack.height() - 1 - i;
                store(
                        slots.waiting(target.height + taken - 1 - i, emission.typeAt(position)),
                        emission.typeAt(position));
            }
        } else {
            emission.storeTemporaries(from);
        }
        for (int i = from - 1; i >= Math.max(waiting, target.isLoop() ? 0 : target.height); i--) {
            drop(stack.at(i));
        }
        if (!target.isLoop()) {
            for (int i = target.waiting; i < Math.min(waiting, target.height); i++) {
                load(slots.waiting(i, emission.typeAt(i)), emission.typeAt(i));
            }
            emission.loadTemporaries(from);
        }
    }

    private void branchIf(Block target) {
        stack.pop();
        // Where HotSpot's safepoint is at a backward branch, the values that it compares would have to be there.
        if (!isOuter(target) && fits(target) && !target.isLoop()) {
            target.isTarget = true;
            branchIfTrue(target.label);
            return;
        }
        Label stay = new Label();
        branchUnless(stay);
        branch(target);
        bind(stay);
    }

    private void branchOnNull(Block target) {
        Label stay = new Label();
        code.dup().getstatic(Support.NULL).branch(MethodWriter.IF_ACMPNE, stay).pop();
        stack.pop();
        branch(target);
        stack.push(Kind.REFERENCE);
        bind(stay);
    }

    private void branchOnNonNull(Block target) {
        code.dup().getstatic(Support.NULL);
        stack.push(Kind.I32);
        pendingCondition = MethodWriter.IF_ACMPNE;
        branchIf(target);
        drop(stack.pop());
    }

    /** Branches with the reference below the answer of a test, which stays if the branch is not taken. */
    private void branchOnCast(boolean fail) {
        stack.push(Kind.I32);
        pendingCondition = fail ? MethodWriter.IFEQ : MethodWriter.IFNE;
        branchIf(block(reader.index));
    }

    private void branchTable() {
        stack.pop();
        int[] labels = reader.labels;
        Map<Integer, Label> detours = new LinkedHashMap<>();
        List<Label> cases = new ArrayList<>(labels.length);
        for (int i = 0; i < labels.length - 1; i++) {
            cases.add(entry(labels[i], detours));
        }
        Label otherwise = entry(labels[labels.length - 1], detours);
        if (cases.isEmpty()) {
            code.pop().goto_(otherwise);
        } else {
            code.tableswitch(cases, otherwise);
        }
        detours.forEach((label, detour) -> {
            bind(detour);
            branch(block(label));
        });
        unreachable = true;
    }

    private Label entry(int label, Map<Integer, Label> detours) {
        Block target = block(label);
        if (!isOuter(target) && fits(target)) {
            target.isTarget = true;
            return target.label;
        }
        return detours.computeIfAbsent(label, _ -> new Label());
    }

    // --- exceptions ------------------------------------------------------------------------------------------

    private void openTry(Instruction opener, List<CatchClause> clauses) {
        openWaiting(opener, reader.blockType());
        loadParameters();
        innermost().handlers = new Handlers(code.here(), clauses);
    }

    /** Goes behind the block if its instructions, or those of a clause, can come to their end. */
    private void leave(Block block) {
        if (!unreachable) {
            code.goto_(block.label);
            block.isTarget = true;
        }
    }

    /** Begins the handler of the innermost block, whose instructions are behind it. */
    private void beginHandler(Block block) {
        stack.reset(block.height, List.of());
        bind(block.handlers.entry, ExceptionEmitter.type());
        exceptions.keep(block.handlers);
        unreachable = false;
    }

    /** Begins a clause of a legacy {@code try}. */
    private void handle(Instruction instruction) {
        Block block = innermost();
        Handlers handlers = block.handlers;
        if (isMeasured()) {
            measurement.leave(reader.start, code.size());
        }
        leave(block);
        if (handlers.active) {
            exceptions.protect(handlers, handlers.entry);
            beginHandler(block);
            exceptions.share(handlers, blocks.size() - 1);
        } else {
            stack.reset(block.height, List.of());
            bind(handlers.next);
            unreachable = false;
        }
        handlers.next = null;
        if (instruction == Instruction.CATCH) {
            handlers.next = new Label();
            exceptions.match(handlers, reader.index, handlers.next);
        }
        if (isMeasured()) {
            measurement.enter(reader.position(), code.size());
        }
    }

    private void endHandlers(Block block) {
        Handlers handlers = block.handlers;
        if (handlers.active) {
            if (handlers.clauses.isEmpty() && !handlers.delegated) {
                handlers.active = false;
                return;
            }
            leave(block);
            exceptions.protect(handlers, handlers.entry);
            beginHandler(block);
            for (CatchClause clause : handlers.clauses) {
                if (!clause(block, clause)) {
                    return;
                }
            }
            exceptions.pass(handlers);
            unreachable = true;
        } else if (handlers.next != null) {
            leave(block);
            stack.reset(block.height, List.of());
            bind(handlers.next);
            exceptions.pass(handlers);
            unreachable = true;
        }
    }

    /** Emits a clause of a {@code try_table}; false if nothing gets past it. */
    private boolean clause(Block block, CatchClause clause) {
        Label next = new Label();
        if (clause.tag() != -1) {
            exceptions.match(block.handlers, clause.tag(), next);
        }
        exceptions.reference(block.handlers, clause);
        // Labels are counted from outside of the block.
        branch(block(clause.label() + 1));
        stack.reset(block.height, List.of());
        unreachable = clause.tag() == -1;
        if (!unreachable) {
            bind(next);
        }
        return !unreachable;
    }

    /** Ends a legacy {@code try} whose exceptions go to the handler of another block. */
    private void delegate() {
        Block block = innermost();
        Handlers handlers = block.handlers;
        if (handlers.delegated) {
            // What inner blocks have delegated to this one takes the same way.
            leave(block);
            stack.reset(block.height, List.of());
            bind(handlers.entry, ExceptionEmitter.type());
            code.athrow();
            unreachable = true;
        }
        int position = blocks.size() - 2 - reader.index;
        Handlers target = handlersFrom(position, outerBlocks);
        if (target != null) {
            target.delegated = true;
            exceptions.protect(handlers, target.entry);
        } else {
            // They leave the method; the next handler that they meet there has to be the one that is meant.
            if (handlersFrom(Math.min(position, outerBlocks - 1), 0) != handlersFrom(outerBlocks - 1, 0)) {
                throw new Unsupported("delegate from one part of a function past a handler in another");
            }
            exceptions.protect(handlers, exceptions.outward());
        }
        end();
    }

    /** The handlers of the innermost of some blocks that has any for what is emitted now. */
    private Handlers handlersFrom(int position, int end) {
        for (int i = position; i >= end; i--) {
            Handlers handlers = blocks.get(i).handlers;
            if (handlers != null && handlers.active) {
                return handlers;
            }
        }
        return null;
    }

    // --- calls -----------------------------------------------------------------------------------------------

    private void call() {
        emission.line();
        FunctionType calleeType = definition.functionType(reader.index);
        Signature callee = Signature.of(calleeType);
        emission.passVectors(
                callee.parameters(), stack.height() - callee.parameters().size());
        code.aload(instanceSlot);
        if (reader.index < definition.importedFunctions()) {
            code.constant(reader.index).invokevirtual(INSTANCE_FUNCTION);
            invoke(callee);
        } else {
            checkPossible(callee);
            code.invokestatic(function.loader.functionMethod(reader.index, callee));
        }
        called(callee);
    }

    private void callIndirect() {
        emission.line();
        Signature callee = Signature.of(definition.types().get(reader.index).function());
        emission.passVectors(
                callee.parameters(), stack.height() - callee.parameters().size() - 1);
        element();
        invoke(callee);
        called(callee);
    }

    /** Makes a function of the index of a table on the stack. */
    private void element() {
        TableEmitter.narrow(
                code, definition.tables().get(reader.secondIndex).type().addressType());
        stack.pop();
        code.aload(tableSlots.get(reader.secondIndex))
                .getstatic(function.loader.types().get(definition.types().get(reader.index)))
                .invokestatic(Support.ELEMENT);
    }

    // --- tail calls ------------------------------------------------------------------------------------------

    private Block functionBlock() {
        return blocks.get(function.tailCalls.blocks());
    }

    /** Opens the block around the function to which a call of itself branches, with its parameters. */
    private void openBeginning() {
        for (int i = 0; i < function.type.parameters().size(); i++) {
            locals.get(i);
            stack.push(function.locals[i]);
            store(slots.waiting(i, emission.typeAt(i)), emission.typeAt(i));
        }
        blocks.add(new Block(Instruction.LOOP, new FunctionType(function.type.parameters(), List.of()), null, 0, 0));
        beginLoop();
        while (stack.height() > 0) {
            stack.pop();
            locals.set(stack.height());
        }
        locals.clear();
    }

    private void tailCall() {
        if (reader.index == function.functionIndex) {
            branch(blocks.get(function.tailCalls.blocks() - 1));
            unreachable = true;
        } else if (TailCalls.isPlain(function.module, reader.index) && handlersFrom(blocks.size() - 1, 0) == null) {
            // The callee's calls come back to it, so this frame below it is the only one that is not needed.
            call();
            branch(functionBlock());
            unreachable = true;
        } else {
            emission.line();
            code.aload(instanceSlot).constant(reader.index).invokevirtual(INSTANCE_FUNCTION);
            request(definition.functionType(reader.index));
        }
    }

    /** Returns a request for a call of the function on the JVM's stack with the arguments below. */
    private void request(FunctionType callee) {
        int calleeSlot = slots.temporary(0, CALLEE);
        code.astore(calleeSlot);
        int arguments = callee.parameters().size();
        emission.boxAll(stack.height() - arguments, 1);
        code.aload(calleeSlot).invokestatic(Support.REQUEST);
        stack.pop(arguments);
        stack.push(Kind.REFERENCE);
        branch(blocks.getFirst());
        unreachable = true;
    }

    private void callReference() {
        emission.line();
        Signature callee = Signature.of(definition.types().get(reader.index).function());
        emission.passVectors(
                callee.parameters(), stack.height() - callee.parameters().size() - 1);
        references.function();
        stack.pop();
        invoke(callee);
        called(callee);
    }

    private static void checkPossible(Signature callee) {
        if (!callee.isPossible()) {
            throw new Unsupported("a callee with too many parameters");
        }
    }

    private void invoke(Signature callee) {
        checkPossible(callee);
        function.loader.use(callee);
        code.invokestatic(SignatureClasses.invoke(callee));
    }

    private void called(Signature callee) {
        stack.pop(callee.parameters().size());
        if (callee.results().size() > 1) {
            emission.unboxAll(callee.results());
        } else {
            stack.push(callee.results());
            callee.results().forEach(kind -> VectorForm.enter(code, kind));
        }
    }

    // --- memories ----------------------------------------------------------------------------------------------

    private void memory(Instruction instruction) {
        switch (instruction) {
            case MEMORY_SIZE -> {
                code.aload(instanceSlot).constant(reader.index).invokestatic(Support.MEMORY_SIZE);
                pushAddress(addressType(reader.index));
            }
            case MEMORY_GROW -> {
                widen(addressType(reader.index));
                stack.pop();
                code.aload(instanceSlot).constant(reader.index).invokestatic(Support.MEMORY_GROW);
                pushAddress(addressType(reader.index));
            }
            case MEMORY_FILL -> {
                AddressType addressType = addressType(reader.index);
                widen(addressType);
                int length = slots.temporary(0, Type.LONG);
                int value = slots.temporary(1, Type.INT);
                code.lstore(length).istore(value);
                widen(addressType);
                code.iload(value)
                        .lload(length)
                        .aload(instanceSlot)
                        .constant(reader.index)
                        .invokestatic(Support.MEMORY_FILL);
                stack.pop(3);
            }
            case MEMORY_COPY -> {
                AddressType target = addressType(reader.index);
                AddressType source = addressType(reader.secondIndex);
                widen(AddressType.smaller(target, source));
                int length = slots.temporary(0, Type.LONG);
                int from = slots.temporary(1, Type.LONG);
                code.lstore(length);
                widen(source);
                code.lstore(from);
                widen(target);
                code.lload(from)
                        .lload(length)
                        .aload(instanceSlot)
                        .constant(reader.index)
                        .constant(reader.secondIndex)
                        .invokestatic(Support.MEMORY_COPY);
                stack.pop(3);
            }
            case MEMORY_INIT -> {
                int length = slots.temporary(0, Type.INT);
                int from = slots.temporary(1, Type.INT);
                code.istore(length).istore(from);
                widen(addressType(reader.secondIndex));
                code.iload(from)
                        .iload(length)
                        .aload(instanceSlot)
                        .constant(reader.index)
                        .constant(reader.secondIndex)
                        .invokestatic(Support.MEMORY_INIT);
                stack.pop(3);
            }
            case DATA_DROP -> code.aload(instanceSlot).constant(reader.index).invokestatic(Support.DATA_DROP);
            default -> throw new Unsupported(instruction.mnemonic());
        }
    }

    private AddressType addressType(int memory) {
        return definition.memories().get(memory).addressType();
    }

    /** Makes the unsigned operand on the stack a long. */
    private void widen(AddressType addressType) {
        if (addressType == AddressType.I32) {
            code.i2l().constant(UNSIGNED).land();
        }
    }

    private void pushAddress(AddressType addressType) {
        if (addressType == AddressType.I32) {
            code.l2i();
        }
        stack.push(Kind.of(addressType.type()));
    }
}
