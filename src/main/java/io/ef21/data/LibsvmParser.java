package io.ef21.data;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Parses lines of LIBSVM text, {@code label index:value index:value ...}, with indices from 1 and ascending.
 *
 * <p>Blank lines and what follows a {@code #} are skipped. Decimal numbers of up to 15 digits and a power of ten of at
 * most 22 are exact in one division or multiplication (Clinger 1990); all others go through {@link Double#parseDouble}.
 * Thread-safe: there is no state.
 *
 * @param features the largest index that is allowed; 0 allows all up to 2^31 - 1
 */
public record LibsvmParser(int features) implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    /**
     * Adds the row on a line to {@code rows}.
     *
     * @return what is wrong with the line, naming the token; null when it was fine. A bad row may be partly added.
     */
    public @Nullable String parse(byte[] line, int length, RowBlock.Builder rows) {
        int end = contentEnd(line, length);
        int position = skipBlanks(line, 0, end);
        if (position == end) {
            return null;
        }
        int tokenEnd = tokenEnd(line, position, end);
        double label = number(line, position, tokenEnd);
        if (!Double.isFinite(label)) {
            return "label '" + text(line, position, tokenEnd) + "' is not a finite number";
        }
        rows.row(label);
        long previous = 0;
        position = skipBlanks(line, tokenEnd, end);
        while (position < end) {
            tokenEnd = tokenEnd(line, position, end);
            int colon = position;
            long index = 0;
            while (colon < tokenEnd && line[colon] >= '0' && line[colon] <= '9' && index <= Integer.MAX_VALUE) {
                index = index * 10 + (line[colon++] - '0');
            }
            if (colon == position || colon == tokenEnd || line[colon] != ':') {
                return "'" + text(line, position, tokenEnd) + "' is not of the form index:value";
            }
            if (index <= previous || index > limit()) {
                return badIndex(index, previous, text(line, position, tokenEnd));
            }
            double value = number(line, colon + 1, tokenEnd);
            if (!Double.isFinite(value)) {
                return "the value of '" + text(line, position, tokenEnd) + "' is not a finite number";
            }
            rows.entry((int) index - 1, value);
            previous = index;
            position = skipBlanks(line, tokenEnd, end);
        }
        return null;
    }

    /** The label on a line; NaN where the line is blank or the label is not a number. */
    static double label(byte[] line, int length) {
        int end = contentEnd(line, length);
        int position = skipBlanks(line, 0, end);
        return position == end ? Double.NaN : number(line, position, tokenEnd(line, position, end));
    }

    private long limit() {
        return features > 0 ? features : Integer.MAX_VALUE;
    }

    private String badIndex(long index, long previous, String token) {
        if (index == 0) {
            return "index 0 in '" + token + "': indices start at 1";
        }
        if (index > limit()) {
            return "the index of '" + token + "' is larger than "
                    + (features > 0 ? "the " + features + " features that --features allows" : "2^31 - 1");
        }
        return "the index of '" + token + "' does not ascend: it follows " + previous;
    }

    private static int contentEnd(byte[] line, int length) {
        for (int i = 0; i < length; i++) {
            if (line[i] == '#') {
                return i;
            }
        }
        return length;
    }

    private static int skipBlanks(byte[] line, int position, int end) {
        while (position < end && line[position] <= ' ' && line[position] >= 0) {
            position++;
        }
        return position;
    }

    private static int tokenEnd(byte[] line, int position, int end) {
        while (position < end && (line[position] > ' ' || line[position] < 0)) {
            position++;
        }
        return position;
    }

    private static String text(byte[] line, int from, int to) {
        String token = new String(line, from, to - from, StandardCharsets.UTF_8);
        return token.length() <= 40 ? token : token.substring(0, 40) + "...";
    }

    /** The decimal number in [from, to), or NaN. */
    private static double number(byte[] line, int from, int to) {
        int position = from;
        boolean negative = position < to && line[position] == '-';
        if (negative || (position < to && line[position] == '+')) {
            position++;
        }
        long mantissa = 0;
        int digits = 0;
        int fraction = 0;
        boolean point = false;
        for (; position < to; position++) {
            byte c = line[position];
            if (c >= '0' && c <= '9' && digits < 15) {
                mantissa = mantissa * 10 + (c - '0');
                digits += mantissa == 0 ? 0 : 1;
                fraction += point ? 1 : 0;
                if (fraction > 22) {
                    return slowNumber(line, from, to);
                }
            } else if (c == '.' && !point) {
                point = true;
            } else {
                return slowNumber(line, from, to);
            }
        }
        if (to == from || !Character.isDigit(line[to - 1])) {
            return slowNumber(line, from, to);
        }
        double value = mantissa / POWERS_OF_TEN[fraction];
        return negative ? -value : value;
    }

    private static double slowNumber(byte[] line, int from, int to) {
        for (int i = from; i < to; i++) {
            byte c = line[i];
            boolean numeric = (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
            if (!numeric) {
                return Double.NaN;
            }
        }
        try {
            return Double.parseDouble(new String(line, from, to - from, StandardCharsets.US_ASCII));
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
