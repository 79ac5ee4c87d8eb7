package dev.perigord.wasm.text;

import dev.perigord.wasm.module.Section;
import java.util.ArrayList;
import java.util.List;

/** The custom sections that {@code @custom} annotations of a module ask for (spec 7.4.2). */
final class CustomSections {
    private static final String PREFIX = "@custom annotation: ";

    /**
     * A custom section.
     *
     * @param contents its name and what follows
     * @param before whether it comes before or after its place
     * @param place the section next to it, or {@code null} if it is one of the first or last ones
     */
    private record Custom(ByteWriter contents, boolean before, Section place) {}

    private final Tokens tokens;
    private final List<Tokens.Annotation> annotations;
    private final List<Custom> sections = new ArrayList<>();
    private int next;

    CustomSections(Tokens tokens) {
        this.tokens = tokens;
        this.annotations = tokens.annotations().stream()
                .filter(annotation -> annotation.id().equals("custom"))
                .toList();
    }

    /** Takes the annotations before a token, which is between fields; any other before it is misplaced. */
    void allowBefore(int token) {
        while (next < annotations.size() && annotations.get(next).token() <= token) {
            Tokens.Annotation annotation = annotations.get(next++);
            if (annotation.token() < token) {
                throw Errors.at(tokens.source(), annotation.start(), "misplaced @custom annotation");
            }
            sections.add(parse(annotation));
        }
    }

    private Custom parse(Tokens.Annotation annotation) {
        TokenCursor cursor = new TokenCursor(Lexer.tokens(tokens.source(), annotation.content(), annotation.end() - 1));
        if (!cursor.at(TokenKind.STRING)) {
            throw cursor.error(PREFIX + "missing section name");
        }
        int nameToken = cursor.index();
        byte[] name = cursor.string();
        if (!StringLiterals.isUtf8(name)) {
            cursor.moveTo(nameToken);
            throw cursor.error(PREFIX + "malformed UTF-8 encoding");
        }
        boolean before = false;
        Section place = null;
        if (cursor.accept(TokenKind.LEFT)) {
            before = cursor.acceptKeyword("before");
            if (!before && !cursor.acceptKeyword("after")) {
                throw cursor.error(PREFIX + "malformed placement");
            }
            if (!cursor.acceptKeyword(before ? "first" : "last")) {
                place = section(cursor);
                cursor.advance();
            }
            if (!cursor.accept(TokenKind.RIGHT)) {
                throw cursor.error(PREFIX + "unexpected token");
            }
        }
        ByteWriter contents = new ByteWriter();
        contents.sized(name);
        contents.bytes(cursor.strings());
        if (!cursor.at(TokenKind.END)) {
            throw cursor.error(PREFIX + "unexpected token");
        }
        return new Custom(contents, before, place);
    }

    private static Section section(TokenCursor cursor) {
        for (Section section : Section.values()) {
            if (cursor.atKeyword(section.text())) {
                return section;
            }
        }
        throw cursor.error(PREFIX + "malformed section kind");
    }

    /** Writes the sections of a place: before or after a section, or the first or last ones. */
    void write(boolean before, Section place, ByteWriter out) {
        for (Custom custom : sections) {
            if (custom.before == before && custom.place == place) {
                out.u8(0);
                out.sized(custom.contents);
            }
        }
    }
}
