package dev.perigord.wasm.component.printer;

import dev.perigord.wasm.component.syntax.CoreModuleSource;
import dev.perigord.wasm.component.type.CoreModuleType;
import java.util.Arrays;

/** A core module in a component of which only the bytes matter. */
final class PrintedModule implements CoreModuleSource {
    private final byte[] bytes;

    PrintedModule(byte[] component, int offset, int length) {
        this.bytes = Arrays.copyOfRange(component, offset, offset + length);
    }

    byte[] bytes() {
        return bytes;
    }

    @Override
    public CoreModuleType type() {
        throw new IllegalStateException("the module is printed, not linked");
    }
}
