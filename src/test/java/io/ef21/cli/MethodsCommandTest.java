package io.ef21.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.method.Knob;
import io.ef21.method.MethodFamily;
import io.ef21.method.Methods;
import io.ef21.method.Paper;
import io.ef21.run.TrainOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What {@code ef21 methods} and {@code ef21 theory} say. */
class MethodsCommandTest {
    @Test
    void everyMethod_isListedOnce() {
        Program program = Program.here("methods");
        assertEquals(0, program.exitCode(), program.err());
        List<String> names = program.out()
                .lines()
                .skip(1)
                .map(line -> line.strip().split(" ")[0])
                .toList();
        assertEquals(Methods.names(), names);
        assertEquals(names.size(), new HashSet<>(names).size());
    }

    @Test
    void everyMethod_saysItsPartsAndOptions() {
        for (MethodFamily family : Methods.families()) {
            Program program = Program.here("methods", family.name());
            assertEquals(0, program.exitCode(), program.err());
            assertTrue(program.out().startsWith(family.name() + ": " + family.summary()), program.out());
            for (Knob knob : family.knobs()) {
                assertTrue(program.out().contains(knob.flag() + ": "), program.out());
            }
        }
    }

    @Test
    void everyKnob_isAnOptionThatSomeMethodHas() {
        for (Knob knob : Knob.values()) {
            assertEquals(knob.flag(), TrainOption.of(knob).flag());
            assertTrue(
                    Methods.families().stream()
                            .anyMatch(family -> family.knobs().contains(knob)),
                    knob.flag());
        }
    }

    @Test
    void papers_haveKeysOfTheirOwn() {
        Set<String> keys = new HashSet<>();
        for (Paper paper : Paper.values()) {
            String entry = paper.bibtex();
            assertTrue(keys.add(entry.substring(entry.indexOf('{'), entry.indexOf(','))), entry);
            assertEquals(
                    entry.chars().filter(c -> c == '{').count(),
                    entry.chars().filter(c -> c == '}').count(),
                    entry);
        }
    }

    @Test
    void bibtex_isOneEntryPerPaper() {
        Program program = Program.here("methods", "--bibtex", "ef21-hb", "ef21-pp", "ef21");
        assertEquals(
                2, program.out().lines().filter(line -> line.startsWith("@")).count(), program.out());
        assertTrue(program.out().contains("@inproceedings{richtarik2021ef21,"), program.out());
        assertEquals(2, Program.here("methods", "--bibtex").exitCode());
        assertTrue(Program.here("methods", "ef22").err().contains("unknown method 'ef22': did you mean 'ef21'?"));
    }

    @Test
    void theory_hasALineForEveryMethod_andSaysWhatFails() {
        Program program = Program.here(
                "theory",
                "--engine",
                "local",
                "--data",
                "generated:a9a:300",
                "--clients",
                "3",
                "--compressor",
                "topk:2",
                "--regularizer",
                "l2:0.01",
                "--regularizer-at",
                "clients",
                "--accuracy",
                "1e-4");
        assertEquals(0, program.exitCode(), program.err());
        List<String> lines = program.out().lines().toList();
        for (String name : Methods.names()) {
            assertTrue(lines.stream().anyMatch(line -> line.startsWith("  " + name + " ")), name);
        }
        String diana = line(lines, "diana");
        assertTrue(diana.contains("none") && diana.contains("needs an unbiased --compressor"), diana);
        // 2 f(0) / (gamma eps), f(0) = log 2
        String[] ef21 = line(lines, "ef21").split("\\s+");
        double gamma = Double.parseDouble(ef21[1]);
        double rounds = Double.parseDouble(ef21[2]);
        assertEquals(2 * Math.log(2) / (gamma * 1e-4), rounds, 1e-3 * rounds);
        assertTrue(lines.stream().anyMatch(line -> line.matches(" +mu +0.0100000")), program.out());
        // (1 - gamma mu)^T f(0) = eps
        String[] linear = lines.get(lines.size() - 1).strip().split("\\s+");
        double shrink = 1 - 0.01 * Double.parseDouble(linear[1]);
        double linearRounds = Double.parseDouble(linear[2]);
        assertEquals(Math.log(1e-4 / Math.log(2)) / Math.log(shrink), linearRounds, 1 + 1e-4 * linearRounds);
    }

    @Test
    void theoryOfOneMethod_takesItsOptions() {
        String[] common = {
            "theory", "--engine", "local", "--data", "generated:a9a:300", "--clients", "3", "--method", "ef21-hb"
        };
        double slow = step(common, "0.9");
        double quick = step(common, "0.1");
        assertTrue(quick > 10 * slow, slow + " " + quick);
        assertEquals(2, Program.here("theory", "--accuracy", "0").exitCode());
    }

    private static double step(String[] common, String momentum) {
        String[] all = Arrays.copyOf(common, common.length + 2);
        all[common.length] = "--momentum";
        all[common.length + 1] = momentum;
        Program program = Program.here(all);
        assertEquals(0, program.exitCode(), program.err());
        assertFalse(program.out().contains("diana"), program.out());
        return Double.parseDouble(
                line(program.out().lines().toList(), "ef21-hb").split("\\s+")[1]);
    }

    private static String line(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith("  " + name + " "))
                .findFirst()
                .orElseThrow()
                .strip();
    }
}
