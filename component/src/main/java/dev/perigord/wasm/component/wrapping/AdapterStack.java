package dev.perigord.wasm.component.wrapping;

import dev.perigord.wasm.binary.BinaryReader;
import dev.perigord.wasm.binary.NameSectionReader;
import dev.perigord.wasm.binary.SectionRange;
import dev.perigord.wasm.component.wit.WitException;
import dev.perigord.wasm.module.ExternType;
import dev.perigord.wasm.module.ModuleDefinition;
import dev.perigord.wasm.module.NameKind;
import dev.perigord.wasm.module.NumberType;
import dev.perigord.wasm.text.ByteWriter;
import java.util.Arrays;
import java.util.Map;

/**
 * Gives an adapter a stack. Adapters have no memory of their own; the global {@code __stack_pointer}, which the name
 * section names, has to be pointed to memory that nobody else uses. A start function takes a page for it and notes that
 * in the global {@code allocation_state}, if there is one.
 */
final class AdapterStack {
    /** How adapters note that their stack is there. */
    private static final int ALLOCATED = 2;

    private static final int TYPE_SECTION = 1;
    private static final int FUNCTION_SECTION = 3;
    private static final int START_SECTION = 8;
    private static final int CODE_SECTION = 10;

    private final CoreModule adapter;
    private final int stackPointer;
    private final int state;

    private AdapterStack(CoreModule adapter, int stackPointer, int state) {
        this.adapter = adapter;
        this.stackPointer = stackPointer;
        this.state = state;
    }

    /** The adapter with a start function, or as it is if it has no stack or no memory where it could be. */
    static CoreModule allocate(CoreModule adapter) {
        int stackPointer = global(adapter, "__stack_pointer");
        if (stackPointer < 0 || adapter.definition().memories().isEmpty()) {
            return adapter;
        }
        if (adapter.definition().startFunction() >= 0) {
            throw new WitException(adapter.name() + ": an adapter with a stack cannot have a start function");
        }
        return adapter.with(new AdapterStack(adapter, stackPointer, global(adapter, "allocation_state")).rewrite());
    }

    /** The index of a mutable i32 global by its name; -1 if there is none. */
    private static int global(CoreModule adapter, String name) {
        ModuleDefinition definition = adapter.definition();
        for (ModuleDefinition.CustomSection section : definition.customSections()) {
            if (section.name().equals("name")) {
                BinaryReader reader = new BinaryReader(
                        definition.bytes(),
                        section.content().start(),
                        section.content().end());
                for (Map.Entry<Integer, String> entry :
                        NameSectionReader.read(reader).of(NameKind.GLOBAL).entrySet()) {
                    int index = entry.getKey();
                    boolean known = index < definition.globals().size();
                    if (known && entry.getValue().equals(name)) {
                        ExternType.Global type = definition.globals().get(index).type();
                        return type.mutable() && type.type() == NumberType.I32 ? index : -1;
                    }
                }
            }
        }
        return -1;
    }

    private byte[] rewrite() {
        byte[] bytes = adapter.bytes();
        ByteWriter out = new ByteWriter();
        out.bytes(Arrays.copyOf(bytes, 8));
        boolean started = false;
        for (SectionRange section : SectionRange.of(bytes)) {
            if (!started && section.id() > START_SECTION && section.id() != 13) {
                start(out);
                started = true;
            }
            ByteWriter extra = new ByteWriter();
            switch (section.id()) {
                case TYPE_SECTION -> extra.bytes(new byte[] {0x60, 0, 0});
                case FUNCTION_SECTION -> extra.u32(adapter.definition().types().size());
                case CODE_SECTION -> extra.sized(body());
                default -> {}
            }
            out.u8(section.id());
            byte[] contents = Arrays.copyOfRange(bytes, section.start(), section.end());
            out.sized(extra.size() == 0 ? contents : longer(contents, extra));
        }
        return out.toByteArray();
    }

    /** A vector with one more element. */
    private static byte[] longer(byte[] vector, ByteWriter element) {
        BinaryReader reader = new BinaryReader(vector, 0, vector.length);
        int count = reader.u32();
        ByteWriter out = new ByteWriter();
        out.u32(count + 1);
        out.bytes(Arrays.copyOfRange(vector, reader.position(), vector.length));
        out.part(element, 0, element.size());
        return out.toByteArray();
    }

    private void start(ByteWriter out) {
        ByteWriter section = new ByteWriter();
        section.u32(adapter.definition().functions().size());
        out.u8(START_SECTION);
        out.sized(section);
    }

    /** Points the stack pointer to the end of a fresh page. */
    private ByteWriter body() {
        ByteWriter code = new ByteWriter();
        code.bytes(new byte[] {
            1,
            1,
            0x7F, // a local: i32
            0x41,
            1,
            0x40,
            0,
            0x22,
            0, // i32.const 1, memory.grow, local.tee 0
            0x41,
            0x7F,
            0x46,
            0x04,
            0x40,
            0x00,
            0x0B, // i32.const -1, i32.eq, if, unreachable, end
            0x20,
            0,
            0x41,
            1,
            0x6A,
            0x41,
            16,
            0x74, // local.get 0, i32.const 1, i32.add, i32.const 16, i32.shl
            0x24 // global.set
        });
        code.u32(stackPointer);
        if (state >= 0) {
            code.bytes(new byte[] {0x41, ALLOCATED, 0x24});
            code.u32(state);
        }
        code.u8(0x0B);
        return code;
    }
}
