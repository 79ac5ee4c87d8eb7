package dev.perigord.wasm.bytecode;

import dev.perigord.wasm.binary.InstructionReader;
import dev.perigord.wasm.builder.LocalKinds;
import dev.perigord.wasm.classfile.ClassWriter;
import dev.perigord.wasm.classfile.Member;
import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.ModuleDefinition;
import dev.perigord.wasm.module.ModuleDefinition.Range;
import dev.perigord.wasm.nodes.Kind;
import dev.perigord.wasm.runtime.WasmModule;
import java.util.HashMap;
import java.util.Map;

/** What the methods of one function have in common while they are emitted. */
final class FunctionContext {
    final CodeLoader loader;
    final WasmModule module;
    final ModuleDefinition definition;
    final int functionIndex;
    final FunctionType type;
    final Signature signature;
    final Kind[] locals;

    final Range instructions;
    final ClassWriter methods;
    final TailCalls tailCalls;

    /** How the function is cut into several methods, or null if it is one. */
    final Partition partition;

    /** What is known of a function that is cut without being emitted, or null. */
    final Survey survey;

    /** The class of the object with what several methods need, or null if there is one method. */
    final ClassWriter frame;

    private final Map<String, Member> frameFields;

    /** The fields of the locals that several methods use. */
    private final Member[] localFields;

    /** Whether the class of the frame object is what it will be. */
    private final boolean hasAllFields;

    /** A function that is one method. */
    FunctionContext(CodeLoader loader, WasmModule module, int functionIndex) {
        this.loader = loader;
        this.module = module;
        this.definition = module.definition();
        this.functionIndex = functionIndex;
        this.type = definition.functionType(functionIndex);
        this.signature = Signature.of(type);
        this.locals = LocalKinds.of(definition, functionIndex);
        this.instructions = definition
                .codes()
                .get(functionIndex - definition.importedFunctions())
                .instructions();
        this.methods =
                new ClassWriter(CodeLoader.functionClass(functionIndex), ClassWriter.PUBLIC | ClassWriter.FINAL, null);
        this.tailCalls = TailCalls.of(module, functionIndex, reader(instructions.start(), instructions.end()));
        this.partition = null;
        this.survey = null;
        this.frame = null;
        this.frameFields = Map.of();
        this.localFields = new Member[locals.length];
        this.hasAllFields = true;
    }

    private FunctionContext(
            FunctionContext other,
            String className,
            Partition partition,
            Survey survey,
            ClassWriter frame,
            Map<String, Member> frameFields,
            boolean hasAllFields) {
        this.loader = other.loader;
        this.module = other.module;
        this.definition = other.definition;
        this.functionIndex = other.functionIndex;
        this.type = other.type;
        this.signature = other.signature;
        this.locals = other.locals;
        this.instructions = other.instructions;
        this.tailCalls = other.tailCalls;
        this.methods = new ClassWriter(className, ClassWriter.PUBLIC | ClassWriter.FINAL, null);
        this.partition = partition;
        this.survey = survey;
        this.frame = frame;
        this.frameFields = frameFields;
        this.localFields = other.localFields;
        this.hasAllFields = hasAllFields;
    }

    /** The same function cut into several methods, which was surveyed or not. */
    FunctionContext cut(Partition newPartition, Survey newSurvey) {
        ClassWriter newFrame =
                new ClassWriter(CodeLoader.frameClass(functionIndex), ClassWriter.PUBLIC | ClassWriter.FINAL, null);
        newFrame.defaultConstructor();
        FunctionContext result =
                new FunctionContext(this, methods.name(), newPartition, newSurvey, newFrame, new HashMap<>(), false);
        if (newSurvey != null) {
            result.declareFields();
        }
        return result;
    }

    /** The same function for a part with a class of its own, which is emitted when the frame's class is there. */
    FunctionContext forPart(String className) {
        return new FunctionContext(this, className, partition, survey, frame, frameFields, true);
    }

    /** Declares all fields that parts which are emitted later may use. */
    private void declareFields() {
        for (int i = 0; i < locals.length; i++) {
            if (isShared(i)) {
                localField(i);
            }
        }
        for (FunctionType blockType : survey.types()) {
            declareExits(Kind.of(blockType.parameters()));
            declareExits(Kind.of(blockType.results()));
        }
        if (survey.hasTables()) {
            operandField();
        }
    }

    private void declareExits(Kind[] kinds) {
        for (int i = 0; i < kinds.length; i++) {
            exitField(i, kinds[i]);
        }
    }

    /** Reads instructions from one offset to another. */
    InstructionReader reader(int start, int end) {
        return new InstructionReader(definition.bytes(), start, end, definition.types());
    }

    /** The part that begins at an offset, or null. */
    Part partAt(int offset) {
        return partition == null ? null : partition.partAt(offset);
    }

    /** Whether a local is in the frame object. */
    boolean isShared(int local) {
        return partition != null && partition.isShared(local);
    }

    /** The field of a local that several methods use. */
    Member localField(int local) {
        if (localFields[local] == null) {
            localFields[local] = field("local" + local, locals[local]);
        }
        return localFields[local];
    }

    /** The field through which a value leaves a part on its way to a label. */
    Member exitField(int position, Kind kind) {
        return field("exit" + position + JvmTypes.letter(kind), kind);
    }

    /** The field of the exception that the block so many blocks deep has caught. */
    Member caughtField(int depth, String descriptor) {
        return field("caught" + depth, descriptor);
    }

    /** The field of the operand of the last large {@code br_table}. */
    Member operandField() {
        return field("operand", Kind.I32);
    }

    private Member field(String name, Kind kind) {
        return field(name, VectorForm.descriptor(kind));
    }

    private Member field(String name, String descriptor) {
        Member known = frameFields.get(name);
        if (known != null) {
            return known;
        }
        if (hasAllFields) {
            throw new AssertionError(name);
        }
        frame.field(ClassWriter.PUBLIC, name, descriptor);
        Member member = Member.of(frame.name(), name, descriptor);
        frameFields.put(name, member);
        return member;
    }
}
