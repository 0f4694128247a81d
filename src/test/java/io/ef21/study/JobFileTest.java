package io.ef21.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.data.InvalidInputException;
import io.ef21.run.TrainOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** YAML jobs: what they mean, and one sentence with a line for those that mean nothing. */
class JobFileTest {
    @TempDir
    private Path folder;

    @Test
    void everyKey_isUnderstood() throws IOException {
        Study study = study(
                """
                title: A study
                common: {data: "generated:a9a:100", clients: 4, seed: 7}
                runs:
                  - name: EF21
                    method: ef21
                    compressor: [topk:1, topk:2]
                    step-size: theory:2^0..2^2
                  - {name: GD, method: gd, seeds: 1}
                seeds: 3
                tune: {by: objective, at: bits, budget: 1e5, seeds: 2}
                targets: [gap:1e-3, gradNormSq:1e-6]
                link: 100Mbit:5ms
                reference: 0.25
                quantiles: [0.1, 0.9]
                axes: linear
                floor: 1e-12
                foreign:
                  - {label: theirs, file: theirs.csv}
                """);
        assertEquals("A study", study.title());
        assertEquals("7", study.common().get(TrainOption.DATA_SEED));
        assertEquals(List.of(List.of(7L, 8L, 9L), List.of(7L)), study.seedsOf());
        assertEquals(new Tuning(Quality.OBJECTIVE, Cost.BITS, 1e5, Double.NaN, 2), study.tuning());
        assertEquals(List.of(new Target(Quality.GAP, 1e-3), new Target(Quality.GRADIENT, 1e-6)), study.targets());
        assertEquals(12.5e6, study.link().bytesPerSecond());
        assertEquals(0.005, study.link().latency());
        assertEquals(new Reference(0.25, 0), study.reference());
        assertEquals(new Spread.Band(0.1, 0.9), study.band());
        assertEquals(1e-12, study.floor());
        assertEquals("theirs", study.foreign().get(0).label());
        List<Map<TrainOption, String>> candidates = study.entries().get(0).candidates();
        assertEquals(6, candidates.size());
        assertEquals(Map.of(TrainOption.COMPRESSOR, "topk:1", TrainOption.STEP_SIZE, "theory:2"), candidates.get(1));
        assertEquals(List.of(Map.of()), study.entries().get(1).candidates());
    }

    @Test
    void values_areTextsAsWritten() throws IOException {
        Study study = study("runs:\n- {name: no, gradient-tol: 1e-3, rounds: 010, step-size: 1_0}\n");
        assertEquals("no", study.entries().get(0).label());
        assertEquals(
                List.of(List.of("1e-3"), List.of("010"), List.of("1_0")),
                List.copyOf(study.entries().get(0).options().values()));
    }

    @Test
    void options_winOverTheJob() throws IOException {
        Job job = JobFile.read(Files.writeString(
                folder.resolve("job.yaml"), "common: {rounds: 10, clients: 3}\nseeds: 4\nruns: [{name: a}]\n"));
        Job options = new Job(
                Map.of("seeds", new Given("--seeds", "5,6")),
                Map.of(TrainOption.ROUNDS, "20"),
                List.of(),
                List.of(),
                List.of());
        Study study = Study.of(job.and(options));
        assertEquals("20", study.common().get(TrainOption.ROUNDS));
        assertEquals("3", study.common().get(TrainOption.CLIENTS));
        assertEquals(List.of(List.of(5L, 6L)), study.seedsOf());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | it is empty",
                "run: [] | job.yaml, line 1: unknown key 'run': did you mean 'runs'?",
                "title: x | there are no runs",
                "runs: [{method: ef21}] | line 1: runs: a run needs a name",
                "runs:~- name: a~- name: a | line 3: run 'a': there are two with the name 'a'",
                "runs:~- name: a~  step: 1 | line 3: run 'a': unknown option of train 'step'",
                "runs:~- name: a~  data: x | line 3: run 'a': --data is the same for all runs",
                "runs:~- name: a~  model: x | line 3: run 'a': a study has no use for the option --model",
                "runs:~- name: a~  rounds: {a: 1} | line 3: rounds must be a list",
                "runs:~- name: a~  rounds: [[1]] | line 3: rounds must be one value",
                "runs:~- name: a~  rounds: [] | line 3: rounds is an empty list",
                "runs:~- name: a~  rounds: | line 3: rounds must be one value",
                "runs:~- name: a~  step-size: 2^0..3^1 | line 3: run 'a': a range of powers has one base",
                "runs:~- name: a~  rounds: 1~  rounds: 2 | line 4: rounds is there twice",
                "runs: x | line 1: runs must be a list",
                "- a | line 1: a study must be a map",
                "runs: [{name: a}]~common: {clientz: 3} | line 2: common: unknown option of train 'clientz': did you mean 'clients'?",
                "runs: [{name: a}]~seeds: many | line 2: seeds: a number is malformed in 'many'",
                "runs: [{name: a}]~seeds: 0 | line 2: seeds: expected a count",
                "runs: [{name: a}]~tune: {by: bits} | line 2: tune: unknown quality 'bits'",
                "runs: [{name: a}]~tune: {at: bit} | line 2: tune: unknown cost 'bit': did you mean 'bits'?",
                "runs: [{name: a}]~tune: {on: bits} | line 2: tune: unknown key of tune 'on'",
                "runs: [{name: a}]~tune: {by: gap} | line 2: tune: by objective",
                "runs: [{name: a}]~tune: {budget: 1, target: 1} | line 2: tune: it has a budget or a target",
                "runs: [{name: a}]~targets: [1e-3] | line 2: targets: expected gradNormSq:VALUE",
                "runs: [{name: a}]~targets: gap:-1 | line 2: targets: expected a positive number",
                "runs: [{name: a}]~link: fast | line 2: link: --link must be RATE[:LATENCY]",
                "runs: [{name: a}]~reference: low | line 2: reference: expected auto",
                "runs: [{name: a}]~quantiles: [0.7, 0.9] | line 2: quantiles: expected two numbers about 0.5",
                "runs: [{name: a}]~axes: lin | line 2: axes: unknown axes 'lin'",
                "runs: [{name: a}]~foreign: [{label: x}] | line 2: a foreign history needs a label and a file",
                "runs: [{name: a}]~foreign: [{name: x, file: y}] | line 2: unknown key of a foreign history 'name'",
                "runs: [ | job.yaml, line 1: no YAML",
                "a: b: c | job.yaml, line 1: no YAML"
            })
    void whatMeansNothing_isRefusedInOneSentence(String text, String sentence) {
        String message = assertThrows(InvalidInputException.class, () -> study(text.replace('~', '\n')))
                .getMessage();
        assertTrue(message.contains(sentence), message);
        assertTrue(message.indexOf('\n') < 0, message);
    }

    private Study study(String text) throws IOException {
        return Study.of(JobFile.read(Files.writeString(folder.resolve("job.yaml"), text)));
    }
}
