package io.ef21.cli;

import io.ef21.run.RoundListener;
import io.ef21.run.RoundRecord;
import java.io.PrintStream;
import java.util.Locale;

/** Says how it goes: one live line on a terminal, else a plain line every few seconds. */
final class ProgressLine implements RoundListener {
    private static final double LIVE_SECONDS = 0.1;
    private static final double PLAIN_SECONDS = 5;

    private final PrintStream out;
    private final boolean live;
    private final int rounds;
    private double shownAt = Double.NEGATIVE_INFINITY;
    private int width;

    ProgressLine(PrintStream out, boolean live, int rounds) {
        this.out = out;
        this.live = live;
        this.rounds = rounds;
    }

    /** A line of its own. */
    void say(String text) {
        out.println(text);
    }

    @Override
    public void round(RoundRecord record) {
        if (record.seconds() - shownAt < (live ? LIVE_SECONDS : PLAIN_SECONDS)) {
            return;
        }
        shownAt = record.seconds();
        show(record);
    }

    /** Shows the last round and leaves the line. */
    void finish(RoundRecord last) {
        show(last);
        if (live) {
            out.println();
        }
    }

    private void show(RoundRecord record) {
        String line = text(record);
        if (live) {
            width = Math.max(width, line.length());
            out.print("\r" + line + " ".repeat(width - line.length()));
            out.flush();
        } else {
            out.println(line);
        }
    }

    private String text(RoundRecord r) {
        double rate = r.round() / Math.max(r.seconds(), 1e-9);
        String bound = Double.isNaN(r.gradNormBound()) ? "" : "  |grad f| <= %.3e".formatted(r.gradNormBound());
        String left = rate > 0 ? "  %s left".formatted(duration((rounds - r.round()) / rate)) : "";
        return String.format(
                Locale.ROOT,
                "%sround %d/%d  f = %.8f%s  %s/client up  %.1f rounds/s%s",
                Double.isNaN(r.lambda()) ? "" : "lambda %s  ".formatted(r.lambda()),
                r.round(),
                rounds,
                r.objective(),
                bound,
                Quantity.bits(r.uplinkBits()),
                rate,
                left);
    }

    private static String duration(double seconds) {
        long s = Math.round(seconds);
        return s < 60 ? s + " s" : s < 3600 ? "%d:%02d min".formatted(s / 60, s % 60) : "%.1f h".formatted(s / 3600.0);
    }
}
