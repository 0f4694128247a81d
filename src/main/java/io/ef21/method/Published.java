package io.ef21.method;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;

/**
 * A family in a few words and a function.
 *
 * @param maker gives the method for parameters, under any name
 */
record Published(
        String name,
        String summary,
        Paper paper,
        String state,
        String travels,
        Set<Knob> knobs,
        Function<MethodOptions, Method> maker)
        implements MethodFamily {

    static Published of(
            String name,
            String summary,
            Paper paper,
            String state,
            String travels,
            Function<MethodOptions, Method> maker,
            Knob... knobs) {
        Set<Knob> all = EnumSet.noneOf(Knob.class);
        all.addAll(Set.of(knobs));
        return new Published(name, summary, paper, state, travels, all, maker);
    }

    /** The same with the parameters of stochastic gradients. */
    Published sampled() {
        Set<Knob> more = EnumSet.of(Knob.BATCH_SIZE, Knob.INITIAL_BATCH, Knob.BATCH_DRAW);
        more.addAll(knobs);
        return new Published(name, summary, paper, state, travels, more, maker);
    }

    @Override
    public Method make(MethodOptions options) {
        return maker.apply(options);
    }
}
