import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;

import java.io.IOException;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Replaces calls that bootstrap methods of the JDK link at run-time, where plain instructions do the same: type patterns of
 * {@code switch}, and {@code equals} and {@code hashCode} of records. Linking generates a class for each of them, about a millisecond,
 * and no AOT cache keeps it; a start of the launcher passes a hundred.
 *
 * <p>Usage: {@code java LowerBootstraps.java FOLDER}
 */
final class LowerBootstraps {
    private static final ClassDesc CD_Objects = ClassDesc.of("java.util.Objects");

    public static void main(String[] arguments) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(arguments[0]))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                byte[] before = Files.readAllBytes(file);
                byte[] after = new LowerBootstraps().lowered(before);
                if (after != null) {
                    Files.write(file, after);
                }
            }
        }
    }

    private final List<Switch> switches = new ArrayList<>();
    private boolean changed;

    /** A switch over patterns, to become a method. */
    private record Switch(String name, MethodTypeDesc type, List<Pattern> labels) {}

    /** What a label matches: all objects of a type, or only the enum constant of that name. */
    private record Pattern(ClassDesc type, String constant) {
        /** The pattern of an argument of the bootstrap method, or null for other sorts: strings and numbers. */
        static Pattern of(ConstantDesc argument, ClassDesc selector, boolean isEnum) {
            if (argument instanceof ClassDesc type) {
                return new Pattern(type, null);
            }
            if (isEnum && argument instanceof String name) {
                return new Pattern(selector, name);
            }
            // EnumDesc.of(ClassDesc.of("package.Type"), "NAME")
            if (argument instanceof DynamicConstantDesc<?> made
                    && made.bootstrapArgsList().size() == 3
                    && made.bootstrapArgsList().get(1) instanceof DynamicConstantDesc<?> type
                    && type.bootstrapArgsList().get(1) instanceof String typeName
                    && made.bootstrapArgsList().get(2) instanceof String name) {
                return new Pattern(ClassDesc.of(typeName), name);
            }
            return null;
        }
    }

    private byte[] lowered(byte[] bytes) {
        ClassFile format = ClassFile.of();
        ClassModel model = format.parse(bytes);
        ClassDesc owner = model.thisClass().asSymbol();
        boolean isInterface = model.flags().has(AccessFlag.INTERFACE);
        CodeTransform code = (builder, element) -> {
            if (!(element instanceof InvokeDynamicInstruction call && lower(builder, call, owner, isInterface))) {
                builder.with(element);
            }
        };
        ClassTransform transform = ClassTransform.transformingMethodBodies(code)
                .andThen(ClassTransform.endHandler(builder -> switches.forEach(s -> define(builder, s))));
        byte[] result = format.transformClass(model, transform);
        return changed ? result : null;
    }

    private boolean lower(CodeBuilder builder, InvokeDynamicInstruction call, ClassDesc owner, boolean isInterface) {
        DirectMethodHandleDesc bootstrap = call.bootstrapMethod();
        String method = bootstrap.owner().displayName() + "." + bootstrap.methodName() + "." + call.name().stringValue();
        boolean done = switch (method) {
            case "SwitchBootstraps.typeSwitch.typeSwitch", "SwitchBootstraps.enumSwitch.enumSwitch" -> typeSwitch(builder, call, owner, isInterface);
            case "ObjectMethods.bootstrap.equals" -> equals(builder, call, owner);
            case "ObjectMethods.bootstrap.hashCode" -> hashCode(builder, call, owner);
            default -> false;
        };
        changed |= done;
        return done;
    }

    private boolean typeSwitch(CodeBuilder builder, InvokeDynamicInstruction call, ClassDesc owner, boolean isInterface) {
        boolean isEnum = call.name().equalsString("enumSwitch");
        List<Pattern> labels = new ArrayList<>();
        for (ConstantDesc argument : call.bootstrapArgs()) {
            Pattern label = Pattern.of(argument, call.typeSymbol().parameterType(0), isEnum);
            if (label == null) {
                return false;
            }
            labels.add(label);
        }
        Switch s = new Switch("typeSwitch$" + switches.size(), call.typeSymbol(), labels);
        switches.add(s);
        builder.invokestatic(owner, s.name, s.type, isInterface);
        return true;
    }

    /** {@code static int typeSwitch$n(selector, start)}: the index of the first label from start on that the selector matches. */
    private static void define(ClassBuilder builder, Switch s) {
        int flags = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;
        builder.withMethodBody(s.name, s.type, flags, code -> {
            Label notNull = code.newLabel();
            code.aload(0).ifnonnull(notNull).iconst_m1().ireturn().labelBinding(notNull);
            List<SwitchCase> cases = new ArrayList<>();
            for (int i = 0; i < s.labels.size(); i++) {
                cases.add(SwitchCase.of(i, code.newLabel()));
            }
            Label none = code.newLabel();
            code.iload(1).tableswitch(0, s.labels.size() - 1, none, cases);
            for (int i = 0; i < s.labels.size(); i++) {
                Label next = i + 1 < cases.size() ? cases.get(i + 1).target() : none;
                code.labelBinding(cases.get(i).target());
                Pattern label = s.labels.get(i);
                code.aload(0);
                if (label.constant == null) {
                    code.instanceOf(label.type).ifeq(next);
                } else {
                    code.getstatic(label.type, label.constant, label.type).if_acmpne(next);
                }
                code.loadConstant(i).ireturn();
            }
            code.labelBinding(none).loadConstant(s.labels.size()).ireturn();
        });
    }

    private static List<DirectMethodHandleDesc> components(InvokeDynamicInstruction call) {
        List<ConstantDesc> arguments = call.bootstrapArgs();
        List<DirectMethodHandleDesc> components = new ArrayList<>();
        for (ConstantDesc getter : arguments.subList(2, arguments.size())) {
            components.add((DirectMethodHandleDesc) getter);
        }
        return components;
    }

    /** On the stack: the record and what it is compared with. */
    private static boolean equals(CodeBuilder code, InvokeDynamicInstruction call, ClassDesc owner) {
        Label end = code.newLabel();
        Label differs = code.newLabel();
        int self = code.allocateLocal(TypeKind.REFERENCE);
        int other = code.allocateLocal(TypeKind.REFERENCE);
        code.astore(other).astore(self);
        code.aload(other).instanceOf(owner).ifeq(differs);
        code.aload(other).checkcast(owner).astore(other);
        for (DirectMethodHandleDesc component : components(call)) {
            ClassDesc type = component.invocationType().returnType();
            code.aload(self).getfield(owner, component.methodName(), type);
            code.aload(other).getfield(owner, component.methodName(), type);
            switch (type.descriptorString()) {
                case "Z", "B", "S", "C", "I" -> code.if_icmpne(differs);
                case "J" -> code.lcmp().ifne(differs);
                case "F", "D" ->
                    code.invokestatic(box(type), "compare", MethodTypeDesc.of(CD_int, type, type)).ifne(differs);
                default ->
                    code.invokestatic(CD_Objects, "equals", MethodTypeDesc.of(CD_boolean, CD_Object, CD_Object)).ifeq(differs);
            }
        }
        code.iconst_1().goto_(end).labelBinding(differs).iconst_0().labelBinding(end);
        return true;
    }

    /** On the stack: the record. */
    private static boolean hashCode(CodeBuilder code, InvokeDynamicInstruction call, ClassDesc owner) {
        int self = code.allocateLocal(TypeKind.REFERENCE);
        code.astore(self).iconst_0();
        for (DirectMethodHandleDesc component : components(call)) {
            ClassDesc type = component.invocationType().returnType();
            code.bipush(31).imul().aload(self).getfield(owner, component.methodName(), type);
            if (type.isPrimitive()) {
                code.invokestatic(box(type), "hashCode", MethodTypeDesc.of(CD_int, type));
            } else {
                code.invokestatic(CD_Objects, "hashCode", MethodTypeDesc.of(CD_int, CD_Object));
            }
            code.iadd();
        }
        return true;
    }

    private static ClassDesc box(ClassDesc primitive) {
        return ClassDesc.of("java.lang." + switch (primitive.descriptorString()) {
            case "Z" -> "Boolean";
            case "B" -> "Byte";
            case "S" -> "Short";
            case "C" -> "Character";
            case "I" -> "Integer";
            case "J" -> "Long";
            case "F" -> "Float";
            default -> "Double";
        });
    }
}
