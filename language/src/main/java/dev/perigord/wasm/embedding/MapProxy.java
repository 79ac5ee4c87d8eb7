package dev.perigord.wasm.embedding;

import java.util.List;
import java.util.Map;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;
import org.graalvm.polyglot.proxy.ProxyHashMap;
import org.graalvm.polyglot.proxy.ProxyObject;

/** An unchangeable map: hash entries, and members for the keys that are strings. */
record MapProxy(Map<Object, Object> entries) implements ProxyHashMap, ProxyObject {
    @Override
    public long getHashSize() {
        return entries.size();
    }

    @Override
    public boolean hasHashEntry(Value key) {
        return entries.containsKey(key.as(Object.class));
    }

    @Override
    public Object getHashValue(Value key) {
        return entries.get(key.as(Object.class));
    }

    @Override
    public void putHashEntry(Value key, Value value) {
        throw new UnsupportedOperationException("the map cannot be changed");
    }

    @Override
    public Object getHashEntriesIterator() {
        List<Object> pairs = entries.entrySet().stream()
                .<Object>map(entry -> ProxyArray.fromArray(entry.getKey(), entry.getValue()))
                .toList();
        return ProxyArray.fromList(pairs).getIterator();
    }

    @Override
    public Object getMember(String key) {
        return entries.get(key);
    }

    @Override
    public Object getMemberKeys() {
        return ProxyArray.fromList(
                entries.keySet().stream().filter(String.class::isInstance).toList());
    }

    @Override
    public boolean hasMember(String key) {
        return entries.containsKey(key);
    }

    @Override
    public void putMember(String key, Value value) {
        throw new UnsupportedOperationException("the map cannot be changed");
    }
}
