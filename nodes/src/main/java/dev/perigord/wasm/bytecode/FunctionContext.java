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

    /** The class of the object with what several methods need, or null if there is one method. */
    final ClassWriter frame;

    private final Map<String, Member> frameFields = new HashMap<>();

    FunctionContext(CodeLoader loader, WasmModule module, int functionIndex, Partition partition) {
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
        this.partition = partition;
        if (partition == null) {
            this.frame = null;
        } else {
            this.frame =
                    new ClassWriter(CodeLoader.frameClass(functionIndex), ClassWriter.PUBLIC | ClassWriter.FINAL, null);
            frame.defaultConstructor();
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
        return field("local" + local, locals[local]);
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
        return frameFields.computeIfAbsent(name, _ -> {
            frame.field(ClassWriter.PUBLIC, name, descriptor);
            return Member.of(frame.name(), name, descriptor);
        });
    }
}
