package dev.perigord.wasm.component.task;

import dev.perigord.wasm.component.type.WitType;
import dev.perigord.wasm.component.value.ListValues;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/** Lifted values that the host sends, one after the other. */
public interface ValueSource {
    /** How many can be taken at once; 0 if there are no more. */
    int available();

    /** The next ones, as a list of their type; null if nothing but how many is sent. */
    Object take(int count);

    /** The elements of a list as package {@link dev.perigord.wasm.component.value} says. */
    static ValueSource of(Object list, WitType element) {
        return new ValueSource() {
            private int taken;

            @Override
            public int available() {
                return ListValues.size(list) - taken;
            }

            @Override
            public Object take(int count) {
                Object part = ListValues.part(list, element, taken, count);
                taken += count;
                return part;
            }
        };
    }

    /** What an iterator gives, asked for one by one when somebody reads; {@code element} is null if that is nothing. */
    static ValueSource of(Iterator<?> iterator, WitType element) {
        return new ValueSource() {
            @Override
            public int available() {
                return iterator.hasNext() ? 1 : 0;
            }

            @Override
            public Object take(int count) {
                List<Object> values = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    values.add(iterator.next());
                }
                return element == null
                        ? null
                        : ListValues.part(Collections.unmodifiableList(values), element, 0, count);
            }
        };
    }
}
