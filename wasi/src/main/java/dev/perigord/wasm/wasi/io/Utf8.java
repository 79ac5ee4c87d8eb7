package dev.perigord.wasm.wasi.io;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text as WASI passes it. */
public final class Utf8 {
    private Utf8() {}

    /**
     * Decodes bytes.
     *
     * @throws WasiException with {@link ErrorCode#ILLEGAL_BYTE_SEQUENCE} if they are not UTF-8
     */
    public static String decode(byte[] bytes) throws WasiException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new WasiException(ErrorCode.ILLEGAL_BYTE_SEQUENCE);
        }
    }

    /** Encodes text. */
    public static byte[] encode(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
