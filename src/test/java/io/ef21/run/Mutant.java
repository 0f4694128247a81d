package io.ef21.run;

import io.ef21.method.Absorb;
import io.ef21.method.Channel;
import io.ef21.method.Circumstances;
import io.ef21.method.Demand;
import io.ef21.method.Mechanism;
import io.ef21.method.Reply;
import io.ef21.method.Stored;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * A method with one mistake, and the check that has to see it.
 *
 * @param mistake in words
 * @param sound the method as it should be
 * @param broken as it should not
 * @param check passes on the one and fails on the other
 */
record Mutant(String mistake, Asked sound, Asked broken, Consumer<Trace> check) {
    /** A mistake of clients. */
    @FunctionalInterface
    interface Mistake {
        Reply reply(Mechanism original, List<Stored> memory, double[] target, Channel channel);
    }

    /** A mistake of the server. */
    @FunctionalInterface
    interface Misreading {
        Absorb absorb(Mechanism original, int round, double coin);
    }

    /** A mechanism with a mistake at either end. */
    record Broken(Mechanism original, Mistake mistake, Misreading misreading) implements Mechanism {
        private static final long serialVersionUID = 1L;

        @Override
        public List<Stored> join(int d) {
            return original.join(d);
        }

        @Override
        public Reply reply(List<Stored> memory, double[] target, Channel channel) {
            return mistake.reply(original, memory, target, channel);
        }

        @Override
        public Absorb absorb(int round, double coin) {
            return misreading.absorb(original, round, coin);
        }

        @Override
        public boolean steps() {
            return original.steps();
        }

        @Override
        public List<Stored> shared(List<Stored> kept, double[] sum, Channel channel) {
            return original.shared(kept, sum, channel);
        }

        @Override
        public boolean certifies() {
            return false;
        }

        @Override
        public boolean allowsAbsence() {
            return original.allowsAbsence();
        }

        @Override
        public Demand demand() {
            return original.demand();
        }

        @Override
        public Mechanism fitted(Circumstances circumstances) {
            return new Broken(original.fitted(circumstances), mistake, misreading);
        }
    }

    /** Clients that make a mistake. */
    static Mutant clients(String mistake, Asked sound, Mistake made, Consumer<Trace> check) {
        Mechanism broken = new Broken(sound.method().mechanism(), made, Mechanism::absorb);
        return new Mutant(mistake, sound, sound.with(sound.method().with(broken)), check);
    }

    /** A server that makes a mistake. */
    static Mutant server(String mistake, Asked sound, Misreading made, Consumer<Trace> check) {
        Mechanism broken = new Broken(sound.method().mechanism(), Mechanism::reply, made);
        return new Mutant(mistake, sound, sound.with(sound.method().with(broken)), check);
    }

    /** A reply that keeps its vectors in full, does not know its distortion, and sends a correction. */
    static Reply reply(Channel.Sent sent, double[]... kept) {
        List<Stored> memory = Arrays.stream(kept).<Stored>map(Stored.Wide::new).toList();
        return Reply.uncertain(memory, sent.message());
    }

    /** x + the correction. */
    static double[] corrected(double[] x, Channel.Sent sent) {
        double[] sum = x.clone();
        sent.correction().addTo(sum, 1);
        return sum;
    }

    @Override
    public String toString() {
        return sound.method().name() + ": " + mistake;
    }
}
