package dev.perigord.wasm.classfile;

/**
 * A method or field of a class.
 *
 * @param owner the internal name of the class
 * @param descriptor the descriptor of its type
 * @param argumentSlots how many slots the arguments of a method take, the receiver left out
 * @param resultSlots how many slots the result of a method, or the value of a field, takes
 */
public record Member(String owner, String name, String descriptor, int argumentSlots, int resultSlots) {
    /** A method, or a field if the descriptor has no parentheses. */
    public static Member of(String owner, String name, String descriptor) {
        int close = descriptor.indexOf(')');
        int arguments = 0;
        for (int i = 1; i < close; i++) {
            char type = descriptor.charAt(i);
            arguments += type == 'J' || type == 'D' ? 2 : 1;
            if (type == '[') {
                while (descriptor.charAt(i) == '[') {
                    i++;
                }
                type = descriptor.charAt(i);
            }
            if (type == 'L') {
                i = descriptor.indexOf(';', i);
            }
        }
        char result = descriptor.charAt(close + 1);
        return new Member(
                owner, name, descriptor, arguments, result == 'V' ? 0 : result == 'J' || result == 'D' ? 2 : 1);
    }

    // Those that records have are slow until they are compiled, and these are called for every call and field that is
    // emitted.

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof Member member
                        && owner.equals(member.owner)
                        && name.equals(member.name)
                        && descriptor.equals(member.descriptor));
    }

    @Override
    public int hashCode() {
        return (owner.hashCode() * 31 + name.hashCode()) * 31 + descriptor.hashCode();
    }

    /** A method or field of a class of ours. */
    public static Member of(Class<?> owner, String name, String descriptor) {
        return of(internalName(owner), name, descriptor);
    }

    /** The name of a class in class files. */
    public static String internalName(Class<?> type) {
        return type.getName().replace('.', '/');
    }
}
