package io.ef21.spark;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.Problems;
import io.ef21.objective.Objective;
import io.ef21.objective.Regularizer;
import io.ef21.run.RoundRecord;
import io.ef21.run.Training;
import io.ef21.run.TrainingOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Spark knows of a fit's jobs: descriptions, groups, accumulators; and that the thread is left as it was. */
class FitJobsTest {
    private static final int ROUNDS = 12;
    private static final TrainingOptions OPTIONS =
            Problems.options("ef21", "topk:2", "theory", ROUNDS).withEvaluation(0);
    private static final List<Objective> CLIENTS = Problems.oneHot(60, 5, new Regularizer.L2(0.1));

    @TempDir
    private Path folder;

    private final JavaSparkContext spark = TestSpark.context();
    private final Heard heard = new Heard();

    /** What the listener bus says of jobs. */
    private static final class Heard extends SparkListener {
        private final ConcurrentLinkedQueue<Properties> jobs = new ConcurrentLinkedQueue<>();
        private final ConcurrentLinkedQueue<RoundEnded> rounds = new ConcurrentLinkedQueue<>();

        @Override
        public void onJobStart(SparkListenerJobStart started) {
            jobs.add(started.properties());
        }

        @Override
        public void onOtherEvent(SparkListenerEvent event) {
            if (event instanceof RoundEnded ended) {
                rounds.add(ended);
            }
        }

        Stream<String> of(String property) {
            return jobs.stream().map(job -> job.getProperty(property));
        }

        List<String> descriptions() {
            return of(ThreadProperties.DESCRIPTION).toList();
        }
    }

    @BeforeEach
    void listen() {
        spark.sc().addSparkListener(heard);
    }

    @AfterEach
    void leaveTheThreadAsItWas() {
        spark.sc().removeSparkListener(heard);
        spark.clearJobGroup();
    }

    private List<RoundRecord> fit() {
        List<RoundRecord> records = new ArrayList<>();
        try (SparkEngine engine = new SparkEngine(spark, SparkClients.of(spark, CLIENTS, 3), 0)) {
            new Training(OPTIONS).run(engine, records::add);
        }
        return records;
    }

    private void settle() throws Exception {
        spark.sc().listenerBus().waitUntilEmpty();
    }

    @Test
    void aRoundsJob_isNamedByRoundAndWhatTheRoundBeforeShowed() throws Exception {
        List<RoundRecord> records = fit();
        settle();
        List<String> rounds = heard.descriptions().stream()
                .filter(description -> description.startsWith("EF21 round"))
                .toList();
        assertEquals(ROUNDS + 1, rounds.size());
        assertEquals("EF21 round 0", rounds.get(0));
        for (int t = 1; t <= ROUNDS; t++) {
            assertEquals(RoundTitle.of(t, records.get(t - 1)), rounds.get(t));
            assertTrue(
                    rounds.get(t).matches("EF21 round " + t + ": f = 0\\.\\d{4}, \\|g\\| <= \\d\\.\\de-\\d"),
                    rounds.get(t));
        }
        assertEquals(
                new TreeSet<>(List.of("EF21: constants", "EF21: reading the data")),
                new TreeSet<>(heard.descriptions().stream()
                        .filter(description -> !description.startsWith("EF21 round"))
                        .toList()));
    }

    @Test
    void theNextTrainingOfAnEngine_doesNotBeginWithTheFiguresOfTheLast() throws Exception {
        try (SparkEngine engine = new SparkEngine(spark, SparkClients.of(spark, CLIENTS, 3), 0)) {
            new Training(OPTIONS).run(engine, record -> {});
            new Training(OPTIONS).run(engine, record -> {});
        }
        settle();
        assertEquals(
                2, heard.descriptions().stream().filter("EF21 round 0"::equals).count());
    }

    @Test
    void aFit_hasAGroupOfItsOwnAndLeavesNoneBehind() throws Exception {
        fit();
        fit();
        settle();
        List<String> groups = heard.of(ThreadProperties.GROUP).distinct().toList();
        assertEquals(2, groups.size(), groups.toString());
        assertTrue(groups.stream().allMatch(group -> group.startsWith("ef21-")), groups.toString());
        assertEquals(null, spark.getLocalProperty(ThreadProperties.GROUP));
        assertEquals(null, spark.getLocalProperty(ThreadProperties.DESCRIPTION));
        assertEquals(null, spark.getLocalProperty(TransportMeter.MARK));
    }

    @Test
    void aFitInAGroupOfTheUsers_staysInItAndKeepsItsDescription() throws Exception {
        spark.setJobGroup("of the user", "what the user does", true);
        fit();
        spark.parallelize(List.of(1), 1).count();
        settle();
        assertEquals(
                List.of("of the user"),
                heard.of(ThreadProperties.GROUP).distinct().toList());
        List<String> descriptions = heard.descriptions();
        assertEquals("what the user does", descriptions.get(descriptions.size() - 1));
        assertFalse(descriptions.subList(0, descriptions.size() - 1).contains("what the user does"));
    }

    @Test
    void aJobThatAListenerStarts_isTheUsers() throws Exception {
        spark.setJobDescription("of the user");
        try (SparkEngine engine = new SparkEngine(spark, SparkClients.of(spark, CLIENTS, 3), 0)) {
            new Training(OPTIONS).run(engine, record -> {
                if (record.round() == 3) {
                    spark.parallelize(List.of(1), 1).count();
                }
            });
        }
        settle();
        Properties job = heard.jobs.stream()
                .filter(properties -> "of the user".equals(properties.getProperty(ThreadProperties.DESCRIPTION)))
                .findFirst()
                .orElseThrow();
        assertEquals(null, job.getProperty(ThreadProperties.GROUP));
    }

    @Test
    void aFitThatFails_leavesTheThreadAsItWas() {
        spark.setJobGroup("of the user", "what the user does");
        List<Objective> broken = Faulty.clients(Journal.in(folder), (journal, round, client) -> {
            throw new IllegalStateException("a fault");
        });
        assertThrows(ClientFailure.class, () -> Faulty.train(spark, broken, Faulty.WIDE, null, Journal.in(folder)));
        assertEquals("of the user", spark.getLocalProperty(ThreadProperties.GROUP));
        assertEquals("what the user does", spark.getLocalProperty(ThreadProperties.DESCRIPTION));
        assertEquals(null, spark.getLocalProperty(TransportMeter.MARK));
    }

    @Test
    void fitsOnTwoThreads_haveGroupsOfTheirOwn() throws Exception {
        CompletableFuture<List<RoundRecord>> one = new CompletableFuture<>();
        Thread other = new Thread(() -> one.complete(fit()));
        other.start();
        List<RoundRecord> two = fit();
        List<RoundRecord> beside = one.get();
        other.join();
        settle();
        Map<String, List<String>> rounds = heard.jobs.stream()
                .filter(job -> job.getProperty(ThreadProperties.DESCRIPTION).startsWith("EF21 round"))
                .collect(groupingBy(
                        job -> job.getProperty(ThreadProperties.GROUP),
                        mapping(job -> job.getProperty(ThreadProperties.DESCRIPTION), toList())));
        assertEquals(2, rounds.size());
        List<List<String>> both = List.copyOf(rounds.values());
        assertEquals(both.get(0), both.get(1));
        assertEquals(
                two.stream().map(RoundRecord::withoutTime).toList(),
                beside.stream().map(RoundRecord::withoutTime).toList());
    }

    @Test
    @SuppressWarnings("try")
    void fitGroup_isOneForReadingAndRoundsAndEndsWithTheFit() throws Exception {
        try (FitGroup group = FitGroup.enter(spark, "mine");
                RowSource source = RowSource.generated(spark, WideModelsTest.DATA)) {
            assertEquals(WideModelsTest.DATA.rows(), source.summary().rows());
            fit();
        }
        settle();
        List<String> groups = heard.of(ThreadProperties.GROUP).distinct().toList();
        assertEquals(1, groups.size(), groups.toString());
        assertTrue(groups.get(0).startsWith("mine-"), groups.toString());
        assertEquals("EF21: reading the data", heard.descriptions().get(0));
        assertEquals(null, spark.getLocalProperty(ThreadProperties.GROUP));
    }

    @Test
    void theListenerBus_hearsOfEveryRound() throws Exception {
        List<RoundRecord> records = fit();
        settle();
        assertEquals(records, heard.rounds.stream().map(RoundEnded::record).toList());
        assertEquals(
                heard.of(ThreadProperties.GROUP).distinct().toList(),
                heard.rounds.stream().map(RoundEnded::fit).distinct().toList());
    }
}
