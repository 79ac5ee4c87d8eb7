package dev.perigord.wasm.classfile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;

/**
 * The code of a method (JVM specification 4.7.3), instruction by instruction. Methods are named as the JVM's instructions
 * are.
 *
 * <p>Slots are declared with their type, which they keep, and are zero from the beginning. So every stack map but the
 * first says only what is on the stack.
 */
public final class MethodWriter {
    private static final int MAXIMUM_SIZE = 0xFFFF;
    private static final int FULL_FRAME = 255;
    private static final int SAME_FRAME_EXTENDED = 251;
    private static final int ONE_ITEM = 64;
    private static final int ONE_ITEM_EXTENDED = 247;

    /** The opcodes of the JVM that have methods with parameters here. */
    public static final int IFEQ = 153;

    public static final int IFNE = 154;
    public static final int IFLT = 155;
    public static final int IFGE = 156;
    public static final int IFGT = 157;
    public static final int IFLE = 158;
    public static final int IF_ICMPEQ = 159;
    public static final int IF_ICMPNE = 160;
    public static final int IF_ICMPLT = 161;
    public static final int IF_ICMPGE = 162;
    public static final int IF_ICMPGT = 163;
    public static final int IF_ICMPLE = 164;
    public static final int IF_ACMPEQ = 165;
    public static final int IF_ACMPNE = 166;
    private static final int GOTO = 167;

    private record Frame(int position, List<Type> stack) {}

    private record Handler(Label start, Label end, Label handler, String type) {}

    private final ClassWriter owner;
    private final ConstantPool pool;
    private final int flags;
    private final String name;
    private final String descriptor;

    private final Bytes code = new Bytes(256);
    private final List<Type> slotTypes = new ArrayList<>();
    private final List<Frame> frames = new ArrayList<>();

    /** For each place where the line changes its position in the code and the line. */
    private int[] lines = new int[32];

    private int linesEnd;
    private final List<Handler> handlers = new ArrayList<>();
    private int parameterTypes;
    private int nextSlot;
    private int depth;
    private int maximumDepth;

    /** Whether all branches are short enough. */
    private boolean branchesFit = true;

    MethodWriter(ClassWriter owner, ConstantPool pool, int flags, String name, String descriptor) {
        this.owner = owner;
        this.pool = pool;
        this.flags = flags;
        this.name = name;
        this.descriptor = descriptor;
        this.nextSlot = Member.of("", name, descriptor).argumentSlots() + ((flags & ClassWriter.STATIC) == 0 ? 1 : 0);
    }

    /** How many bytes of code there are. */
    public int size() {
        return code.size();
    }

    // --- slots -------------------------------------------------------------------------------------------------

    /** Says what the parameters are, the receiver included, before anything else; needed where there are labels. */
    public void parameters(List<Type> types) {
        slotTypes.addAll(types);
        parameterTypes = types.size();
    }

    /** A new slot that always holds a value of the type. */
    public int slot(Type type) {
        int slot = nextSlot;
        nextSlot += type.slots();
        slotTypes.add(type);
        return slot;
    }

    private int prologue(Bytes output) {
        int slot = 0;
        for (int i = 0; i < slotTypes.size(); i++) {
            Type type = slotTypes.get(i);
            if (i >= parameterTypes) {
                zero(output, type, slot);
            }
            slot += type.slots();
        }
        // The padding of switches depends on where they are.
        while (output.size() % 4 != 0) {
            output.u1(0);
        }
        return output.size();
    }

    private static void zero(Bytes output, Type type, int slot) {
        if (type.equals(Type.INT)) {
            output.u1(3);
            local(output, 54, slot);
        } else if (type.equals(Type.LONG)) {
            output.u1(9);
            local(output, 55, slot);
        } else if (type.equals(Type.FLOAT)) {
            output.u1(11);
            local(output, 56, slot);
        } else if (type.equals(Type.DOUBLE)) {
            output.u1(14);
            local(output, 57, slot);
        } else {
            output.u1(1);
            local(output, 58, slot);
        }
    }

    private static void local(Bytes output, int opcode, int slot) {
        if (slot < 4) {
            // The short forms: iload_0 is 26 and iload is 21, istore_0 is 59 and istore is 54.
            int first = opcode < 54 ? 26 + 4 * (opcode - 21) : 59 + 4 * (opcode - 54);
            output.u1(first + slot);
        } else if (slot < 256) {
            output.u1(opcode);
            output.u1(slot);
        } else {
            output.u1(196);
            output.u1(opcode);
            output.u2(slot);
        }
    }

    // --- labels ------------------------------------------------------------------------------------------------

    /** Binds a label here, where these are on the stack. */
    public MethodWriter bind(Label label, List<Type> stack) {
        branchesFit &= label.bind(code.size(), code);
        depth = 0;
        for (Type type : stack) {
            depth += type.slots();
        }
        maximumDepth = Math.max(maximumDepth, depth);
        if (frames.isEmpty() || frames.getLast().position != code.size()) {
            frames.add(new Frame(code.size(), stack));
        }
        return this;
    }

    private void reference(Label label, int from, boolean wide) {
        if (label.isBound()) {
            int offset = label.position - from;
            if (wide) {
                code.u4(offset);
            } else {
                branchesFit &= offset == (short) offset;
                code.u2(offset);
            }
        } else {
            label.refer(wide ? ~code.size() : code.size(), from);
            if (wide) {
                code.u4(0);
            } else {
                code.u2(0);
            }
        }
    }

    /** Emits a branch: one of the opcodes {@code IF…}. */
    public MethodWriter branch(int opcode, Label target) {
        int from = code.size();
        op(opcode, opcode < IF_ICMPEQ ? -1 : -2);
        reference(target, from, false);
        return this;
    }

    /** {@code goto} */
    public MethodWriter goto_(Label target) {
        int from = code.size();
        op(GOTO, 0);
        reference(target, from, false);
        return this;
    }

    /** {@code tableswitch} from 0 on. */
    public MethodWriter tableswitch(List<Label> targets, Label otherwise) {
        int from = code.size();
        op(170, -1);
        while (code.size() % 4 != 0) {
            code.u1(0);
        }
        reference(otherwise, from, true);
        code.u4(0);
        code.u4(targets.size() - 1);
        for (Label target : targets) {
            reference(target, from, true);
        }
        return this;
    }

    /** {@code lookupswitch} */
    public MethodWriter lookupswitch(SortedMap<Integer, Label> targets, Label otherwise) {
        int from = code.size();
        op(171, -1);
        while (code.size() % 4 != 0) {
            code.u1(0);
        }
        reference(otherwise, from, true);
        code.u4(targets.size());
        targets.forEach((key, target) -> {
            code.u4(key);
            reference(target, from, true);
        });
        return this;
    }

    /** A label for this place, to which nothing branches. */
    public Label here() {
        Label label = new Label();
        label.position = code.size();
        return label;
    }

    /** Sends exceptions of a class that are thrown between two bound labels to a third one. */
    public void handler(Label start, Label end, Label handler, String type) {
        if (start.position < end.position) {
            handlers.add(new Handler(start, end, handler, type));
        }
    }

    /** Notes the line from which the following instructions come. */
    public void line(int number) {
        if (linesEnd == 0 || lines[linesEnd - 1] != number) {
            if (linesEnd == lines.length) {
                lines = Arrays.copyOf(lines, 2 * linesEnd);
            }
            lines[linesEnd++] = code.size();
            lines[linesEnd++] = number;
        }
    }

    // --- instructions ------------------------------------------------------------------------------------------

    private MethodWriter op(int opcode, int change) {
        code.u1(opcode);
        depth += change;
        if (depth > maximumDepth) {
            maximumDepth = depth;
        }
        return this;
    }

    private MethodWriter local(int opcode, int slot, int change) {
        local(code, opcode, slot);
        depth += change;
        if (depth > maximumDepth) {
            maximumDepth = depth;
        }
        return this;
    }

    /** Loads a slot of a type. */
    public MethodWriter load(Type type, int slot) {
        return local(loadOpcode(type), slot, type.slots());
    }

    /** Stores into a slot of a type. */
    public MethodWriter store(Type type, int slot) {
        return local(loadOpcode(type) + 33, slot, -type.slots());
    }

    private static int loadOpcode(Type type) {
        return switch (type.tag()) {
            case 1 -> 21;
            case 4 -> 22;
            case 2 -> 23;
            case 3 -> 24;
            default -> 25;
        };
    }

    public MethodWriter iload(int slot) {
        return local(21, slot, 1);
    }

    public MethodWriter lload(int slot) {
        return local(22, slot, 2);
    }

    public MethodWriter aload(int slot) {
        return local(25, slot, 1);
    }

    public MethodWriter istore(int slot) {
        return local(54, slot, -1);
    }

    public MethodWriter lstore(int slot) {
        return local(55, slot, -2);
    }

    public MethodWriter astore(int slot) {
        return local(58, slot, -1);
    }

    /** {@code iinc} */
    public MethodWriter iinc(int slot, int by) {
        if (slot < 256) {
            code.u1(132);
            code.u1(slot);
            code.u1(by);
        } else {
            code.u1(196);
            code.u1(132);
            code.u2(slot);
            code.u2(by);
        }
        return this;
    }

    /** Pushes an {@code int}. */
    public MethodWriter constant(int value) {
        if (value >= -1 && value <= 5) {
            return op(3 + value, 1);
        }
        if (value == (byte) value) {
            op(16, 1);
            code.u1(value);
        } else if (value == (short) value) {
            op(17, 1);
            code.u2(value);
        } else {
            ldc(pool.number(value));
        }
        return this;
    }

    private void ldc(int index) {
        if (index < 256) {
            op(18, 1);
            code.u1(index);
        } else {
            op(19, 1);
            code.u2(index);
        }
    }

    /** Pushes a {@code long}. */
    public MethodWriter constant(long value) {
        if (value == 0 || value == 1) {
            return op(9 + (int) value, 2);
        }
        if (value == (short) value) {
            return constant((int) value).i2l();
        }
        op(20, 2);
        code.u2(pool.number(value));
        return this;
    }

    /** Pushes a {@code float} with these very bits. */
    public MethodWriter constant(float value) {
        if (Float.floatToRawIntBits(value) == 0) {
            return op(11, 1);
        }
        ldc(pool.number(value));
        return this;
    }

    /** Pushes a {@code double} with these very bits. */
    public MethodWriter constant(double value) {
        if (Double.doubleToRawLongBits(value) == 0) {
            return op(14, 2);
        }
        op(20, 2);
        code.u2(pool.number(value));
        return this;
    }

    /** Pushes the object of a class. */
    public MethodWriter constantClass(String internalName) {
        ldc(pool.type(internalName));
        return this;
    }

    public MethodWriter aconst_null() {
        return op(1, 1);
    }

    public MethodWriter invokestatic(Member method) {
        op(184, -method.argumentSlots());
        return result(method);
    }

    public MethodWriter invokevirtual(Member method) {
        op(182, -method.argumentSlots() - 1);
        return result(method);
    }

    public MethodWriter invokespecial(Member method) {
        op(183, -method.argumentSlots() - 1);
        return result(method);
    }

    private MethodWriter result(Member method) {
        code.u2(pool.member(method));
        depth += method.resultSlots();
        maximumDepth = Math.max(maximumDepth, depth);
        return this;
    }

    public MethodWriter getfield(Member field) {
        op(180, field.resultSlots() - 1);
        code.u2(pool.member(field));
        return this;
    }

    public MethodWriter putfield(Member field) {
        op(181, -field.resultSlots() - 1);
        code.u2(pool.member(field));
        return this;
    }

    public MethodWriter getstatic(Member field) {
        op(178, field.resultSlots());
        code.u2(pool.member(field));
        return this;
    }

    public MethodWriter putstatic(Member field) {
        op(179, -field.resultSlots());
        code.u2(pool.member(field));
        return this;
    }

    private MethodWriter typed(int opcode, String internalName, int change) {
        op(opcode, change);
        code.u2(pool.type(internalName));
        return this;
    }

    public MethodWriter new_(String internalName) {
        return typed(187, internalName, 1);
    }

    public MethodWriter anewarray(String internalName) {
        return typed(189, internalName, 0);
    }

    public MethodWriter checkcast(String internalName) {
        return typed(192, internalName, 0);
    }

    public MethodWriter instanceOf(String internalName) {
        return typed(193, internalName, 0);
    }

    /** Returns a value of the type, or nothing if it is null. */
    public MethodWriter returnValue(Type type) {
        if (type == null) {
            return return_();
        }
        return op(
                switch (type.tag()) {
                    case 1 -> 172;
                    case 4 -> 173;
                    case 2 -> 174;
                    case 3 -> 175;
                    default -> 176;
                },
                -type.slots());
    }

    public MethodWriter return_() {
        return op(177, 0);
    }

    public MethodWriter ireturn() {
        return op(172, -1);
    }

    public MethodWriter areturn() {
        return op(176, -1);
    }

    public MethodWriter athrow() {
        return op(191, -1);
    }

    public MethodWriter aaload() {
        return op(50, -1);
    }

    public MethodWriter aastore() {
        return op(83, -3);
    }

    public MethodWriter pop() {
        return op(87, -1);
    }

    public MethodWriter pop2() {
        return op(88, -2);
    }

    public MethodWriter dup() {
        return op(89, 1);
    }

    public MethodWriter dup_x1() {
        return op(90, 1);
    }

    public MethodWriter dup_x2() {
        return op(91, 1);
    }

    public MethodWriter dup2() {
        return op(92, 2);
    }

    public MethodWriter dup2_x2() {
        return op(94, 2);
    }

    public MethodWriter swap() {
        return op(95, 0);
    }

    public MethodWriter iadd() {
        return op(96, -1);
    }

    public MethodWriter iand() {
        return op(126, -1);
    }

    public MethodWriter isub() {
        return op(100, -1);
    }

    public MethodWriter ixor() {
        return op(130, -1);
    }

    public MethodWriter ladd() {
        return op(97, -2);
    }

    public MethodWriter land() {
        return op(127, -2);
    }

    public MethodWriter lxor() {
        return op(131, -2);
    }

    public MethodWriter lcmp() {
        return op(148, -3);
    }

    public MethodWriter i2b() {
        return op(145, 0);
    }

    public MethodWriter i2s() {
        return op(147, 0);
    }

    public MethodWriter i2l() {
        return op(133, 1);
    }

    public MethodWriter l2i() {
        return op(136, -1);
    }

    /** An instruction without operands in the code, which changes the height of the stack by so many slots. */
    public MethodWriter instruction(int opcode, int change) {
        return op(opcode, change);
    }

    // --- the attribute -----------------------------------------------------------------------------------------

    /**
     * Adds the method to its class.
     *
     * @throws CodeTooLargeException if it is longer than the JVM allows
     */
    public void end() {
        Bytes all = new Bytes(code.size() + 4 * slotTypes.size() + 8);
        int shift = prologue(all);
        all.append(code);
        if (!branchesFit || all.size() > MAXIMUM_SIZE) {
            throw new CodeTooLargeException("method of " + all.size() + " bytes");
        }
        Bytes attribute = new Bytes(all.size() + 256);
        attribute.u2(Math.max(maximumDepth, 2));
        attribute.u2(nextSlot);
        attribute.u4(all.size());
        attribute.append(all);
        attribute.u2(handlers.size());
        for (Handler handler : handlers) {
            attribute.u2(shift + handler.start.position);
            attribute.u2(shift + handler.end.position);
            attribute.u2(shift + handler.handler.position);
            attribute.u2(handler.type == null ? 0 : pool.type(handler.type));
        }
        attribute.u2((frames.isEmpty() ? 0 : 1) + (linesEnd == 0 ? 0 : 1));
        if (!frames.isEmpty()) {
            Bytes table = stackMapTable(shift);
            attribute.u2(pool.utf8("StackMapTable"));
            attribute.u4(table.size());
            attribute.append(table);
        }
        if (linesEnd > 0) {
            attribute.u2(pool.utf8("LineNumberTable"));
            attribute.u4(2 + 2 * linesEnd);
            attribute.u2(linesEnd / 2);
            for (int i = 0; i < linesEnd; i += 2) {
                attribute.u2(shift + lines[i]);
                attribute.u2(lines[i + 1]);
            }
        }
        owner.add(flags, name, descriptor, attribute);
    }

    private Bytes stackMapTable(int shift) {
        Bytes table = new Bytes(4 * frames.size() + 64);
        table.u2(frames.size());
        int previous = -1;
        boolean first = slotTypes.size() > parameterTypes;
        for (Frame frame : frames) {
            int position = shift + frame.position;
            int delta = position - previous - 1;
            previous = position;
            if (first || frame.stack.size() > 1) {
                first = false;
                table.u1(FULL_FRAME);
                table.u2(delta);
                table.u2(slotTypes.size());
                slotTypes.forEach(type -> type.writeTo(table, pool));
                table.u2(frame.stack.size());
                frame.stack.forEach(type -> type.writeTo(table, pool));
            } else if (frame.stack.isEmpty()) {
                if (delta < ONE_ITEM) {
                    table.u1(delta);
                } else {
                    table.u1(SAME_FRAME_EXTENDED);
                    table.u2(delta);
                }
            } else {
                if (delta < ONE_ITEM) {
                    table.u1(ONE_ITEM + delta);
                } else {
                    table.u1(ONE_ITEM_EXTENDED);
                    table.u2(delta);
                }
                frame.stack.getFirst().writeTo(table, pool);
            }
        }
        return table;
    }
}
