package io.ef21.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * The list of what a checkpoint consists of; written last, so a checkpoint with a manifest is complete. One line of JSON,
 * and a second line with the CRC-32C of the first.
 *
 * @param configuration names and values of everything that decides the run, in a fixed order
 * @param server the server's state but for its variables
 * @param variables the server's variables
 * @param clients files with client states
 */
record Manifest(Map<String, String> configuration, StateFile server, StateFile variables, List<StateFile> clients) {
    static final String NAME = "manifest.json";
    private static final int FORMAT = 6;

    byte[] encode() {
        ObjectMapper json = new ObjectMapper();
        ObjectNode root = json.createObjectNode().put("format", FORMAT);
        ObjectNode fields = root.putObject("configuration");
        configuration.forEach(fields::put);
        put(root.putObject("server"), server);
        put(root.putObject("variables"), variables);
        ArrayNode files = root.putArray("clients");
        clients.forEach(file -> put(files.addObject(), file));
        byte[] line = root.toString().getBytes(StandardCharsets.UTF_8);
        String checksum = "\n" + Long.toHexString(checksum(line)) + "\n";
        byte[] all = java.util.Arrays.copyOf(line, line.length + checksum.length());
        System.arraycopy(checksum.getBytes(StandardCharsets.US_ASCII), 0, all, line.length, checksum.length());
        return all;
    }

    /**
     * @throws IOException if the bytes are not a manifest
     */
    static Manifest decode(byte[] bytes) throws IOException {
        String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\n", -1);
        if (lines.length < 2
                || !lines[1].equals(Long.toHexString(checksum(lines[0].getBytes(StandardCharsets.UTF_8))))) {
            throw new IOException(NAME + " is damaged: its checksum is wrong");
        }
        try {
            JsonNode root = new ObjectMapper().readTree(lines[0]);
            if (root.path("format").asInt() != FORMAT) {
                throw new IOException(NAME + " has format " + root.path("format") + ", not " + FORMAT);
            }
            Map<String, String> configuration = new LinkedHashMap<>();
            JsonNode fields = root.path("configuration");
            fields.fieldNames()
                    .forEachRemaining(
                            name -> configuration.put(name, fields.path(name).asText()));
            List<StateFile> clients = new ArrayList<>();
            root.path("clients").forEach(node -> clients.add(file(node)));
            return new Manifest(configuration, file(root.path("server")), file(root.path("variables")), clients);
        } catch (JsonProcessingException e) {
            throw new IOException(NAME + " is damaged: " + e.getOriginalMessage(), e);
        }
    }

    private static void put(ObjectNode node, StateFile file) {
        node.put("name", file.name())
                .put("firstClient", file.firstClient())
                .put("bytes", file.bytes())
                .put("crc32c", file.crc32c());
    }

    private static StateFile file(JsonNode node) {
        return new StateFile(
                node.path("name").asText(),
                node.path("firstClient").asInt(),
                node.path("bytes").asLong(),
                node.path("crc32c").asLong());
    }

    private static long checksum(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        return checksum.getValue();
    }
}
