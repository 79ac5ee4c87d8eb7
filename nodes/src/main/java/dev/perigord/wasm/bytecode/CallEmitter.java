package dev.perigord.wasm.bytecode;

import dev.perigord.wasm.classfile.Label;
import dev.perigord.wasm.classfile.Member;
import dev.perigord.wasm.classfile.MethodWriter;
import dev.perigord.wasm.classfile.Type;
import dev.perigord.wasm.module.AbstractHeapType;
import dev.perigord.wasm.module.DefinedType;
import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.Instruction;
import dev.perigord.wasm.module.ReferenceType;
import dev.perigord.wasm.nodes.Kind;
import dev.perigord.wasm.runtime.WasmTable;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Emits calls. A call of a function of the module is an {@code invokestatic}; others go through the function object. A
 * tail call is a jump, a call, or a request that the function returns, see {@link TailCalls}.
 */
final class CallEmitter {
    private static final String TABLE = Member.internalName(WasmTable.class);
    private static final Member INSTANCE_TABLE =
            Member.of(JvmTypes.INSTANCE.internalName(), "table", "(I)L" + TABLE + ";");

    /** What a function with requests returns, besides boxed results. */
    private static final FunctionType REQUEST =
            new FunctionType(List.of(), List.of(new ReferenceType(true, AbstractHeapType.ANY)));

    private final Emission emission;
    private final OperandStack stack;
    private final MethodWriter code;
    private final FunctionContext function;
    private final BranchEmitter branches;
    private final ReferenceEmitter references;

    /** The slots of the tables that the method calls functions of. */
    private final Map<Integer, Integer> tableSlots = new HashMap<>();

    CallEmitter(Emission emission, BranchEmitter branches, ReferenceEmitter references) {
        this.emission = emission;
        this.stack = emission.stack;
        this.code = emission.code;
        this.function = emission.function;
        this.branches = branches;
        this.references = references;
    }

    /** Keeps tables at hand. */
    void enter(BitSet tables) {
        for (int index = tables.nextSetBit(0); index >= 0; index = tables.nextSetBit(index + 1)) {
            tableSlots.put(index, emission.keep(TABLE, INSTANCE_TABLE, index));
        }
    }

    /** Emits a call or tail call. */
    void emit(Instruction instruction) {
        int index = emission.reader.index;
        if (instruction == Instruction.RETURN_CALL && index == function.functionIndex) {
            beginAgain();
            return;
        }
        emission.line();
        switch (instruction) {
            case CALL -> call(index);
            case CALL_INDIRECT -> callIndirect();
            case CALL_REF -> {
                reference();
                callObject(calleeType(), CallEmitter::compiled);
            }
            case RETURN_CALL -> tailCall(index);
            case RETURN_CALL_INDIRECT -> {
                table();
                code.getstatic(function.loader.types().get(calleeType())).invokestatic(Support.ELEMENT);
                request(calleeType().function());
            }
            case RETURN_CALL_REF -> {
                reference();
                request(calleeType().function());
            }
            default -> throw new AssertionError(instruction);
        }
    }

    /** The type of the callee that the instruction names. */
    private DefinedType calleeType() {
        return emission.definition.types().get(emission.reader.index);
    }

    // --- calls -------------------------------------------------------------------------------------------------

    private void call(int functionIndex) {
        if (functionIndex < emission.definition.importedFunctions()) {
            references.function(functionIndex);
            callObject(emission.definition.definedFunctionType(functionIndex), CallEmitter::compiled);
        } else {
            Signature callee = Signature.of(emission.definition.functionType(functionIndex));
            checkPossible(callee);
            emission.passVectors(
                    callee.parameters(), stack.height() - callee.parameters().size());
            code.aload(emission.instanceSlot).invokestatic(function.loader.functionMethod(functionIndex));
            called(callee);
        }
    }

    private void callIndirect() {
        DefinedType type = calleeType();
        SortedMap<Integer, Integer> functions =
                function.loader.fixedTables().functions(emission.reader.secondIndex, type);
        if (functions.isEmpty()) {
            table();
            callObject(type, CallEmitter::element);
        } else {
            callOneOf(functions, type);
        }
    }

    /**
     * Calls one of a few functions, which are given by their indices in the table: a switch over the index with a call of each
     * of them. Nothing is loaded to find out what is called, and HotSpot inlines what its profile of the switch says. Other elements
     * are looked up.
     */
    private void callOneOf(SortedMap<Integer, Integer> functions, DefinedType type) {
        Signature callee = Signature.of(type.function());
        checkPossible(callee);
        narrow();
        stack.pop();
        int from = stack.height() - callee.parameters().size();
        int index = emission.slots.temporary(callee.parameters().size(), Type.INT);
        code.istore(index);
        emission.storeTemporaries(from);

        SortedMap<Integer, Label> elements = new TreeMap<>();
        Map<Integer, Label> calls = new HashMap<>();
        functions.forEach((element, functionIndex) ->
                elements.put(element, calls.computeIfAbsent(functionIndex, _ -> new Label())));
        Label others = new Label();
        Label end = new Label();
        code.iload(index).lookupswitch(elements, others);
        calls.forEach((functionIndex, label) -> {
            emission.bind(label, from);
            emission.loadPassed(from);
            code.aload(emission.instanceSlot)
                    .invokestatic(function.loader.functionMethod(functionIndex))
                    .goto_(end);
        });
        emission.bind(others, from);
        code.iload(index).aload(tableSlot());
        String typeClass = function.loader.typeClass(type);
        element(code, typeClass);
        code.astore(objectSlot(typeClass));
        callObject(callee, typeClass, from);
        Type result = callee.resultType();
        emission.bind(end, from, result == null ? new Type[0] : new Type[] {result});
        called(callee);
    }

    /** Makes an index of 32 bits of that of a table. */
    private void narrow() {
        TableEmitter.narrow(
                code,
                emission.definition
                        .tables()
                        .get(emission.reader.secondIndex)
                        .type()
                        .addressType());
    }

    /** Pushes the table of the index on the JVM's stack, which is of 32 bits then and no operand. */
    private void table() {
        narrow();
        stack.pop();
        code.aload(tableSlot());
    }

    private int tableSlot() {
        return tableSlots.get(emission.reader.secondIndex);
    }

    /** Makes a function of the reference on the stack, which is no operand then. */
    private void reference() {
        references.function();
        stack.pop();
    }

    /** Makes an object of the type's class of what is on the JVM's stack. */
    @FunctionalInterface
    private interface Conversion {
        void emit(MethodWriter code, String typeClass);
    }

    private static void compiled(MethodWriter code, String typeClass) {
        code.invokestatic(Support.COMPILED).checkcast(typeClass);
    }

    private static void element(MethodWriter code, String typeClass) {
        code.invokestatic(TypeClasses.element(typeClass));
    }

    /** Calls a function of a type, which a conversion makes of what is above the arguments. */
    private void callObject(DefinedType type, Conversion conversion) {
        Signature callee = Signature.of(type.function());
        checkPossible(callee);
        String typeClass = function.loader.typeClass(type);
        int from = stack.height() - callee.parameters().size();
        conversion.emit(code, typeClass);
        int object = objectSlot(typeClass);
        code.astore(object);
        emission.storeTemporaries(from);
        callObject(callee, typeClass, from);
        called(callee);
    }

    /**
     * Calls the object in the slot for it with arguments that have been moved to temporaries. The call is an instruction of this
     * method and not of one that all calls share, because HotSpot inlines what its profile of the instruction says.
     */
    private void callObject(Signature callee, String typeClass, int from) {
        int object = objectSlot(typeClass);
        code.aload(object);
        emission.loadPassed(from);
        code.aload(object)
                .aload(emission.instanceSlot)
                .invokestatic(Support.INSTANCE_OF_CALLEE)
                .invokevirtual(TypeClasses.call(typeClass, callee));
    }

    private int objectSlot(String typeClass) {
        return emission.slots.temporary(0, Type.object(typeClass));
    }

    private static void checkPossible(Signature callee) {
        if (!callee.isPossible()) {
            throw new Unsupported("a callee with too many parameters");
        }
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

    // --- tail calls --------------------------------------------------------------------------------------------

    /** The block around the function to which its requests go. */
    static Block requests() {
        return new Block(Instruction.BLOCK, REQUEST, null, 0, 0);
    }

    /** Goes to the beginning of the function with new arguments. */
    private void beginAgain() {
        branches.branch(emission.control.at(function.tailCalls.blocks() - 1));
        emission.control.unreachable = true;
    }

    private void tailCall(int functionIndex) {
        if (TailCalls.isPlain(function.module, functionIndex) && !emission.control.isInTry()) {
            // The callee's calls come back to it, so this frame below it is the only one that is not needed.
            call(functionIndex);
            branches.leaveFunction();
        } else {
            references.function(functionIndex);
            request(emission.definition.functionType(functionIndex));
        }
    }

    /** Returns a request for a call of the function on the JVM's stack with the arguments below. */
    private void request(FunctionType callee) {
        int calleeSlot = emission.slots.temporary(0, JvmTypes.CALLEE);
        code.astore(calleeSlot);
        int arguments = callee.parameters().size();
        emission.boxAll(stack.height() - arguments, 1);
        code.aload(calleeSlot).invokestatic(Support.REQUEST);
        stack.pop(arguments);
        stack.push(Kind.REFERENCE);
        branches.branch(emission.control.at(0));
        emission.control.unreachable = true;
    }
}
