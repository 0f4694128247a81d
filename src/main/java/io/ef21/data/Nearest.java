package io.ef21.data;

import java.util.Collection;

/** What a mistyped name probably meant, by edit distance. */
public final class Nearest {
    private Nearest() {}

    /** One sentence that names what is unknown, the nearest known name, and all of them. */
    public static String unknown(String kind, String name, Collection<String> known) {
        String best = "";
        int distance = Integer.MAX_VALUE;
        for (String candidate : known) {
            int d = Math.min(distance(name, candidate), distance(head(name), head(candidate)));
            if (d < distance) {
                distance = d;
                best = candidate;
            }
        }
        String hint = distance <= Math.max(2, name.length() / 3) ? "did you mean '" + best + "'? " : "";
        return "unknown %s '%s': %sthere are %s".formatted(kind, name, hint, String.join(", ", known));
    }

    /** What stands before a colon: arguments do not count. */
    private static String head(String specification) {
        int colon = specification.indexOf(':');
        return colon < 0 ? specification : specification.substring(0, colon);
    }

    /** The number of insertions, deletions and substitutions that lead from a to b (Levenshtein). */
    static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substituted, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
