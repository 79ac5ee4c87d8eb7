package dev.perigord.wasm.wasi.preview2.filesystem;

import dev.perigord.wasm.wasi.filesystem.DirectoryEntry;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** A guest's {@code directory-entry-stream}: what was in a directory when reading began. */
final class DirectoryEntries {
    private final Iterator<DirectoryEntry> entries;

    DirectoryEntries(List<DirectoryEntry> entries) {
        this.entries = entries.iterator();
    }

    /** The next {@code directory-entry}, or nothing at the end. */
    Optional<Object> next() {
        if (!entries.hasNext()) {
            return Optional.empty();
        }
        DirectoryEntry entry = entries.next();
        return Optional.of(new Object[] {entry.type(), entry.name()});
    }
}
