package io.ef21.run;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ef21.kernel.Dense;
import io.ef21.method.Absorb;
import io.ef21.method.Channel;
import io.ef21.method.Mechanism;
import io.ef21.method.Method;
import io.ef21.method.Methods;
import io.ef21.method.Reply;
import io.ef21.method.Stored;
import io.ef21.objective.Regularizer;
import io.ef21.wire.InvalidMessageException;
import io.ef21.wire.Message;
import io.ef21.wire.ValueBits;
import io.ef21.wire.Wire;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The checks of {@link Laws} catch the mistakes that implementations of error feedback make. */
class BrokenMethodsTest {
    private final Problem problem = Problem.logistic(new SplittableRandom(1), 6, 15, new Regularizer.Nonconvex(0.1));

    /** A mechanism with one thing wrong in what clients do. */
    private record Broken(Mechanism original, Mistake mistake) implements Mechanism {
        private static final long serialVersionUID = 1L;

        @FunctionalInterface
        interface Mistake {
            Reply reply(double[] memory, double[] gradient, Channel channel);
        }

        static Method of(String method, Mistake mistake) {
            Method original = Methods.parse(method);
            return original.with(new Broken(original.mechanism(), mistake));
        }

        @Override
        public Absorb absorb(int round, double coin) {
            return original.absorb(round, coin);
        }

        @Override
        public List<Stored> join(int d) {
            return original.join(d);
        }

        @Override
        public boolean certifies() {
            return original.certifies();
        }

        @Override
        public Reply reply(List<Stored> memory, double[] target, Channel channel) {
            return mistake.reply(memory.get(0).read(), target, channel);
        }
    }

    private static Reply reply(String method, double[] memory, double[] gradient, Channel channel) {
        return Methods.parse(method).mechanism().reply(List.of(new Stored.Wide(memory)), gradient, channel);
    }

    @Test
    void soundMethods_passAllChecks() {
        assertDoesNotThrow(() -> {
            Trace ef21 = trace("ef21", ValueBits.DOUBLE);
            Laws.serverKnowsTheMeanOfTheEstimates(ef21);
            Laws.recordsAreTrueAndCertified(ef21);
            Laws.distortionContracts(ef21, problem.constants());
            Laws.potentialDescends(ef21, problem.constants());
            Laws.serverKnowsTheMeanOfTheEstimates(trace("ef21", ValueBits.FLOAT));
            Trace ef21Plus = trace("ef21+", ValueBits.DOUBLE);
            Laws.serverKnowsTheMeanOfTheEstimates(ef21Plus);
            Laws.estimateIsTheNearerCandidate(ef21Plus);
            Laws.virtualIterateDescends(trace("ef14", ValueBits.DOUBLE));
        });
    }

    @Test
    void correctionOfTheWrongSign_isCaught() {
        Broken.Mistake wrongSign = (memory, gradient, channel) -> {
            Channel.Sent sent = channel.send(Dense.minus(gradient, memory));
            double[] estimate = memory.clone();
            sent.correction().addTo(estimate, -1);
            return Reply.remembered(estimate, sent.message(), Dense.squaredDistance(estimate, gradient));
        };
        assertCaught("ef21", wrongSign, Laws::serverKnowsTheMeanOfTheEstimates);
        assertCaught("ef21", wrongSign, this::distortionContracts);
    }

    @Test
    void differenceOfTheWrongSign_isCaught() {
        Broken.Mistake wrongSign = (memory, gradient, channel) -> {
            Channel.Sent sent = channel.send(Dense.minus(memory, gradient));
            double[] estimate = memory.clone();
            sent.correction().addTo(estimate, 1);
            return Reply.remembered(estimate, sent.message(), Dense.squaredDistance(estimate, gradient));
        };
        // client and server agree on the wrong estimate: only theory tells
        assertDoesNotThrow(() -> Laws.serverKnowsTheMeanOfTheEstimates(trace(Broken.of("ef21", wrongSign))));
        assertCaught("ef21", wrongSign, this::distortionContracts);
        assertCaught("ef21", wrongSign, this::potentialDescends);
    }

    @Test
    void forgottenState_isCaught() {
        Broken.Mistake forgets = (memory, gradient, channel) -> {
            Reply reply = reply("ef21", memory, gradient, channel);
            return Reply.remembered(memory, reply.message(), reply.distortion());
        };
        assertCaught("ef21", forgets, Laws::serverKnowsTheMeanOfTheEstimates);
        assertCaught("ef21", forgets, Laws::recordsAreTrueAndCertified);
        assertCaught("ef21", forgets, this::distortionContracts);
    }

    @Test
    void gradientCompressedInPlaceOfTheDifference_isCaught() {
        assertCaught(
                "ef21",
                (memory, gradient, channel) -> {
                    Channel.Sent sent = channel.send(gradient);
                    double[] estimate = memory.clone();
                    sent.correction().addTo(estimate, 1);
                    return Reply.remembered(estimate, sent.message(), Dense.squaredDistance(estimate, gradient));
                },
                this::distortionContracts);
    }

    @Test
    void stateThatIgnoresTheRoundingOfTheWire_isCaught() {
        Broken.Mistake unrounded = (memory, gradient, channel) -> {
            double[] difference = Dense.minus(gradient, memory);
            double[] estimate = memory.clone();
            channel.compressor().compress(difference, 0).addTo(estimate, 1);
            return Reply.remembered(
                    estimate, channel.send(difference).message(), Dense.squaredDistance(estimate, gradient));
        };
        Trace trace = trace(Broken.of("ef21", unrounded), ValueBits.FLOAT);
        assertThrows(AssertionError.class, () -> Laws.serverKnowsTheMeanOfTheEstimates(trace));
    }

    @Test
    void understatedDistortion_isCaught() {
        assertCaught(
                "ef21",
                (memory, gradient, channel) -> {
                    Reply reply = reply("ef21", memory, gradient, channel);
                    return Reply.remembered(reply.memory().get(0).read(), reply.message(), 0.999 * reply.distortion());
                },
                Laws::recordsAreTrueAndCertified);
    }

    @Test
    void worseCandidateOfEf21Plus_isCaught() {
        assertCaught(
                "ef21+",
                (memory, gradient, channel) -> reply("ef21", memory, gradient, channel),
                Laws::estimateIsTheNearerCandidate);
    }

    @Test
    void replacementThatTheServerAddsToTheOldValue_isCaught() {
        assertCaught(
                "ef21+",
                (memory, gradient, channel) -> {
                    Reply reply = reply("ef21+", memory, gradient, channel);
                    try {
                        Wire.Part added = Wire.decode(reply.message().bytes(), memory.length)
                                .get(0);
                        byte[] bytes = Wire.encode(added.correction(), ValueBits.DOUBLE);
                        return Reply.remembered(
                                reply.memory().get(0).read(), new Message(bytes, 0, 0), reply.distortion());
                    } catch (InvalidMessageException e) {
                        throw new IllegalStateException(e);
                    }
                },
                Laws::serverKnowsTheMeanOfTheEstimates);
    }

    @Test
    void stepAppliedTwice_isCaught() {
        assertCaught(
                "ef14",
                (memory, gradient, channel) -> {
                    double[] scaled = gradient.clone();
                    Dense.addScaled(channel.stepSize() - 1, gradient, scaled);
                    return reply("ef14", memory, scaled, channel);
                },
                Laws::virtualIterateDescends);
    }

    @Test
    void stepLeftOut_isCaught() {
        assertCaught(
                "ef14",
                (memory, gradient, channel) -> {
                    Channel unscaled = new Channel(
                            channel.compressor(),
                            channel.bits(),
                            false,
                            1,
                            channel.round(),
                            channel.client(),
                            channel.roundKey(),
                            channel.coin());
                    return reply("ef14", memory, gradient, unscaled);
                },
                Laws::virtualIterateDescends);
    }

    @Test
    void memoryThatKeepsWhatWasSent_isCaught() {
        assertCaught(
                "ef14",
                (memory, gradient, channel) -> {
                    double[] error = memory.clone();
                    Dense.addScaled(channel.stepSize(), gradient, error);
                    return Reply.remembered(error, channel.send(error).message(), Double.NaN);
                },
                Laws::virtualIterateDescends);
    }

    @Test
    void memoryThatForgets_isCaught() {
        assertCaught(
                "ef14",
                (memory, gradient, channel) -> reply("ef14", new double[memory.length], gradient, channel),
                Laws::virtualIterateDescends);
    }

    @Test
    void stepThatIsTooLong_isCaught() {
        Trace trace = Trace.of(problem.objectives(), Trace.options("ef21", "topk:2", "theory:200", 60));
        assertThrows(AssertionError.class, () -> potentialDescends(trace));
        assertThrows(AssertionError.class, () -> Laws.potentialDescends(trace));
    }

    private void distortionContracts(Trace trace) {
        Laws.distortionContracts(trace, problem.constants());
    }

    private void potentialDescends(Trace trace) {
        Laws.potentialDescends(trace, problem.constants());
    }

    private void assertCaught(String original, Broken.Mistake mistake, Consumer<Trace> check) {
        Trace trace = trace(Broken.of(original, mistake));
        assertThrows(AssertionError.class, () -> check.accept(trace));
    }

    private Trace trace(String method, ValueBits bits) {
        return trace(Methods.parse(method), bits);
    }

    private Trace trace(Method method) {
        return trace(method, ValueBits.DOUBLE);
    }

    private Trace trace(Method method, ValueBits bits) {
        // EF21+ replaces estimates at long steps only
        String step = method.name().endsWith("+") ? "theory:100" : "theory";
        return Trace.of(problem.objectives(), Trace.options(method, "topk:2", step, 60, bits, false, false));
    }
}
