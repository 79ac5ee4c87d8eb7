package dev.perigord.wasm.component.validation;

/** The encodings that core code may have its strings in. */
public enum StringEncoding {
    UTF8,
    UTF16,
    /** Latin-1, or UTF-16 where the length's highest bit is set. */
    LATIN1_UTF16
}
