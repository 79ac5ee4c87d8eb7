package dev.perigord.wasm.classfile;

/** A class file (JVM specification 4.1) in the making. */
public final class ClassWriter {
    /** Flags of classes, fields and methods (JVM specification 4.1, 4.5, 4.6). */
    public static final int PUBLIC = 0x1;

    public static final int PRIVATE = 0x2;
    public static final int STATIC = 0x8;
    public static final int FINAL = 0x10;
    public static final int ABSTRACT = 0x400;
    private static final int SUPER = 0x20;
    private static final int MAGIC = 0xCAFEBABE;

    /** The class file version of Java 17: no feature of a later one is used. */
    private static final int VERSION = 61;

    private static final String OBJECT = "java/lang/Object";

    private final String name;
    private final int flags;
    private final String superclass;
    private final ConstantPool pool = new ConstantPool();
    private final Bytes fields = new Bytes(64);
    private final Bytes methods = new Bytes(1024);
    private int fieldCount;
    private int methodCount;

    /** A class, with {@code java.lang.Object} above it if {@code superclass} is null; names are internal ones. */
    public ClassWriter(String name, int flags, String superclass) {
        this.name = name;
        this.flags = flags;
        this.superclass = superclass == null ? OBJECT : superclass;
    }

    /** The internal name. */
    public String name() {
        return name;
    }

    /** The internal name of the class above. */
    public String superclass() {
        return superclass;
    }

    /** Adds a field. */
    public void field(int fieldFlags, String fieldName, String descriptor) {
        fieldCount++;
        fields.u2(fieldFlags);
        fields.u2(pool.utf8(fieldName));
        fields.u2(pool.utf8(descriptor));
        fields.u2(0);
    }

    /** Adds a method without code. */
    public void abstractMethod(String methodName, String descriptor) {
        methodCount++;
        methods.u2(PUBLIC | ABSTRACT);
        methods.u2(pool.utf8(methodName));
        methods.u2(pool.utf8(descriptor));
        methods.u2(0);
    }

    /** The code of a new method, to be {@linkplain MethodWriter#end ended}. Several may be open at once. */
    public MethodWriter method(int methodFlags, String methodName, String descriptor) {
        return new MethodWriter(this, pool, methodFlags, methodName, descriptor);
    }

    void add(int methodFlags, String methodName, String descriptor, Bytes codeAttribute) {
        methodCount++;
        methods.u2(methodFlags);
        methods.u2(pool.utf8(methodName));
        methods.u2(pool.utf8(descriptor));
        methods.u2(1);
        methods.u2(pool.utf8("Code"));
        methods.u4(codeAttribute.size());
        methods.append(codeAttribute);
    }

    /** Adds a constructor without parameters that does nothing. */
    public void defaultConstructor() {
        MethodWriter code = method(PUBLIC, "<init>", "()V");
        code.aload(0).invokespecial(Member.of(superclass, "<init>", "()V")).return_();
        code.end();
    }

    /** The class file. */
    public byte[] toBytes() {
        int thisClass = pool.type(name);
        int superClass = pool.type(superclass);
        Bytes output = new Bytes(fields.size() + methods.size() + 1024);
        output.u4(MAGIC);
        output.u4(VERSION);
        pool.writeTo(output);
        output.u2(flags | SUPER);
        output.u2(thisClass);
        output.u2(superClass);
        output.u2(0);
        output.u2(fieldCount);
        output.append(fields);
        output.u2(methodCount);
        output.append(methods);
        output.u2(0);
        return output.toArray();
    }
}
