package dev.perigord.wasm.component.type;

import java.util.ArrayList;
import java.util.List;

/** {@code variant}. */
public final class VariantType extends WitType {
    private final List<Case> cases;

    /** One alternative; {@code payload} is null if it carries nothing. */
    public record Case(String name, WitType payload) {}

    /** A variant with at least one case. */
    public VariantType(List<Case> cases) {
        super(TypeKind.VARIANT, payloads(cases));
        this.cases = List.copyOf(cases);
    }

    /** The cases in order. */
    public List<Case> cases() {
        return cases;
    }

    @Override
    public List<WitType> parts() {
        return payloads(cases);
    }

    @Override
    public WitType withParts(List<WitType> parts) {
        List<Case> renewed = new ArrayList<>(parts.size());
        for (int i = 0; i < parts.size(); i++) {
            renewed.add(new Case(cases.get(i).name(), parts.get(i)));
        }
        return new VariantType(renewed);
    }

    @Override
    Layout computeLayout(PointerSize pointer) {
        return Layout.variant(cases.size(), parts(), pointer);
    }

    private static List<WitType> payloads(List<Case> cases) {
        return cases.stream().map(Case::payload).toList();
    }
}
