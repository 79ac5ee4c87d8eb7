package dev.perigord.wasm.component.wit.binary;

import dev.perigord.wasm.component.syntax.Definition;
import dev.perigord.wasm.component.syntax.ItemSyntax;
import dev.perigord.wasm.component.syntax.Located;
import dev.perigord.wasm.component.syntax.NameSyntax;
import dev.perigord.wasm.component.syntax.Sort;
import dev.perigord.wasm.component.syntax.TypeSyntax;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Definitions in the making with their index spaces. */
public final class Declarations {
    private final Consumer<Definition> sink;
    private final Map<Sort, Integer> counts = new EnumMap<>(Sort.class);

    /** Gives each definition to whoever collects or writes them. */
    public Declarations(Consumer<Definition> sink) {
        this.sink = sink;
    }

    /** Collects the definitions in a list, as types need them. */
    static Declarations into(List<Located> list) {
        return new Declarations(definition -> list.add(new Located(0, definition)));
    }

    /** Appends a definition that makes an entry of a sort; gives its index. */
    public int add(Sort sort, Definition definition) {
        sink.accept(definition);
        return take(sort);
    }

    /** The index of an entry of a sort that is defined elsewhere, such as a core module. */
    public int take(Sort sort) {
        return counts.merge(sort, 1, Integer::sum) - 1;
    }

    /** Appends a type. */
    public int type(TypeSyntax type) {
        return add(Sort.TYPE, new Definition.Type(type));
    }

    /** Appends the type whose declarations are collected by a function. */
    int instanceType(Consumer<Declarations> declare) {
        List<Located> list = new ArrayList<>();
        declare.accept(into(list));
        return type(new TypeSyntax.Instance(list));
    }

    /** Appends an import. */
    public int importItem(NameSyntax name, Sort sort, long index) {
        return add(sort, new Definition.Import(name, new ItemSyntax(sort, index)));
    }

    /** Appends an export of a type. */
    int exportItem(NameSyntax name, Sort sort, long index) {
        return add(sort, new Definition.ExportDeclaration(name, new ItemSyntax(sort, index)));
    }
}
