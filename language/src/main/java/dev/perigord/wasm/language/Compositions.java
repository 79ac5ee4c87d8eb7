package dev.perigord.wasm.language;

import com.oracle.truffle.api.interop.InteropException;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.source.Source;
import dev.perigord.wasm.component.composition.Composer;
import dev.perigord.wasm.component.composition.Composition;
import dev.perigord.wasm.component.composition.CompositionException;
import dev.perigord.wasm.component.composition.WireParser;
import dev.perigord.wasm.component.instantiation.ComponentLoader;
import dev.perigord.wasm.component.interop.ComponentObject;
import dev.perigord.wasm.component.runtime.WasmComponent;
import dev.perigord.wasm.module.InvalidException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** {@code wasm compose}: compositions of components, validated. */
final class Compositions {
    private static final InteropLibrary INTEROP = InteropLibrary.getUncached();

    private final WasmContext context;

    Compositions(WasmContext context) {
        this.context = context;
    }

    /** The first component with its imports satisfied by the others. */
    Object plug(Object[] components) {
        List<WasmComponent> all = new ArrayList<>();
        for (Object component : components) {
            all.add(component(component));
        }
        return compose(() -> Composition.plug(all.getFirst(), all.subList(1, all.size())));
    }

    /**
     * What a wiring describes.
     *
     * @param files gives the component of a file's name
     */
    Object wire(String text, String name, Object files) {
        Map<String, WasmComponent> opened = new HashMap<>();
        return compose(() -> WireParser.parse(text, name, file -> opened.computeIfAbsent(file, f -> open(files, f))));
    }

    private static WasmComponent open(Object files, String file) {
        try {
            return component(INTEROP.execute(files, file));
        } catch (InteropException e) {
            throw new UsageException(file + " is no component");
        }
    }

    private static WasmComponent component(Object object) {
        if (object instanceof ComponentObject component) {
            return component.component();
        }
        throw new UsageException(INTEROP.toDisplayString(object, false) + " is no component");
    }

    private Object compose(Supplier<Composition> composition) {
        try {
            byte[] bytes = Composer.compose(composition.get());
            Source source = Source.newBuilder("wasm", "", "composition").build();
            ComponentLoader.load(context.language(), bytes, context.settings(), source, new BinaryPositions(source));
            return new BinaryBuffer(bytes);
        } catch (CompositionException e) {
            throw new UsageException(e.getMessage());
        } catch (InvalidException e) {
            throw new UsageException("the components do not fit: " + e.getMessage());
        }
    }
}
