package dev.perigord.wasm.component.linking;

import dev.perigord.wasm.component.validation.ValidatedComponent;

/**
 * A component with the instance in which it is defined, whose modules and components it may use by outer aliases. Each
 * definition in a plan has one closure.
 */
public final class ComponentClosure {
    private final ValidatedComponent definition;
    private final Frame definedIn;

    /** A component that is in no other. */
    public ComponentClosure(ValidatedComponent definition) {
        this(definition, null);
    }

    ComponentClosure(ValidatedComponent definition, Frame definedIn) {
        this.definition = definition;
        this.definedIn = definedIn;
    }

    /** The component. */
    public ValidatedComponent definition() {
        return definition;
    }

    /** Where outer aliases lead, or null. */
    Frame definedIn() {
        return definedIn;
    }
}
