package io.ef21.run;

import io.ef21.data.Columns;
import io.ef21.method.Client;
import io.ef21.method.ClientState;
import io.ef21.method.RoundTask;
import io.ef21.method.Uplink;
import io.ef21.objective.Objective;
import io.ef21.wire.Correction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/** The reference engine: all clients in this JVM. Messages are encoded and decoded as everywhere. */
public final class LocalEngine implements Engine {
    private final List<Client> clients;
    private final Population population;
    private final @Nullable ClientState[] states;
    private final int threads;
    private final @Nullable ExecutorService pool;

    private LocalEngine(List<Client> clients, Population population, int threads) {
        this.clients = List.copyOf(clients);
        this.population = population;
        this.states = new ClientState[clients.size()];
        this.threads = Math.min(threads, clients.size());
        this.pool = this.threads > 1 ? Executors.newFixedThreadPool(this.threads, LocalEngine::thread) : null;
    }

    /**
     * An engine for clients with the given functions.
     *
     * @param threads how many work at a time; changes no bits
     */
    public static LocalEngine of(List<? extends Objective> objectives, int threads) {
        List<Columns> supports = new ArrayList<>();
        objectives.forEach(objective -> supports.add(objective.columns()));
        Population population = Population.of(
                supports,
                objectives.stream().mapToLong(Objective::rows).toArray(),
                objectives.stream().mapToDouble(Objective::weight).toArray(),
                objectives.stream().mapToLong(Objective::nonzeros).sum());
        List<Client> clients = new ArrayList<>();
        objectives.forEach(objective -> clients.add(Client.of(clients.size(), objective, population.columns())));
        return new LocalEngine(clients, population, threads);
    }

    @Override
    public Population population() {
        return population;
    }

    @Override
    public <T> List<T> ask(Question<T> question) {
        return forEachClient(i -> question.answer(clients.get(i)));
    }

    @Override
    public void reset(boolean saved) {
        Arrays.fill(states, null);
    }

    @Override
    public Gathered round(RoundTask task, Summation summation) {
        PartialSum sum = new PartialSum();
        answers(task).forEach(sum::add);
        return sum.total(summation);
    }

    /** A round before anything is added up: what every client sent, in order. */
    List<Uplink> answers(RoundTask task) {
        Correction change = task.change(population.columns().size());
        return forEachClient(i -> {
            ClientState state = states[i];
            Client client = clients.get(i);
            RoundTask.Answer answer =
                    task.run(client, state == null ? ClientState.initial(client, task.method()) : state, change);
            states[i] = answer.state();
            return answer.uplink();
        });
    }

    @Override
    public List<StateFile> save(Path folder, Configuration configuration) throws IOException {
        SortedMap<Integer, ClientState> all = new TreeMap<>();
        for (int i = 0; i < states.length; i++) {
            ClientState state = states[i];
            if (state == null) {
                throw new IllegalStateException("there are no states before round 0");
            }
            all.put(i, state);
        }
        return List.of(StateFile.writeStates(
                folder, "states-00000.bin", 0, configuration, all.entrySet().iterator()));
    }

    @Override
    public void saved(StateFiles files, Configuration configuration) {
        // nothing is lost here
    }

    @Override
    public void restore(StateFiles files, Configuration configuration) throws IOException {
        Variables known = files.readVariables(population.columns().size(), configuration);
        double[] direction = known.direction();
        for (StateFile file : files.clients()) {
            file.readStates(new Path(files.folder()), configuration)
                    .forEach((client, state) -> states[client] = state.withModel(
                            clients.get(client).gather(known.z()),
                            direction == null ? null : clients.get(client).gather(direction)));
        }
    }

    /** The state of a client after the last round; null before the first. For tests of invariants. */
    public @Nullable ClientState state(int client) {
        return states[client];
    }

    @Override
    public Moved moved(boolean complete) {
        return Moved.NOTHING;
    }

    @Override
    public String describe() {
        return "local engine, " + threads + (threads == 1 ? " thread" : " threads");
    }

    @Override
    public void close() {
        if (pool != null) {
            pool.shutdownNow();
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "ef21-client");
        thread.setDaemon(true);
        return thread;
    }

    /** Each thread takes a contiguous range of clients: one hand-over per thread and round. */
    private <T> List<T> forEachClient(IntFunction<T> work) {
        int n = clients.size();
        if (pool == null) {
            return range(0, n, work);
        }
        List<Future<List<T>>> futures = new ArrayList<>(threads);
        for (int t = 0; t < threads; t++) {
            int from = (int) ((long) n * t / threads);
            int to = (int) ((long) n * (t + 1) / threads);
            futures.add(pool.submit(() -> range(from, to, work)));
        }
        List<T> all = new ArrayList<>(n);
        try {
            for (Future<List<T>> future : futures) {
                all.addAll(future.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while clients were working", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("a client failed", e.getCause());
        }
        return all;
    }

    private static <T> List<T> range(int from, int to, IntFunction<T> work) {
        List<T> results = new ArrayList<>(to - from);
        for (int i = from; i < to; i++) {
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("interrupted while clients were working");
            }
            results.add(work.apply(i));
        }
        return results;
    }
}
