package dev.perigord.wasm.component.wit;

import java.io.IOException;
import java.util.List;

/** The files that WIT is read from; whoever reads decides which there are. */
public interface WitFiles {
    /** Whether there is a folder of this path. */
    boolean isFolder(String path);

    /**
     * The names in a folder, in order; none if there is no such folder.
     *
     * @throws IOException if it cannot be read
     */
    List<String> names(String folder) throws IOException;

    /**
     * The contents of a file.
     *
     * @throws IOException if it cannot be read
     */
    byte[] read(String path) throws IOException;
}
