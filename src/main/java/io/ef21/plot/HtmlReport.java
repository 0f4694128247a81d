package io.ef21.plot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * A report to read in a browser: one page that needs no other file, no network and no script. It follows the reader's
 * choice of light or dark, and prints on white. Immutable and thread-safe.
 *
 * <p>Every text is shown as it is given, whatever characters it holds.
 *
 * @param title the heading of the page, not blank
 * @param lead what stands below it: the findings, the facts of the experiment
 * @param sections what follows, in order
 */
public record HtmlReport(String title, List<Block> lead, List<Section> sections) {
    /**
     * Checks the parts and copies the lists.
     *
     * @throws NullPointerException if a part or an element is null
     * @throws IllegalArgumentException if the title is blank
     */
    public HtmlReport {
        if (title.isBlank()) {
            throw new IllegalArgumentException("expected a report title with visible characters, got a blank one");
        }
        lead = List.copyOf(lead);
        sections = List.copyOf(sections);
    }

    /**
     * A part of the page under its own heading.
     *
     * @param heading its heading
     * @param blocks what stands below it, in order
     */
    public record Section(String heading, List<Block> blocks) {
        /** Checks the parts and copies the list. */
        public Section {
            Objects.requireNonNull(heading, "heading");
            blocks = List.copyOf(blocks);
        }
    }

    /** A piece of a page. */
    public sealed interface Block {}

    /**
     * A paragraph.
     *
     * @param text what it says
     */
    public record Text(String text) implements Block {
        /** Checks the text. */
        public Text {
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * A table; columns of numbers are aligned to the right.
     *
     * @param caption the line above it; empty for none
     * @param header the names of the columns
     * @param rows the cells, each row with as many as the header
     */
    public record Table(String caption, List<String> header, List<List<String>> rows) implements Block {
        /**
         * Checks the parts and copies the lists.
         *
         * @throws NullPointerException if a part or an element is null
         * @throws IllegalArgumentException if a row has more or fewer cells than the header
         */
        public Table {
            Objects.requireNonNull(caption, "caption");
            header = List.copyOf(header);
            rows = rows.stream().map(List::copyOf).toList();
            for (List<String> row : rows) {
                if (row.size() != header.size()) {
                    throw new IllegalArgumentException(
                            "expected rows of " + header.size() + " cells, as the header has, got " + row);
                }
            }
        }
    }

    /**
     * A figure, drawn into the page.
     *
     * @param figure what to draw
     * @param caption the line below it; empty for none
     */
    public record Picture(Figure figure, String caption) implements Block {
        /** Checks the parts. */
        public Picture {
            Objects.requireNonNull(figure, "figure");
            Objects.requireNonNull(caption, "caption");
        }
    }

    /**
     * Lines to copy as they are: commands, BibTeX entries.
     *
     * @param text the lines
     */
    public record Listing(String text) implements Block {
        /** Checks the text. */
        public Listing {
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * Puts the page under the given name, replacing a file that is there; a reader sees the old file or the whole new
     * one, and a failure leaves the old one as it was.
     *
     * @param file where to, in a directory that is there
     * @throws IOException if the file cannot be written or renamed
     */
    public void write(Path file) throws IOException {
        WholeFile.write(file, new HtmlPage().of(this).getBytes(StandardCharsets.UTF_8));
    }
}
