package io.ef21.data;

import java.io.IOException;
import java.io.InputStream;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.util.LineReader;

/** Where in well-formed LIBSVM text a label shows up that makes them more than two. */
public final class ThirdLabel {
    private ThirdLabel() {}

    /**
     * A sentence without its end: file, line, the label and the two before it.
     *
     * @throws IOException if reading fails
     * @throws IllegalStateException if there are no three labels
     */
    public static String in(String location, Configuration configuration) throws IOException {
        TreeSet<Double> seen = new TreeSet<>();
        for (Path file : LibsvmReader.files(location, configuration)) {
            try (InputStream in = LibsvmReader.open(file, configuration);
                    LineReader lines = new LineReader(in, configuration)) {
                Text line = new Text();
                for (long number = 1; lines.readLine(line) > 0; number++) {
                    // -0 and 0 are one label
                    double label = LibsvmParser.label(line.getBytes(), line.getLength()) + 0.0;
                    if (Double.isNaN(label) || seen.contains(label)) {
                        continue;
                    }
                    if (seen.size() == 2) {
                        return LibsvmReader.malformed(
                                file.toUri().getPath(),
                                number,
                                "label %s makes more than two label values (%s and %s before it)"
                                        .formatted(label, seen.first(), seen.last()));
                    }
                    seen.add(label);
                }
            }
        }
        throw new IllegalStateException("there are no three labels in " + location);
    }
}
