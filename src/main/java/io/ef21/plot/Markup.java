package io.ef21.plot;

/** Text as XML and HTML want it, in content and in attributes between double quotes. */
final class Markup {
    private Markup() {}

    static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(character -> {
            switch (character) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(isXml(character) ? character : 0xFFFD);
            }
        });
        return escaped.toString();
    }

    /** XML 1.0 has no place, not even escaped, for control characters and halves of surrogate pairs. */
    private static boolean isXml(int character) {
        boolean control = character < ' ' && character != '\t' && character != '\n' && character != '\r';
        boolean half = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
        return !control && !half && character != 0xFFFE && character != 0xFFFF;
    }
}
