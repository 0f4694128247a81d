package io.ef21.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/methods.md is about the methods that there are. */
class MethodsDocTest {
    private static final Path DOC = Path.of("docs/methods.md");
    private static final String BEGIN = "<!-- table: made by MethodsDocTest -->\n";
    private static final String END = "<!-- end of table -->\n";

    private static final Pattern SHOWN =
            Pattern.compile("^```\n\\$ ef21 ([^\n]*)\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    @Test
    void whatIsShown_isWhatTheProgramPrints() throws IOException {
        Matcher matcher = SHOWN.matcher(Files.readString(DOC));
        int blocks = 0;
        while (matcher.find()) {
            Program program = Program.here(matcher.group(1).split(" "));
            assertEquals(0, program.exitCode(), program.err());
            List<String> printed = program.out().lines().toList();
            matcher.group(2)
                    .lines()
                    .forEach(line -> assertTrue(printed.contains(line), line + " is not in\n" + program.out()));
            blocks++;
        }
        assertEquals(2, blocks);
    }

    /** With {@code -Def21.docs=write} the file is brought up to date. */
    @Test
    void theTable_isThatOfTheCatalogue() throws IOException {
        String doc = Files.readString(DOC);
        int from = doc.indexOf(BEGIN) + BEGIN.length();
        int to = doc.indexOf(END);
        assertTrue(from >= BEGIN.length() && to >= from, "docs/methods.md lacks the marks of its table");
        String table = MethodsTable.markdown();
        if ("write".equals(System.getProperty("ef21.docs"))) {
            Files.writeString(DOC, doc.substring(0, from) + table + doc.substring(to));
            return;
        }
        assertEquals(
                table,
                doc.substring(from, to),
                "docs/methods.md is stale: mvn test -Dtest=MethodsDocTest -Def21.docs=write brings it up to date");
    }
}
