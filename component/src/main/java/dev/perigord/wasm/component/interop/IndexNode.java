package dev.perigord.wasm.component.interop;

import com.oracle.truffle.api.dsl.Cached;
import com.oracle.truffle.api.dsl.GenerateInline;
import com.oracle.truffle.api.dsl.GenerateUncached;
import com.oracle.truffle.api.dsl.Specialization;
import com.oracle.truffle.api.nodes.Node;

/** Finds the index of a field by its name; a place in a program mostly asks for the same one. */
@GenerateInline(false)
@GenerateUncached
abstract class IndexNode extends Node {
    abstract int execute(FieldNames fields, String name);

    @Specialization(
            guards = {"fields == cachedFields", "name.equals(cachedName)"},
            limit = "3")
    @SuppressWarnings("unused")
    static int cached(
            FieldNames fields,
            String name,
            @Cached("fields") FieldNames cachedFields,
            @Cached("name") String cachedName,
            @Cached("fields.indexOf(name)") int index) {
        return index;
    }

    @Specialization(replaces = "cached")
    static int search(FieldNames fields, String name) {
        return fields.indexOf(name);
    }
}
