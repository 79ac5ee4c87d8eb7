package dev.perigord.wasm.bytecode;

import dev.perigord.wasm.binary.InstructionReader;
import dev.perigord.wasm.bytecode.PartCallEmitter.EmittedPart;
import dev.perigord.wasm.classfile.ClassWriter;
import dev.perigord.wasm.classfile.Label;
import dev.perigord.wasm.classfile.Member;
import dev.perigord.wasm.classfile.MethodWriter;
import dev.perigord.wasm.classfile.Type;
import dev.perigord.wasm.module.Feature;
import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.Instruction;
import dev.perigord.wasm.module.NumberType;
import dev.perigord.wasm.nodes.Kind;
import java.util.List;

/**
 * Emits the instructions of a validated function as those of a JVM method: the operand stack is the JVM's, locals are
 * its locals, labels its labels. Reads the code without recursion, and asks the emitter of each family of instructions.
 */
final class MethodEmitter {
    /** The name of the method that callers of a function call. */
    static final String FUNCTION = "call";

    /** The name of the method that the other one calls if it may return a request for a call. */
    static final String BODY = "body";

    private final FunctionContext function;
    private final Emission emission;
    private final MethodWriter code;
    private final InstructionReader reader;
    private final OperandStack stack;
    private final ControlStack control;

    private final LocalVariables locals;
    private final CaseEmitter cases;
    private final VariableEmitter variables;
    private final ComputationEmitter computations;
    private final MemoryEmitter memories;
    private final TableEmitter tables;
    private final ReferenceEmitter references;
    private final AggregateEmitter aggregates;
    private final PollEmitter polls;
    private final BlockEmitter blocks;
    private final LoopEmitter loops;
    private final PartExits exits;
    private final BranchEmitter branches;
    private final SelectEmitter selections;
    private final ExceptionEmitter exceptions;
    private final CallEmitter calls;
    private final PartCallEmitter parts;

    /** How many blocks have been opened in code that cannot be reached. */
    private int skippedBlocks;

    /** Whether what is emitted is for the case that one of some accesses traps, each of which has a check. */
    private boolean isChecking;

    private MethodEmitter(Emission emission, Measurement measurement, List<Block> targets) {
        this.emission = emission;
        this.function = emission.function;
        this.code = emission.code;
        this.reader = emission.reader;
        this.stack = emission.stack;
        this.control = emission.control;
        this.locals = new LocalVariables(function, code, emission.frameSlot);
        this.cases = new CaseEmitter(emission);
        this.variables = new VariableEmitter(emission, locals, cases);
        this.computations = new ComputationEmitter(code);
        this.memories = new MemoryEmitter(emission);
        this.tables = new TableEmitter(emission);
        this.references = new ReferenceEmitter(emission);
        this.aggregates = new AggregateEmitter(emission);
        this.polls = new PollEmitter(emission);
        this.blocks = new BlockEmitter(emission, cases, measurement);
        this.loops = new LoopEmitter(emission, blocks, cases, locals, memories, polls);
        this.exits = new PartExits(emission, targets);
        this.branches = new BranchEmitter(emission, cases, loops, exits, references);
        this.selections = new SelectEmitter(emission, branches, variables);
        this.exceptions = new ExceptionEmitter(emission, blocks, cases, branches);
        this.calls = new CallEmitter(emission, branches, references);
        this.parts = new PartCallEmitter(emission, branches, exits);
    }

    // --- methods -----------------------------------------------------------------------------------------------

    /**
     * Emits the method that others call, and gives the size of its code.
     *
     * @param measurement where sizes are noted, or null if they need not be
     */
    static int function(FunctionContext function, Measurement measurement) {
        Member method = function.tailCalls.requests()
                ? CodeLoader.bodyMethod(function.functionIndex, function.signature)
                : function.loader.functionMethod(function.functionIndex);
        MethodWriter code =
                function.methods.method(ClassWriter.PUBLIC | ClassWriter.STATIC, method.name(), method.descriptor());
        code.parameters(function.signature.types(JvmTypes.INSTANCE));
        int frameSlot = function.frame == null ? -1 : newFrame(function, code);
        Part whole = new Part(0, function.instructions.start(), function.instructions.end(), 0);
        int instanceSlot = function.signature.parameterSlots();
        Emission emission =
                new Emission(function, whole, code, instanceSlot, frameSlot, new OperandStack(), new ControlStack());
        new MethodEmitter(emission, measurement, List.of()).emitFunction();
        int size = code.size();
        if (function.partition != null || size <= Partition.MAXIMUM_WHOLE) {
            code.end();
        }
        return size;
    }

    /** Makes the object that the methods of a function share, and gives its slot. */
    private static int newFrame(FunctionContext function, MethodWriter code) {
        String frame = function.frame.name();
        int slot = code.slot(Type.object(frame));
        code.new_(frame).dup().invokespecial(Member.of(frame, "<init>", "()V")).astore(slot);
        return slot;
    }

    private void emitFunction() {
        locals.enter();
        enter();
        if (function.tailCalls.requests()) {
            control.push(CallEmitter.requests());
        }
        if (function.tailCalls.toItself()) {
            openBeginning();
        }
        control.push(new Block(Instruction.BLOCK, new FunctionType(List.of(), function.type.results()), null, 0, 0));
        while (control.size() > function.tailCalls.blocks()) {
            next();
        }
        exceptions.endMethod();
    }

    /** Opens the block around the function to which a call of itself branches, with its parameters. */
    private void openBeginning() {
        List<Kind> parameters = List.of(Kind.of(function.type.parameters()));
        for (int i = 0; i < parameters.size(); i++) {
            locals.get(i);
            stack.push(parameters.get(i));
            emission.storeWaiting(i);
        }
        control.push(new Block(Instruction.LOOP, new FunctionType(function.type.parameters(), List.of()), null, 0, 0));
        loops.begin();
        while (stack.height() > 0) {
            stack.pop();
            locals.set(stack.height());
        }
        locals.clear();
    }

    /** Sees to a part of the function that is a method of its own. */
    private EmittedPart part(Part inner) {
        // What is on the stack now stays there while the part runs; for the part it waits.
        ControlStack partControl = control.forPart(stack.height());
        if (function.survey == null || inner.size() > PendingPart.MAXIMUM_SIZE) {
            return part(new PendingPart(function, inner, stack.copy(), partControl, List.of(), cases.number()));
        }
        List<Block> targets = function.survey.noteBranches(inner, control);
        FunctionContext context = function.forPart(CodeLoader.partClass(function.functionIndex, inner.number()));
        function.loader.emitLater(new PendingPart(context, inner, stack.copy(), partControl, targets, cases.number()));
        boolean goesOn = function.survey.goesOn(inner.end());
        boolean hasResults = goesOn && function.survey.isEndOfSection(inner.end());
        List<Kind> left = hasResults ? control.innermost().results : List.of();
        return new EmittedPart(partMethod(context, inner), targets, goesOn, left);
    }

    /** Emits the method of a part. */
    static EmittedPart part(PendingPart part) {
        FunctionContext function = part.function();
        Member method = partMethod(function, part.part());
        MethodWriter code =
                function.methods.method(ClassWriter.PUBLIC | ClassWriter.STATIC, method.name(), method.descriptor());
        code.parameters(List.of(Type.object(function.frame.name()), JvmTypes.INSTANCE));
        Emission emission = new Emission(function, part.part(), code, 1, 0, part.stack(), part.control());
        return new MethodEmitter(emission, null, part.targets()).emitPart(method, part.caseNumber());
    }

    private static Member partMethod(FunctionContext function, Part part) {
        return Member.of(
                function.methods.name(),
                "part" + part.number(),
                "(L" + function.frame.name() + ";" + JvmTypes.descriptor(JvmTypes.INSTANCE) + ")I");
    }

    private EmittedPart emitPart(Member method, int caseNumber) {
        enter();
        cases.begin(caseNumber);
        while (reader.position() < emission.part.end()) {
            next();
        }
        boolean goesOn = !control.unreachable;
        List<Kind> left = goesOn ? exits.end() : List.of();
        exceptions.endMethod();
        code.end();
        return new EmittedPart(method, exits.targets(), goesOn, left);
    }

    /** Begins the method: keeps at hand what its instructions need. */
    private void enter() {
        FunctionFacts facts = FunctionFacts.of(function, emission.part);
        variables.enter(facts.globals());
        calls.enter(facts.tables());
        if (facts.usesMemory()) {
            memories.enter();
        }
        if (facts.mayRecurse()) {
            polls.atEntry();
        }
    }

    // --- instructions ------------------------------------------------------------------------------------------

    private void next() {
        if (control.unreachable) {
            skip(reader.next());
            return;
        }
        if (!branches.isConditionPending() && stack.height() == control.innermost().height) {
            blocks.boundary();
            Part inner = function.partAt(reader.position());
            if (inner != null && inner != emission.part) {
                EmittedPart emitted = part(inner);
                reader.moveTo(inner.end());
                emission.addresses.forgetLocals();
                parts.call(emitted);
                cases.end();
                return;
            }
        }
        emit(reader.next());
    }

    /** Passes over an instruction that cannot be reached, unless it begins an arm of a block or ends one. */
    private void skip(Instruction instruction) {
        switch (instruction) {
            case BLOCK, LOOP, IF, TRY, TRY_TABLE -> skippedBlocks++;
            case ELSE, CATCH, CATCH_ALL -> {
                if (skippedBlocks == 0) {
                    emit(instruction);
                }
            }
            case DELEGATE, END -> {
                if (skippedBlocks == 0) {
                    emit(instruction);
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
            case UNREACHABLE, NOP, BLOCK, LOOP, IF, ELSE, END, TRY_TABLE, TRY, CATCH, CATCH_ALL, DELEGATE ->
                structure(instruction);
            case BR,
                    BR_IF,
                    BR_TABLE,
                    RETURN,
                    BR_ON_NULL,
                    BR_ON_NON_NULL,
                    BR_ON_CAST,
                    BR_ON_CAST_FAIL,
                    BR_ON_CAST_DESC_EQ,
                    BR_ON_CAST_DESC_EQ_FAIL -> branches.emit(instruction);
            case THROW, THROW_REF, RETHROW -> exceptions.emit(instruction);
            case CALL, CALL_INDIRECT, CALL_REF, RETURN_CALL, RETURN_CALL_INDIRECT, RETURN_CALL_REF ->
                calls.emit(instruction);
            case LOCAL_GET, LOCAL_SET, LOCAL_TEE, GLOBAL_GET, GLOBAL_SET -> variables.emit(instruction);
            case DROP -> emission.drop(stack.pop());
            case SELECT, SELECT_TYPED -> selections.emit();
            case REF_IS_NULL -> {
                code.getstatic(Support.NULL);
                emission.replace(1, Kind.I32);
                branches.condition(MethodWriter.IF_ACMPEQ);
            }
            case I32_CONST, I64_CONST, F32_CONST, F64_CONST, V128_CONST -> constant(instruction);
            case I64_ADD128, I64_SUB128, I64_MUL_WIDE_S, I64_MUL_WIDE_U -> wide(instruction);
            case ATOMIC_FENCE -> memories.fence();
            default -> {
                emission.line();
                if (!tables.emit(instruction)
                        && !references.emit(instruction)
                        && !aggregates.emit(instruction)
                        && !memories.emit(instruction)) {
                    throw new Unsupported(instruction.mnemonic());
                }
            }
        }
    }

    // --- structure ---------------------------------------------------------------------------------------------

    private void structure(Instruction instruction) {
        switch (instruction) {
            case UNREACHABLE -> {
                emission.line();
                code.invokestatic(Support.UNREACHABLE).athrow();
                control.unreachable = true;
            }
            case NOP -> {}
            case BLOCK -> blocks.open(instruction, reader.blockType(), null);
            case LOOP -> loops.open(reader.blockType());
            case IF -> {
                Label otherwise = new Label();
                stack.pop();
                branches.branchUnless(otherwise);
                blocks.open(instruction, reader.blockType(), otherwise);
            }
            case ELSE -> blocks.otherwise();
            case END -> end();
            case TRY_TABLE -> exceptions.open(instruction, reader.catches);
            case TRY -> exceptions.open(instruction, List.of());
            case CATCH, CATCH_ALL -> exceptions.handle(instruction);
            case DELEGATE -> {
                exceptions.delegate();
                end();
            }
            default -> throw new AssertionError(instruction);
        }
    }

    private void end() {
        blocks.endSection();
        if (control.innermost().handlers != null) {
            exceptions.end();
        }
        Block block = control.pop();
        if (block.isLoop()) {
            loops.end(block);
            return;
        }
        blocks.end(block);
        if (!control.unreachable && control.size() == function.tailCalls.blocks()) {
            doReturn();
        }
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

    // --- computing ---------------------------------------------------------------------------------------------

    private void constant(Instruction instruction) {
        switch (instruction) {
            case I32_CONST -> {
                number(NumberType.I32);
                stack.setConstant((int) reader.constant);
            }
            case I64_CONST -> number(NumberType.I64);
            case F32_CONST -> number(NumberType.F32);
            case F64_CONST -> number(NumberType.F64);
            case V128_CONST -> {
                checkVectors();
                VectorForm.constant(code, reader.constant, reader.highConstant);
                stack.push(Kind.V128);
            }
            default -> throw new AssertionError(instruction);
        }
    }

    private void number(NumberType constantType) {
        computations.constant(constantType, reader.constant);
        stack.push(Kind.of(constantType));
    }

    private void wide(Instruction instruction) {
        int operands = ComputationEmitter.wideOperands(instruction);
        emission.storeTemporaries(stack.height() - operands);
        computations.wide(instruction, emission.slots);
        stack.pop(operands);
        stack.push(Kind.I64);
        stack.push(Kind.I64);
    }

    private void compute(Instruction instruction) {
        if (instruction == Instruction.I32_EQZ && branches.isConditionPending()) {
            branches.negateCondition();
            return;
        }
        if (instruction.feature() == Feature.SIMD || instruction.feature() == Feature.RELAXED_SIMD) {
            checkVectors();
        }
        if (instruction.trapping()) {
            emission.line();
        }
        Interval interval = emission.addresses.interval(instruction);
        long end = emission.addresses.end(instruction);
        if (MemoryEmitter.handles(instruction)) {
            access(instruction);
        } else {
            int comparison = computations.comparison(instruction);
            if (comparison != 0) {
                emission.replace(instruction.operands().size(), Kind.I32);
                branches.condition(comparison);
                return;
            }
            computeNumber(instruction);
        }
        stack.pop(instruction.operands().size());
        instruction.results().forEach(result -> stack.push(Kind.of(result)));
        if (interval != Interval.UNKNOWN) {
            stack.setInterval(interval);
        }
        if (end > 0) {
            stack.setEnd(end);
        }
    }

    /** Emits a load or store, in a loop with one check for those that follow as well. */
    private void access(Instruction instruction) {
        AccessGroup group = !isChecking && control.isInLoop() ? memories.group(instruction) : null;
        if (group != null) {
            int offset = reader.start;
            Label inside = new Label();
            memories.branchIfInside(group.reach(), inside);
            checkEach(group);
            reader.moveTo(offset);
            reader.next();
            emission.bind(inside);
            emission.line();
            emission.addresses.setInside(stack.height() - 1, group.reach());
        }
        memories.access(instruction);
    }

    /**
     * Emits what is executed if the check for a group fails, from the instruction just read on: each access with a check of
     * its own, up to the one that traps.
     */
    private void checkEach(AccessGroup group) {
        OperandStack operands = stack.snapshot();
        KnownBounds known = emission.addresses.known();
        isChecking = true;
        boolean wasMeasured = blocks.setMeasured(false);
        reader.moveTo(reader.start);
        while (reader.position() < group.end()) {
            next();
        }
        code.invokestatic(Support.UNREACHABLE).athrow();
        blocks.setMeasured(wasMeasured);
        isChecking = false;
        // Locals that have been set count as changed, though they have not; what was read from them is only less known.
        emission.addresses.setKnown(known);
        stack.become(operands);
    }

    /** Computes a number or vector that is not the answer of a comparison. */
    private void computeNumber(Instruction instruction) {
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

    private void checkDivisor(Instruction instruction) {
        Label divide = new Label();
        computations.branchIfDivisor(instruction, divide);
        code.invokestatic(Support.DIVIDE_BY_ZERO).athrow();
        emission.bind(divide);
    }

    /** Partial evaluation keeps vectors off the heap, which HotSpot does not manage across these calls. */
    private void checkVectors() {
        if (function.loader.prefersTrees() && !VectorForm.isMachine()) {
            throw new Unsupported("vectors");
        }
    }
}
