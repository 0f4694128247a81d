package io.ef21.study;

import io.ef21.data.InvalidInputException;
import io.ef21.data.Nearest;
import io.ef21.run.TrainOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A study in a YAML file; docs/compare.md has the grammar. Values are taken as they are written: {@code 1e-3}, {@code no}
 * and {@code theory:1} are texts that mean what they mean to {@code train}. Data and foreign histories are looked for
 * from where the program runs.
 */
public final class JobFile {
    private static final List<String> KEYS = List.of(
            "title",
            "common",
            "runs",
            "seeds",
            "tune",
            "link",
            "targets",
            "reference",
            "quantiles",
            "axes",
            "floor",
            "foreign");
    private static final String NAME = "name";
    private static final String SEEDS = "seeds";

    private final Path file;

    private JobFile(Path file) {
        this.file = file;
    }

    /**
     * Reads a job.
     *
     * @throws InvalidInputException if the file is not there or does not say a study; the message names the line
     */
    public static Job read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new InvalidInputException(file + ": no such file");
        }
        JobFile job = new JobFile(file);
        try {
            Node root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(Files.newBufferedReader(file));
            if (root == null) {
                throw new InvalidInputException(file + ": it is empty: a study has at least runs");
            }
            return job.job(root);
        } catch (MarkedYAMLException e) {
            String where = e.getProblemMark() == null
                    ? ""
                    : ", line " + (e.getProblemMark().getLine() + 1);
            throw new InvalidInputException(file + where + ": no YAML: " + e.getProblem(), e);
        } catch (YAMLException e) {
            throw new InvalidInputException(file + ": no YAML: " + e.getMessage(), e);
        }
    }

    private Job job(Node root) {
        Map<String, Given> settings = new LinkedHashMap<>();
        Map<TrainOption, String> common = new EnumMap<>(TrainOption.class);
        List<Entry> entries = new ArrayList<>();
        List<Given> targets = new ArrayList<>();
        List<Foreign> foreign = new ArrayList<>();
        mapping(root, "a study").forEach((key, node) -> {
            String where = where(node) + key;
            switch (key) {
                case "common" ->
                    mapping(node, key).forEach((name, value) -> {
                        common.put(OptionPlace.named(name, where(value) + key), text(value, name));
                    });
                case "runs" -> sequence(node, key).forEach(run -> entries.add(entry(run)));
                case "targets" -> texts(node, key).forEach(text -> targets.add(new Given(where, text)));
                case "foreign" -> sequence(node, key).forEach(one -> foreign.add(foreign(one)));
                case "tune" ->
                    settings.put(key, new Given(where, node instanceof MappingNode ? parts(node) : text(node, key)));
                case SEEDS, "quantiles" -> settings.put(key, new Given(where, String.join(",", texts(node, key))));
                case "title", "link", "reference", "axes", "floor" ->
                    settings.put(key, new Given(where, text(node, key)));
                default -> throw new InvalidInputException(where(node) + Nearest.unknown("key", key, KEYS));
            }
        });
        return new Job(settings, common, entries, targets, foreign);
    }

    private Entry entry(Node run) {
        Map<String, Node> parts = mapping(run, "a run");
        Node name = parts.get(NAME);
        if (name == null) {
            throw new InvalidInputException(where(run) + "runs: a run needs a " + NAME);
        }
        String label = text(name, NAME);
        Map<TrainOption, List<String>> options = new LinkedHashMap<>();
        @Nullable Given seeds = null;
        for (Map.Entry<String, Node> part : parts.entrySet()) {
            String key = part.getKey();
            String where = where(part.getValue()) + "run '" + label + "'";
            if (key.equals(SEEDS)) {
                seeds = new Given(where, String.join(",", texts(part.getValue(), key)));
            } else if (!key.equals(NAME)) {
                TrainOption option = OptionPlace.named(key, where);
                OptionPlace.requireOfRun(option, where);
                options.put(option, new Given(where, "").as(nothing -> grid(part.getValue(), key)));
            }
        }
        return new Entry(label, where(run) + "run '" + label + "'", options, seeds);
    }

    private List<String> grid(Node node, String key) {
        return texts(node, key).stream()
                .flatMap(text -> Grid.expand(text).stream())
                .distinct()
                .toList();
    }

    private Foreign foreign(Node node) {
        Map<String, Node> parts = mapping(node, "a foreign history");
        List<String> keys = List.of("label", "file");
        for (Map.Entry<String, Node> part : parts.entrySet()) {
            if (!keys.contains(part.getKey())) {
                throw new InvalidInputException(
                        where(part.getValue()) + Nearest.unknown("key of a foreign history", part.getKey(), keys));
            }
        }
        Node label = parts.get("label");
        Node path = parts.get("file");
        if (label == null || path == null) {
            throw new InvalidInputException(where(node) + "a foreign history needs a label and a file");
        }
        return new Foreign(text(label, "label"), where(path) + "foreign", Path.of(text(path, "file")));
    }

    private String parts(Node node) {
        return mapping(node, "tune").entrySet().stream()
                .map(part -> part.getKey() + "=" + text(part.getValue(), part.getKey()))
                .collect(Collectors.joining(","));
    }

    private Map<String, Node> mapping(Node node, String what) {
        if (!(node instanceof MappingNode mapping)) {
            throw new InvalidInputException(where(node) + what + " must be a map of keys and values");
        }
        Map<String, Node> parts = new LinkedHashMap<>();
        for (NodeTuple part : mapping.getValue()) {
            String key = text(part.getKeyNode(), "a key");
            if (parts.put(key, part.getValueNode()) != null) {
                throw new InvalidInputException(where(part.getKeyNode()) + key + " is there twice");
            }
        }
        return parts;
    }

    private List<Node> sequence(Node node, String what) {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        throw new InvalidInputException(where(node) + what + " must be a list");
    }

    /** A list of texts, or one. */
    private List<String> texts(Node node, String what) {
        if (node instanceof ScalarNode) {
            return List.of(text(node, what));
        }
        List<String> texts = sequence(node, what).stream()
                .map(element -> text(element, what))
                .toList();
        if (texts.isEmpty()) {
            throw new InvalidInputException(where(node) + what + " is an empty list");
        }
        return texts;
    }

    private String text(Node node, String what) {
        if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return scalar.getValue().strip();
        }
        throw new InvalidInputException(where(node) + what + " must be one value");
    }

    private String where(Node node) {
        return "%s, line %d: ".formatted(file, node.getStartMark().getLine() + 1);
    }
}
