package dev.perigord.wasm.classfile;

import java.util.HashMap;
import java.util.Map;

/** The constant pool of a class (JVM specification 4.4). */
final class ConstantPool {
    private static final int UTF8 = 1;
    private static final int INTEGER = 3;
    private static final int FLOAT = 4;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final int CLASS = 7;
    private static final int FIELD = 9;
    private static final int METHOD = 10;
    private static final int NAME_AND_TYPE = 12;
    private static final int MAXIMUM = 0xFFFF;

    /** How many entries a class of generated code has, about. */
    private static final int USUAL = 48;

    private record FloatBits(int bits) {}

    private record DoubleBits(long bits) {}

    private record NameAndType(String name, String type) {
        @Override
        public boolean equals(Object other) {
            return other instanceof NameAndType pair && name.equals(pair.name) && type.equals(pair.type);
        }

        @Override
        public int hashCode() {
            return name.hashCode() * 31 + type.hashCode();
        }
    }

    private final Map<Object, Integer> entries = HashMap.newHashMap(USUAL);
    private final Map<String, Integer> classes = new HashMap<>();
    private final Bytes bytes = new Bytes(512);
    private int count = 1;

    private int add(Object key, int slots) {
        int index = next(slots);
        entries.put(key, index);
        return index;
    }

    private int next(int slots) {
        int index = count;
        count += slots;
        if (count > MAXIMUM) {
            throw new CodeTooLargeException("constant pool");
        }
        return index;
    }

    /** A name or descriptor, of which we make none that is not ASCII. */
    int utf8(String text) {
        Integer known = entries.get(text);
        if (known != null) {
            return known;
        }
        bytes.u1(UTF8);
        bytes.u2(text.length());
        bytes.ascii(text);
        return add(text, 1);
    }

    int type(String internalName) {
        Integer known = classes.get(internalName);
        if (known != null) {
            return known;
        }
        int name = utf8(internalName);
        bytes.u1(CLASS);
        bytes.u2(name);
        int index = next(1);
        classes.put(internalName, index);
        return index;
    }

    private int nameAndType(String name, String descriptor) {
        NameAndType key = new NameAndType(name, descriptor);
        Integer known = entries.get(key);
        if (known != null) {
            return known;
        }
        int nameIndex = utf8(name);
        int descriptorIndex = utf8(descriptor);
        bytes.u1(NAME_AND_TYPE);
        bytes.u2(nameIndex);
        bytes.u2(descriptorIndex);
        return add(key, 1);
    }

    /** A method or field. */
    int member(Member member) {
        Integer known = entries.get(member);
        if (known != null) {
            return known;
        }
        int owner = type(member.owner());
        int nameAndType = nameAndType(member.name(), member.descriptor());
        bytes.u1(member.descriptor().charAt(0) == '(' ? METHOD : FIELD);
        bytes.u2(owner);
        bytes.u2(nameAndType);
        return add(member, 1);
    }

    int number(int value) {
        Integer known = entries.get(value);
        if (known != null) {
            return known;
        }
        bytes.u1(INTEGER);
        bytes.u4(value);
        return add(value, 1);
    }

    int number(long value) {
        Integer known = entries.get(value);
        if (known != null) {
            return known;
        }
        bytes.u1(LONG);
        bytes.u8(value);
        return add(value, 2);
    }

    int number(float value) {
        FloatBits key = new FloatBits(Float.floatToRawIntBits(value));
        Integer known = entries.get(key);
        if (known != null) {
            return known;
        }
        bytes.u1(FLOAT);
        bytes.u4(key.bits);
        return add(key, 1);
    }

    int number(double value) {
        DoubleBits key = new DoubleBits(Double.doubleToRawLongBits(value));
        Integer known = entries.get(key);
        if (known != null) {
            return known;
        }
        bytes.u1(DOUBLE);
        bytes.u8(key.bits);
        return add(key, 2);
    }

    void writeTo(Bytes output) {
        output.u2(count);
        output.append(bytes);
    }
}
