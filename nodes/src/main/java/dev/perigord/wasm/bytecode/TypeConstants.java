package dev.perigord.wasm.bytecode;

import dev.perigord.wasm.classfile.ClassWriter;
import dev.perigord.wasm.classfile.Member;
import dev.perigord.wasm.classfile.MethodWriter;
import dev.perigord.wasm.module.DefinedType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The types of a module as constants of the JVM: static fields of classes that have some hundred of them each, because
 * the method that sets them has a limit, too.
 */
final class TypeConstants {
    private static final int FIELDS = 256;
    private static final String TYPE = JvmTypes.descriptor(DefinedType.class);
    private static final Member GET = Member.of(GeneratedCode.class, "definedType", "(Ljava/lang/Class;I)" + TYPE);

    private final String prefix;
    private final List<DefinedType> types;
    private final Map<DefinedType, Integer> indices = new HashMap<>();

    /** The constants are in classes whose names have a prefix before a number. */
    TypeConstants(String prefix, List<DefinedType> types) {
        this.prefix = prefix.replace('.', '/');
        this.types = types;
        for (int i = 0; i < types.size(); i++) {
            indices.putIfAbsent(types.get(i), i);
        }
    }

    /** The field with a type. */
    Member get(DefinedType type) {
        int index = indices.get(type);
        return field(prefix + index / FIELDS, index);
    }

    private static Member field(String owner, int index) {
        return Member.of(owner, "type" + index, TYPE);
    }

    /** The class with a number. */
    byte[] holder(int number) {
        ClassWriter writer = new ClassWriter(prefix + number, ClassWriter.FINAL, null);
        MethodWriter code = writer.method(ClassWriter.STATIC, "<clinit>", "()V");
        for (int i = number * FIELDS; i < Math.min(types.size(), (number + 1) * FIELDS); i++) {
            Member field = field(writer.name(), i);
            writer.field(ClassWriter.STATIC | ClassWriter.FINAL, field.name(), field.descriptor());
            code.constantClass(writer.name()).constant(i).invokestatic(GET).putstatic(field);
        }
        code.return_().end();
        return writer.toBytes();
    }
}
