package io.ef21.examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** examples/explore.ipynb (nbformat 4): a cell of text, then those of the script with what a shell answered. */
record Notebook(List<String> cells, List<String> answers) {
    static final Path FILE = Path.of("examples/explore.ipynb");
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private static final String TITLE =
            """
            # Functions of your own, minimized on Spark

            The cells of `explore.scala`, for a Scala kernel with a `SparkContext` `sc`, such as Apache Toree or spylon, whose class
            path has the jar (`spark.jars`). The outputs are those of spark-shell 3.5.3.""";

    static Notebook read() throws IOException {
        List<String> cells = new ArrayList<>();
        List<String> answers = new ArrayList<>();
        for (JsonNode cell : JSON.readTree(FILE.toFile()).get("cells")) {
            if (cell.get("cell_type").asText().equals("code")) {
                cells.add(joined(cell.get("source")));
                StringBuilder answer = new StringBuilder();
                cell.get("outputs").forEach(output -> answer.append(joined(output.get("text"))));
                answers.add(answer.toString());
            }
        }
        return new Notebook(cells, answers);
    }

    void write() throws IOException {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode all = root.putArray("cells");
        ObjectNode title = all.addObject().put("cell_type", "markdown");
        title.putObject("metadata");
        lines(title.putArray("source"), TITLE);
        for (int c = 0; c < cells.size(); c++) {
            ObjectNode cell = all.addObject().put("cell_type", "code").put("execution_count", c + 1);
            cell.putObject("metadata");
            ArrayNode outputs = cell.putArray("outputs");
            if (!answers.get(c).isEmpty()) {
                ObjectNode output = outputs.addObject().put("name", "stdout").put("output_type", "stream");
                lines(output.putArray("text"), answers.get(c));
            }
            lines(cell.putArray("source"), cells.get(c));
        }
        ObjectNode metadata = root.putObject("metadata");
        metadata.putObject("kernelspec")
                .put("display_name", "Apache Toree - Scala")
                .put("language", "scala")
                .put("name", "apache_toree_scala");
        metadata.putObject("language_info").put("file_extension", ".scala").put("name", "scala");
        root.put("nbformat", 4).put("nbformat_minor", 4);
        Files.writeString(FILE, JSON.writeValueAsString(root) + "\n");
    }

    private static void lines(ArrayNode array, String text) {
        for (String line : text.split("(?<=\n)")) {
            array.add(line);
        }
    }

    private static String joined(JsonNode lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.asText()));
        return text.toString();
    }
}
