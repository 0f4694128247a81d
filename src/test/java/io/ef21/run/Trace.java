package io.ef21.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.ef21.Quadratics;
import io.ef21.Vectors;
import io.ef21.compress.Compressors;
import io.ef21.method.Client;
import io.ef21.method.ClientState;
import io.ef21.method.Downlink;
import io.ef21.method.Method;
import io.ef21.method.Methods;
import io.ef21.method.RoundTask;
import io.ef21.method.StepSizeRule;
import io.ef21.method.Uplink;
import io.ef21.objective.Objective;
import io.ef21.objective.Regularizer;
import io.ef21.wire.InvalidMessageException;
import io.ef21.wire.ValueBits;
import io.ef21.wire.Wire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * A training with everything that went over the wire and everything that clients remembered: what a run did, as opposed
 * to what it says it did. Vectors are on the server's columns, zero where a client owns none.
 *
 * @param options of the run
 * @param clients what they are
 * @param weights w_i, worked out here
 * @param rounds what happened, by round
 * @param records what the run says
 * @param outcome its end
 */
record Trace(
        TrainingOptions options,
        List<Client> clients,
        double[] weights,
        List<Round> rounds,
        List<RoundRecord> records,
        Outcome outcome) {

    /**
     * One round.
     *
     * @param model x^t, from all that was broadcast; with a downlink that corrects the direction of steps, by taking these
     * @param losses f_i(x^t)
     * @param gradients grad f_i(x^t)
     * @param memories g_i^t or e_i after the round
     * @param states all that clients remember after the round
     * @param uplinks what was sent
     * @param sent what the server reads from it
     * @param downlink the bytes that reached the clients before the round, or none
     */
    record Round(
            double[] model,
            double[] losses,
            double[][] gradients,
            double[][] memories,
            List<ClientState> states,
            List<Uplink> uplinks,
            double[][] sent,
            byte[] downlink) {
        /** The same with other states. */
        Round with(List<ClientState> others) {
            return new Round(model, losses, gradients, memories, others, uplinks, sent, downlink);
        }
    }

    /** Runs with exact evaluations in every round. */
    static Trace of(List<? extends Objective> objectives, TrainingOptions options) {
        List<RoundRecord> records = new ArrayList<>();
        try (Watched engine = new Watched(LocalEngine.of(objectives, 1), objectives)) {
            Outcome outcome = new Training(options).run(engine, records::add);
            double[] weights = Quadratics.weights(objectives, options.weighByRows());
            return new Trace(options, engine.clients, weights, engine.rounds, records, outcome);
        }
    }

    /** Options with exact evaluations in every round: compressed start, uniform weights, 64 bits. */
    static TrainingOptions options(Method method, String compressor, String stepSize, int rounds) {
        return options(method, compressor, stepSize, rounds, ValueBits.DOUBLE, false, false);
    }

    /** Options with exact evaluations in every round: compressed start, uniform weights, 64 bits. */
    static TrainingOptions options(String method, String compressor, String stepSize, int rounds) {
        return options(Methods.parse(method), compressor, stepSize, rounds);
    }

    /** Options with exact evaluations in every round. */
    static TrainingOptions options(
            Method method,
            String compressor,
            String stepSize,
            int rounds,
            ValueBits bits,
            boolean exactStart,
            boolean byRows) {
        return new TrainingOptions(
                method,
                Compressors.parse(compressor),
                bits,
                exactStart,
                false,
                Downlink.EXACT,
                new Regularizer.None(),
                byRows,
                StepSizeRule.parse(stepSize),
                rounds,
                0,
                1,
                0);
    }

    /** The same options with a step that is compressed on its way to the clients. */
    static TrainingOptions withDownlink(TrainingOptions options, String downlink) {
        return new TrainingOptions(
                options.method(),
                options.compressor(),
                options.valueBits(),
                options.exactStart(),
                options.narrowState(),
                Downlink.parse(downlink),
                options.serverRegularizer(),
                options.weighByRows(),
                options.stepSize(),
                options.rounds(),
                options.gradientTol(),
                options.evaluateEvery(),
                options.seed());
    }

    /** The same options with a regularizer at the server. */
    static TrainingOptions withServerRegularizer(TrainingOptions options, Regularizer regularizer) {
        return new TrainingOptions(
                options.method(),
                options.compressor(),
                options.valueBits(),
                options.exactStart(),
                options.narrowState(),
                options.downlink(),
                regularizer,
                options.weighByRows(),
                options.stepSize(),
                options.rounds(),
                options.gradientTol(),
                options.evaluateEvery(),
                options.seed());
    }

    /** gamma. */
    double gamma() {
        return outcome.setting().stepSize().gamma();
    }

    /** The last round, R. */
    int last() {
        return rounds.size() - 1;
    }

    /** n. */
    int n() {
        return weights.length;
    }

    /** f(x^t), from the clients' losses. */
    double value(int t) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * rounds.get(t).losses()[i];
        }
        return sum;
    }

    /** grad f(x^t). */
    double[] gradient(int t) {
        return mean(rounds.get(t).gradients());
    }

    /** sum_i w_i v_i. */
    double[] mean(double[][] vectors) {
        double[] mean = new double[vectors[0].length];
        for (int i = 0; i < weights.length; i++) {
            Vectors.add(weights[i], vectors[i], mean);
        }
        return mean;
    }

    /** x^t. */
    double[] model(int t) {
        return rounds.get(t).model();
    }

    /** A vector that clients keep after round t: the j-th of the mechanism. */
    double[][] kept(int t, int j) {
        double[][] kept = new double[n()][];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = lifted(
                    clients.get(i), rounds.get(t).states().get(i).mechanism()[j].read());
        }
        return kept;
    }

    /** ||g_i^t - grad f_i(x^t)||^2. */
    double distortion(int t, int client) {
        return Vectors.squaredDistance(
                rounds.get(t).memories()[client], rounds.get(t).gradients()[client]);
    }

    /** G^t. */
    double distortion(int t) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * distortion(t, i);
        }
        return sum;
    }

    /** The parts of a client's message. */
    List<Wire.Part> parts(int t, int client) {
        return parts(rounds.get(t).uplinks().get(client).message(), clients.get(client));
    }

    /** A vector on a client's columns, on the server's. */
    static double[] lifted(Client client, double[] own) {
        int[] positions = client.positions();
        if (positions == null) {
            return own;
        }
        double[] lifted = new double[client.serverSize()];
        for (int j = 0; j < own.length; j++) {
            lifted[positions[j]] = own[j];
        }
        return lifted;
    }

    private static List<Wire.Part> parts(byte[] message, Client client) {
        try {
            return Wire.decode(message, client.objective().dimension());
        } catch (InvalidMessageException e) {
            throw new AssertionError(e);
        }
    }

    /** Passes everything on to a local engine and takes notes. */
    private static final class Watched implements Engine {
        private final LocalEngine engine;
        private final List<Client> clients = new ArrayList<>();
        private final List<Round> rounds = new ArrayList<>();
        private double[] model;
        private final double[] direction;

        Watched(LocalEngine engine, List<? extends Objective> objectives) {
            this.engine = engine;
            objectives.forEach(f ->
                    clients.add(Client.of(clients.size(), f, engine.population().columns())));
            this.model = new double[engine.population().columns().size()];
            this.direction = new double[model.length];
        }

        @Override
        public Gathered round(RoundTask task, Summation summation) {
            int n = clients.size();
            byte[] downlink = task.downlink() == null ? new byte[0] : task.downlink();
            if (downlink.length > 0 && task.told() != RoundTask.Told.MEMORY) {
                boolean corrects = task.told() == RoundTask.Told.CORRECTION;
                model = model.clone();
                Wire.decodeOwn(downlink, model.length).addTo(corrects ? direction : model, 1);
                if (corrects) {
                    Vectors.add(-task.stepSize(), direction, model);
                }
            }
            List<Uplink> uplinks = engine.answers(task);
            double[][] gradients = new double[n][];
            double[][] memories = new double[n][];
            double[][] sent = new double[n][];
            List<ClientState> states = new ArrayList<>();
            for (Client client : clients) {
                int i = client.id();
                int d = client.objective().dimension();
                ClientState state = Objects.requireNonNull(engine.state(i));
                states.add(state);
                assertArrayEquals(client.gather(model), state.model(), "clients know the x that was broadcast");
                gradients[i] =
                        lifted(client, Objects.requireNonNull(uplinks.get(i).gradient()));
                // methods without memory keep an empty vector
                double[] memory = state.memory();
                memories[i] = memory.length < d ? memory : lifted(client, memory);
                double[] own = new double[d];
                for (Wire.Part part : parts(uplinks.get(i).message(), client)) {
                    part.correction().addTo(own, part.scale());
                }
                sent[i] = lifted(client, own);
            }
            double[] losses =
                    uplinks.stream().mapToDouble(u -> u.report().loss()).toArray();
            rounds.add(new Round(model, losses, gradients, memories, states, uplinks, sent, downlink));
            PartialSum sum = new PartialSum();
            uplinks.forEach(sum::add);
            return sum.total(summation);
        }

        @Override
        public Population population() {
            return engine.population();
        }

        @Override
        public <T> List<T> ask(Question<T> question) {
            return engine.ask(question);
        }

        @Override
        public void reset(boolean saved) {
            engine.reset(saved);
        }

        @Override
        public List<StateFile> save(Path folder, Configuration configuration) throws IOException {
            return engine.save(folder, configuration);
        }

        @Override
        public void saved(StateFiles files, Configuration configuration) {
            engine.saved(files, configuration);
        }

        @Override
        public void restore(StateFiles files, Configuration configuration) throws IOException {
            engine.restore(files, configuration);
        }

        @Override
        public Moved moved(boolean complete) {
            return engine.moved(complete);
        }

        @Override
        public String describe() {
            return engine.describe();
        }

        @Override
        public void close() {
            engine.close();
        }
    }
}
