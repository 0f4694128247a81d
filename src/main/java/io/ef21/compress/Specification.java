package io.ef21.compress;

import java.util.ArrayList;
import java.util.List;

/**
 * One step of a specification, taken apart: {@code name:argument:key=value} or {@code name(item,item)}. Whoever reads it takes the
 * arguments one after the other and then says that nothing may be left. All complaints are {@link IllegalArgumentException}s, to which
 * the catalogue adds what was asked for. Not thread-safe.
 */
public final class Specification {
    private final String name;
    private final List<String> items;
    private final List<String> arguments;
    private boolean itemsTaken;

    private Specification(String name, List<String> items, List<String> arguments) {
        this.name = name;
        this.items = items;
        this.arguments = arguments;
    }

    /**
     * Takes a step apart.
     *
     * @throws IllegalArgumentException if parentheses do not match
     */
    public static Specification of(String step) {
        int colon = step.indexOf(':');
        int parenthesis = step.indexOf('(');
        if (parenthesis >= 0 && (colon < 0 || parenthesis < colon)) {
            if (!step.endsWith(")")) {
                throw new IllegalArgumentException("needs a closing parenthesis at its end");
            }
            List<String> items = split(step.substring(parenthesis + 1, step.length() - 1), ',');
            return new Specification(step.substring(0, parenthesis), items, new ArrayList<>());
        }
        List<String> parts = new ArrayList<>(split(step, ':'));
        return new Specification(parts.remove(0), List.of(), parts);
    }

    /**
     * The parts between separators that are in no parentheses.
     *
     * @throws IllegalArgumentException if parentheses do not match
     */
    static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int begin = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            }
            if (depth < 0) {
                break;
            }
            if (depth == 0 && c == separator) {
                parts.add(text.substring(begin, i));
                begin = i + 1;
            }
        }
        if (depth != 0) {
            throw new IllegalArgumentException("needs parentheses that match");
        }
        parts.add(text.substring(begin));
        return parts;
    }

    /** What stands in front. */
    public String name() {
        return name;
    }

    /** What stands in parentheses. */
    public List<String> items() {
        itemsTaken = true;
        return items;
    }

    /** Takes the next argument. */
    public String next() {
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("needs one more argument");
        }
        return arguments.remove(0);
    }

    /** Takes the next argument, a whole number. */
    public int nextInt() {
        return Integer.parseInt(next());
    }

    /** Takes the next argument, a number. */
    public double nextDouble() {
        return Double.parseDouble(next());
    }

    /** Whether there is another argument. */
    public boolean hasNext() {
        return !arguments.isEmpty();
    }

    /** Whether there is another argument that is a whole number. */
    public boolean hasNextInt() {
        return !arguments.isEmpty() && arguments.get(0).matches("-?[0-9]+");
    }

    /** Takes the value of {@code key=value}, if there is one. */
    public String named(String key, String otherwise) {
        for (String argument : arguments) {
            if (argument.startsWith(key + "=")) {
                arguments.remove(argument);
                return argument.substring(key.length() + 1);
            }
        }
        return otherwise;
    }

    /** Takes the value of {@code key=value}, which has to be there. */
    public String named(String key) {
        String value = named(key, "");
        if (value.isEmpty()) {
            throw new IllegalArgumentException("needs " + key + "=...");
        }
        return value;
    }

    /** Takes a word, if it is there. */
    public boolean flag(String word) {
        return arguments.remove(word);
    }

    /**
     * Says that nothing may be left.
     *
     * @throws IllegalArgumentException if something is
     */
    public void requireEnd() {
        if (!arguments.isEmpty()) {
            throw new IllegalArgumentException("takes no " + String.join(":", arguments));
        }
        if (!items.isEmpty() && !itemsTaken) {
            throw new IllegalArgumentException("takes nothing in parentheses");
        }
    }
}
