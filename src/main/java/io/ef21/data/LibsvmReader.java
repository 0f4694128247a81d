package io.ef21.data;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.util.LineReader;

/**
 * Reads LIBSVM text in this JVM, from any Hadoop filesystem: a file, or the files of a folder in the order of their
 * names; plain, .gz or .bz2 by the ending.
 */
public final class LibsvmReader {
    private static final int ROWS_PER_BLOCK = 65_536;
    private static final int LONGEST_LINE = 1 << 30;

    private LibsvmReader() {}

    /**
     * All rows, in order.
     *
     * @param features the largest index allowed, 0 for no limit
     * @throws InvalidInputException if there is no such file, or a line is malformed, or there are no rows
     * @throws IOException if reading fails
     */
    public static List<RowBlock> read(String location, int features, Configuration configuration) throws IOException {
        LibsvmParser parser = new LibsvmParser(features);
        List<RowBlock> blocks = new ArrayList<>();
        for (Path file : files(location, configuration)) {
            readFile(file, configuration, parser, blocks);
        }
        if (blocks.isEmpty()) {
            throw new InvalidInputException(noRows(location));
        }
        return blocks;
    }

    /**
     * The data files behind a location, hidden ones ({@code _*}, {@code .*}) left out.
     *
     * @throws InvalidInputException if there is none
     */
    public static List<Path> files(String location, Configuration configuration) throws IOException {
        Path path = new Path(location);
        FileStatus[] found;
        try {
            FileSystem fileSystem = path.getFileSystem(configuration);
            FileStatus status = fileSystem.getFileStatus(path);
            found = status.isDirectory() ? fileSystem.listStatus(path) : new FileStatus[] {status};
        } catch (FileNotFoundException e) {
            throw new InvalidInputException("--data " + location + ": no such file or folder", e);
        }
        List<Path> files = Arrays.stream(found)
                .filter(status -> status.isFile() && !isHidden(status.getPath().getName()))
                .map(FileStatus::getPath)
                .sorted()
                .toList();
        if (files.isEmpty()) {
            throw new InvalidInputException("--data " + location + ": the folder holds no data files");
        }
        return files;
    }

    /** What to say of data without rows. */
    public static String noRows(String location) {
        return "--data " + location + ": there are no rows in it";
    }

    /** What to say of a malformed line (numbered from 1). */
    public static String malformed(String file, long line, String what) {
        return "%s, line %d: %s".formatted(file, line, what);
    }

    private static boolean isHidden(String name) {
        return name.startsWith("_") || name.startsWith(".");
    }

    private static void readFile(Path file, Configuration configuration, LibsvmParser parser, List<RowBlock> blocks)
            throws IOException {
        RowBlock.Builder builder = new RowBlock.Builder();
        try (InputStream in = open(file, configuration);
                LineReader lines = new LineReader(in, configuration)) {
            Text line = new Text();
            long number = 0;
            while (lines.readLine(line, LONGEST_LINE) > 0) {
                number++;
                String wrong = parser.parse(line.getBytes(), line.getLength(), builder);
                if (wrong != null) {
                    throw new InvalidInputException(malformed(file.toUri().getPath(), number, wrong));
                }
                if (builder.rows() == ROWS_PER_BLOCK) {
                    blocks.add(builder.build());
                    builder = new RowBlock.Builder();
                }
            }
        }
        if (builder.rows() > 0) {
            blocks.add(builder.build());
        }
    }

    static InputStream open(Path file, Configuration configuration) throws IOException {
        InputStream raw = file.getFileSystem(configuration).open(file);
        CompressionCodec codec = new CompressionCodecFactory(configuration).getCodec(file);
        return codec == null ? raw : codec.createInputStream(raw);
    }
}
