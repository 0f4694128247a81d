package io.ef21.spark;

import io.ef21.gossip.BeerTask;
import io.ef21.gossip.Letter;
import io.ef21.gossip.Mixing;
import io.ef21.gossip.Neighbours;
import io.ef21.method.Client;
import io.ef21.method.Report;
import io.ef21.run.Engine;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * Neighbours in Spark: letters travel by a shuffle from partition to partition, and the driver sees none. The states after
 * a round are a cached RDD made of the clients, the states before and the letters; a round is one job over it.
 *
 * <p>Lineage is cut as by {@link SparkEngine} without files: every {@link SparkEngine#TRUNCATE_EVERY} rounds, by a local
 * checkpoint. Until the next cut Spark can recompute a lost partition, to the same bits, from the states at the last one.
 * Not thread-safe.
 */
public final class SparkNeighbours implements Neighbours {
    private static final String REMEDY = "without a server nothing is saved, so run it again";

    private final SparkEngine engine;
    private final Homes homes;
    private @Nullable Broadcast<Mixing> mixing;
    private @Nullable JavaRDD<BeerTask.Answer> answers;
    private @Nullable JavaRDD<BeerTask.Answer> atCut;
    private int roundsSinceCut;

    /** Neighbours of an engine, which its owner closes after them. */
    public SparkNeighbours(SparkEngine engine) {
        this.engine = engine;
        this.homes = engine.jobs().run("who lives where", () -> Homes.of(engine.clients()));
    }

    @Override
    public Engine engine() {
        return engine;
    }

    @Override
    public void join(Mixing among) {
        close();
        // a neighbour's number and a weight, both ways
        mixing = engine.broadcast(among, 2 * among.graph().edges() * (Integer.BYTES + Double.BYTES));
    }

    @Override
    public List<Report> round(BeerTask task) {
        Broadcast<Mixing> among = mixing;
        if (among == null) {
            throw new IllegalStateException("nobody has joined");
        }
        JavaRDD<BeerTask.Answer> last = answers;
        JavaRDD<BeerTask.Answer> next = last == null ? opened(task) : after(last, task, among);
        next.setName("ef21 states after round " + task.round()).persist(engine.storage());
        boolean cut = ++roundsSinceCut == SparkEngine.TRUNCATE_EVERY;
        if (cut) {
            next.rdd().localCheckpoint();
        }
        List<Report> reports;
        try {
            reports = engine.jobs()
                    .round(task.round(), () -> next.map(BeerTask.Answer::report).collect());
        } catch (Exception e) {
            next.unpersist(false);
            throw ClientFailure.translated("round " + task.round(), e, REMEDY);
        }
        if (last != null && last != atCut) {
            last.unpersist(false);
        }
        answers = next;
        if (cut) {
            if (atCut != null) {
                atCut.unpersist(false);
            }
            atCut = next;
            roundsSinceCut = 0;
        }
        return reports;
    }

    private JavaRDD<BeerTask.Answer> opened(BeerTask task) {
        return engine.clients().map(client -> taken(client, task, () -> task.open(client)));
    }

    private JavaRDD<BeerTask.Answer> after(JavaRDD<BeerTask.Answer> last, BeerTask task, Broadcast<Mixing> among) {
        JavaPairRDD<Integer, Letter> letters =
                last.flatMapToPair(answer -> copies(answer, among.value())).partitionBy(homes);
        return engine.clients()
                .zipPartitions(
                        last.zipPartitions(letters, SparkNeighbours::sorted),
                        (clients, brought) -> stepping(clients, brought, task, among.value()));
    }

    private static Iterator<BeerTask.Answer> stepping(
            Iterator<Client> clients, Iterator<Brought> brought, BeerTask task, Mixing mixing) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return clients.hasNext();
            }

            @Override
            public BeerTask.Answer next() {
                Client client = clients.next();
                Brought own = brought.next();
                return taken(
                        client, task, () -> task.run(client, mixing, own.last().state(), own.letters()));
            }
        };
    }

    /** A client's answer of the round before, and what its neighbours wrote to it then, in the order of their numbers. */
    private record Brought(BeerTask.Answer last, List<Letter> letters) {}

    private static Iterator<Tuple2<Integer, Letter>> copies(BeerTask.Answer answer, Mixing mixing) {
        List<Tuple2<Integer, Letter>> copies = new ArrayList<>();
        Letter letter = answer.letter();
        if (letter != null) {
            for (int receiver : mixing.graph().neighbours()[letter.from()]) {
                copies.add(new Tuple2<>(receiver, letter));
            }
        }
        return copies.iterator();
    }

    private static Iterator<Brought> sorted(Iterator<BeerTask.Answer> last, Iterator<Tuple2<Integer, Letter>> letters) {
        TreeMap<Integer, TreeMap<Integer, Letter>> boxes = new TreeMap<>();
        letters.forEachRemaining(sent -> boxes.computeIfAbsent(sent._1(), receiver -> new TreeMap<>())
                .put(sent._2().from(), sent._2()));
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return last.hasNext();
            }

            @Override
            public Brought next() {
                BeerTask.Answer answer = last.next();
                TreeMap<Integer, Letter> box = boxes.remove(answer.report().client());
                return new Brought(answer, box == null ? List.of() : List.copyOf(box.values()));
            }
        };
    }

    @FunctionalInterface
    private interface Part {
        BeerTask.Answer run();
    }

    private static BeerTask.Answer taken(Client client, BeerTask task, Part part) {
        Peers.areLookedUpSoon();
        try {
            return part.run();
        } catch (RuntimeException e) {
            throw ClientFailure.of(client.id(), task.round(), TaskContext.getPartitionId(), e);
        }
    }

    @Override
    public List<double[]> models() {
        JavaRDD<BeerTask.Answer> last = answers;
        if (last == null) {
            throw new IllegalStateException("there are no models before round 0");
        }
        try {
            return engine.jobs()
                    .run("models", () -> last.map(answer -> answer.state().model())
                            .collect());
        } catch (Exception e) {
            throw ClientFailure.translated("the mean of the models", e, REMEDY);
        }
    }

    @Override
    public void close() {
        if (answers != null) {
            answers.unpersist(false);
        }
        if (atCut != null && atCut != answers) {
            atCut.unpersist(false);
        }
        if (mixing != null) {
            mixing.destroy();
        }
        answers = null;
        atCut = null;
        mixing = null;
        roundsSinceCut = 0;
    }
}
