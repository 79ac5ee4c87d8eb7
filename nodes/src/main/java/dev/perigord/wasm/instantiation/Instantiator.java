package dev.perigord.wasm.instantiation;

import dev.perigord.wasm.module.ExternType;
import dev.perigord.wasm.module.ModuleDefinition;
import dev.perigord.wasm.module.ModuleDefinition.DataSegment;
import dev.perigord.wasm.module.ModuleDefinition.ElementSegment;
import dev.perigord.wasm.module.ModuleDefinition.Global;
import dev.perigord.wasm.module.ModuleDefinition.Import;
import dev.perigord.wasm.module.ModuleDefinition.Range;
import dev.perigord.wasm.module.ModuleDefinition.SegmentMode;
import dev.perigord.wasm.module.ModuleDefinition.Table;
import dev.perigord.wasm.runtime.LinkException;
import dev.perigord.wasm.runtime.Null;
import dev.perigord.wasm.runtime.Trap;
import dev.perigord.wasm.runtime.TrapException;
import dev.perigord.wasm.runtime.WasmFunction;
import dev.perigord.wasm.runtime.WasmGlobal;
import dev.perigord.wasm.runtime.WasmInstance;
import dev.perigord.wasm.runtime.WasmMemory;
import dev.perigord.wasm.runtime.WasmModule;
import dev.perigord.wasm.runtime.WasmTable;
import dev.perigord.wasm.runtime.WasmTag;

/** Instantiates modules (spec 4.5.4). */
public final class Instantiator {

    private final WasmModule module;
    private final ModuleDefinition definition;
    private final Store store;
    private final WasmFunction[] functions;
    private final WasmTable[] tables;
    private final WasmGlobal[] globals;
    private final WasmTag[] tags;
    private final WasmMemory[] memories;

    private Instantiator(WasmModule module, Store store) {
        this.module = module;
        this.definition = module.definition();
        this.store = store;
        this.functions = new WasmFunction[definition.functions().size()];
        this.tables = new WasmTable[definition.tables().size()];
        this.globals = new WasmGlobal[definition.globals().size()];
        this.tags = new WasmTag[definition.tags().size()];
        this.memories = new WasmMemory[definition.memories().size()];
    }

    /**
     * Makes an instance and runs its start function.
     *
     * @throws LinkException if an import is missing or has the wrong type
     * @throws TrapException if a segment does not fit or the start function traps
     */
    public static WasmInstance instantiate(WasmModule module, Imports imports, Store store) {
        return new Instantiator(module, store).instantiate(imports);
    }

    private WasmInstance instantiate(Imports imports) {
        resolve(imports);
        for (int i = 0; i < memories.length; i++) {
            if (memories[i] == null) {
                memories[i] = new WasmMemory(definition.memories().get(i), store.memory());
            }
        }
        for (int i = 0; i < tags.length; i++) {
            if (tags[i] == null) {
                tags[i] = new WasmTag(definition.tags().get(i));
            }
        }
        WasmInstance instance = new WasmInstance(module, functions, tables, globals, tags, memories, store.stacks());
        ConstantEvaluator evaluator = new ConstantEvaluator(instance);
        for (int i = 0; i < globals.length; i++) {
            Global global = definition.globals().get(i);
            if (global.initializer() != null) {
                globals[i] = new WasmGlobal(global.type(), evaluator.evaluate(global.initializer()));
            }
        }
        for (int i = 0; i < tables.length; i++) {
            if (tables[i] == null) {
                Table table = definition.tables().get(i);
                Object initial = table.initializer() == null ? Null.INSTANCE : evaluator.evaluate(table.initializer());
                tables[i] = new WasmTable(table.type(), initial, store.maximumTableSize());
            }
        }
        elements(instance, evaluator);
        data(instance, evaluator);
        imports.beforeStart(instance);
        if (definition.startFunction() >= 0) {
            instance.function(definition.startFunction()).call();
        }
        return instance;
    }

    private void resolve(Imports imports) {
        int nextFunction = 0;
        int nextTable = 0;
        int nextGlobal = 0;
        int nextTag = 0;
        int nextMemory = 0;
        for (Import wanted : definition.imports()) {
            Object found = imports.find(wanted);
            if (found == null) {
                throw new LinkException("unknown import: \"" + wanted.module() + "\" \"" + wanted.name()
                        + "\" is missing, expected " + wanted.type());
            }
            ExternType actual = typeOf(found);
            if (actual == null || !actual.matches(wanted.type())) {
                throw new LinkException("incompatible import type: \"" + wanted.module() + "\" \"" + wanted.name()
                        + "\" is " + (actual == null ? "a " + found.getClass().getSimpleName() : actual)
                        + ", expected " + wanted.type());
            }
            switch (found) {
                case WasmFunction function -> functions[nextFunction++] = function;
                case WasmTable table -> tables[nextTable++] = table;
                case WasmMemory memory -> memories[nextMemory++] = memory;
                case WasmGlobal global -> globals[nextGlobal++] = global;
                case WasmTag tag -> tags[nextTag++] = tag;
                default -> throw new AssertionError(found);
            }
        }
    }

    /** The type of something that can be imported, or {@code null} if it cannot. */
    private static ExternType typeOf(Object found) {
        return switch (found) {
            case WasmFunction function ->
                new ExternType.Function(function.code().definedType(), true);
            case WasmTable table -> table.type();
            case WasmMemory memory -> memory.type();
            case WasmGlobal global -> global.type();
            case WasmTag tag -> tag.type();
            default -> null;
        };
    }

    private void elements(WasmInstance instance, ConstantEvaluator evaluator) {
        for (int i = 0; i < definition.elements().size(); i++) {
            instance.setElementSegment(i, references(definition.elements().get(i), instance, evaluator));
        }
        for (int i = 0; i < definition.elements().size(); i++) {
            ElementSegment segment = definition.elements().get(i);
            if (segment.mode() == SegmentMode.ACTIVE) {
                long offset = offset(evaluator.evaluate(segment.offset()));
                Object[] references = instance.elementSegment(i);
                if (offset > tables[segment.table()].size()) {
                    throw Trap.OUT_OF_BOUNDS_TABLE_ACCESS.at(null);
                }
                tables[segment.table()].copyFrom(references, 0, (int) offset, references.length, null);
            }
            if (segment.mode() != SegmentMode.PASSIVE) {
                instance.dropElements(i);
            }
        }
    }

    private static Object[] references(ElementSegment segment, WasmInstance instance, ConstantEvaluator evaluator) {
        if (segment.expressions() != null) {
            return segment.expressions().stream().map(evaluator::evaluate).toArray();
        }
        Object[] references = new Object[segment.functionIndices().length];
        for (int i = 0; i < references.length; i++) {
            references[i] = instance.function(segment.functionIndices()[i]);
        }
        return references;
    }

    /** An offset of 32 or 64 bits, unsigned; what is 2^63 or more becomes the largest Java number. */
    private static long offset(Object value) {
        return switch (value) {
            case Integer narrow -> Integer.toUnsignedLong(narrow);
            case Long wide when wide >= 0 -> wide;
            default -> Long.MAX_VALUE;
        };
    }

    private void data(WasmInstance instance, ConstantEvaluator evaluator) {
        for (int i = 0; i < definition.data().size(); i++) {
            DataSegment segment = definition.data().get(i);
            if (segment.mode() == SegmentMode.ACTIVE) {
                long offset = offset(evaluator.evaluate(segment.offset()));
                Range content = segment.content();
                int length = content.end() - content.start();
                memories[segment.memory()].write(offset, definition.bytes(), content.start(), length, null);
                instance.dropData(i);
            }
        }
    }
}
