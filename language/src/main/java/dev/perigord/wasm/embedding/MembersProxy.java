package dev.perigord.wasm.embedding;

import java.util.List;
import java.util.Map;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;
import org.graalvm.polyglot.proxy.ProxyObject;

/** An unchangeable object with members, and with elements for types that are read by position. */
record MembersProxy(Map<String, Object> members, List<Object> elements) implements ProxyObject, ProxyArray {
    MembersProxy(Map<String, Object> members) {
        this(members, List.of());
    }

    @Override
    public Object getMember(String key) {
        return members.get(key);
    }

    @Override
    public Object getMemberKeys() {
        return ProxyArray.fromList(List.copyOf(members.keySet()));
    }

    @Override
    public boolean hasMember(String key) {
        return members.containsKey(key);
    }

    @Override
    public void putMember(String key, Value value) {
        throw new UnsupportedOperationException("the object cannot be changed");
    }

    @Override
    public Object get(long index) {
        return elements.get(Math.toIntExact(index));
    }

    @Override
    public void set(long index, Value value) {
        throw new UnsupportedOperationException("the object cannot be changed");
    }

    @Override
    public long getSize() {
        return elements.size();
    }
}
