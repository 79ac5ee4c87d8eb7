package dev.perigord.wasm.component.testing;

import dev.perigord.wasm.component.syntax.CoreModuleSource;
import dev.perigord.wasm.component.type.CoreModuleType;
import dev.perigord.wasm.module.ExternType;
import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.Limits;
import dev.perigord.wasm.module.MalformedException;
import dev.perigord.wasm.module.NumberType;
import dev.perigord.wasm.module.ReferenceType;
import dev.perigord.wasm.module.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads just what a core module imports and exports, so that components can be tested without the core engine. Function
 * bodies are not looked at; tags, which have no extern type yet, are left out; every reference is a funcref or externref.
 */
public final class CoreModuleHeader implements CoreModuleSource {
    private final byte[] bytes;
    private int position;
    private final int end;
    private final List<FunctionType> types = new ArrayList<>();
    private final List<ExternType> functions = new ArrayList<>();
    private final List<ExternType> tables = new ArrayList<>();
    private final List<ExternType> memories = new ArrayList<>();
    private final List<ExternType> globals = new ArrayList<>();
    private final List<CoreModuleType.Import> imports = new ArrayList<>();
    private final List<CoreModuleType.Export> exports = new ArrayList<>();

    private CoreModuleHeader(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.position = offset;
        this.end = offset + length;
    }

    /** Decodes the module in a range of bytes. */
    public static CoreModuleSource decode(byte[] bytes, int offset, int length) {
        CoreModuleHeader header = new CoreModuleHeader(bytes, offset, length);
        try {
            header.module();
        } catch (IndexOutOfBoundsException e) {
            throw new MalformedException("core module: " + e.getMessage());
        }
        return header;
    }

    @Override
    public CoreModuleType type() {
        return new CoreModuleType(imports, exports);
    }

    private void module() {
        if (end - position < 8 || bytes[position + 1] != 'a' || bytes[position + 4] != 1) {
            throw new MalformedException("no core module");
        }
        position += 8;
        while (position < end) {
            int id = u8();
            int size = u32();
            if (size < 0 || size > end - position) {
                throw new MalformedException("core section size");
            }
            int next = position + size;
            switch (id) {
                case 1 -> vector(() -> types.add(functionType()));
                case 2 -> vector(this::importItem);
                case 3 -> vector(() -> functions.add(new ExternType.Function(types.get(u32()))));
                case 4 -> vector(() -> tables.add(table()));
                case 5 -> vector(() -> memories.add(new ExternType.Memory(limits())));
                case 6 ->
                    vector(() -> {
                        globals.add(global());
                        constant();
                    });
                case 7 -> vector(this::export);
                default -> {}
            }
            position = next;
        }
    }

    private void vector(Runnable element) {
        int count = u32();
        if (count < 0 || count > end - position) {
            throw new MalformedException("core vector");
        }
        for (int i = 0; i < count; i++) {
            element.run();
        }
    }

    private FunctionType functionType() {
        if (u8() != 0x60) {
            throw new MalformedException("core type");
        }
        List<ValueType> parameters = new ArrayList<>();
        vector(() -> parameters.add(valueType()));
        List<ValueType> results = new ArrayList<>();
        vector(() -> results.add(valueType()));
        return new FunctionType(parameters, results);
    }

    private void importItem() {
        String module = name();
        String name = name();
        ExternType type =
                switch (u8()) {
                    case 0 -> add(functions, new ExternType.Function(types.get(u32())));
                    case 1 -> add(tables, table());
                    case 2 -> add(memories, new ExternType.Memory(limits()));
                    case 3 -> add(globals, global());
                    case 4 -> {
                        u8();
                        u32();
                        yield null;
                    }
                    default -> throw new MalformedException("core import");
                };
        if (type != null) {
            imports.add(new CoreModuleType.Import(module, name, type));
        }
    }

    private void export() {
        String name = name();
        int kind = u8();
        int index = u32();
        ExternType type =
                switch (kind) {
                    case 0 -> functions.get(index);
                    case 1 -> tables.get(index);
                    case 2 -> memories.get(index);
                    case 3 -> globals.get(index);
                    default -> null;
                };
        if (type != null) {
            exports.add(new CoreModuleType.Export(name, type));
        }
    }

    private static ExternType add(List<ExternType> space, ExternType type) {
        space.add(type);
        return type;
    }

    private ExternType table() {
        if (valueType() instanceof ReferenceType element) {
            return new ExternType.Table(element, limits());
        }
        throw new MalformedException("core table");
    }

    private ExternType global() {
        ValueType type = valueType();
        return new ExternType.Global(type, u8() == 1);
    }

    private Limits limits() {
        int flags = u8();
        long minimum = leb();
        return (flags & 1) == 1 ? Limits.between(minimum, leb()) : Limits.atLeast(minimum);
    }

    private ValueType valueType() {
        int code = u8();
        return switch (code) {
            case 0x7F -> NumberType.I32;
            case 0x7E -> NumberType.I64;
            case 0x7D -> NumberType.F32;
            case 0x7C -> NumberType.F64;
            case 0x7B -> NumberType.V128;
            case 0x70 -> ReferenceType.FUNCREF;
            case 0x63, 0x64 -> {
                leb();
                yield ReferenceType.EXTERNREF;
            }
            default -> ReferenceType.EXTERNREF;
        };
    }

    private void constant() {
        for (int opcode = u8(); opcode != 0x0B; opcode = u8()) {
            switch (opcode) {
                case 0x43 -> position += 4;
                case 0x44 -> position += 8;
                case 0x41, 0x42, 0x23, 0xD0, 0xD2 -> leb();
                default -> {}
            }
        }
    }

    private String name() {
        int length = u32();
        if (length < 0 || length > end - position) {
            throw new MalformedException("core name");
        }
        position += length;
        return new String(bytes, position - length, length, StandardCharsets.UTF_8);
    }

    private int u8() {
        if (position >= end) {
            throw new MalformedException("unexpected end of core module");
        }
        return bytes[position++] & 0xFF;
    }

    private int u32() {
        return (int) leb();
    }

    private long leb() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            int b = u8();
            value |= (long) (b & 0x7F) << shift;
            if ((b & 0x80) == 0 || shift > 63) {
                return value;
            }
        }
    }
}
