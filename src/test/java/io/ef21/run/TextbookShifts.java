package io.ef21.run;

import static io.ef21.Vectors.add;
import static io.ef21.Vectors.minus;
import static io.ef21.Vectors.norm;
import static io.ef21.Vectors.squaredDistance;
import static io.ef21.Vectors.times;

import io.ef21.compress.Compressor;
import io.ef21.method.Sampling;
import io.ef21.run.Textbook.Estimate;
import io.ef21.run.Textbook.Recursion;

/** Methods that compress differences, and those without memory, as their papers write them. */
final class TextbookShifts {
    private TextbookShifts() {}

    /** No memory: x -= gamma mean C(s_i). */
    static Recursion direct(Textbook book, Estimate s) {
        return (x, t) -> {
            double[][] sent = book.zeros();
            for (int i = 0; i < sent.length; i++) {
                sent[i] = book.c(i, t, s.of(i, t, x));
            }
            return times(-book.gamma(), book.mean(sent));
        };
    }

    /** NEOLITHIC with a compressor that draws nothing: y += C(s - y), R times. */
    static Recursion repeated(Textbook book, Estimate s, int messages) {
        return (x, t) -> {
            double[][] y = book.zeros();
            for (int i = 0; i < y.length; i++) {
                double[] target = s.of(i, t, x);
                for (int r = 0; r < messages; r++) {
                    add(1, book.c(i, t, minus(target, y[i])), y[i]);
                }
            }
            return times(-book.gamma(), book.mean(y));
        };
    }

    /** The g_i of EF21 after a round; absent clients keep theirs. */
    private static double[][] corrected(Textbook book, double[][] g, Estimate s, double[] x, int t) {
        for (int i = 0; i < g.length; i++) {
            if (book.present(i, t)) {
                add(1, book.c(i, t, minus(s.of(i, t, x), g[i])), g[i]);
            }
        }
        return g;
    }

    /** EF21 with any estimates. */
    static Recursion ef21(Textbook book, Estimate s) {
        double[][] g = book.zeros();
        return (x, t) -> times(-book.gamma(), book.mean(corrected(book, g, s, x, t)));
    }

    /** EF21-W. */
    static Recursion weighted(Textbook book, Estimate s, double[] constants) {
        double[][] g = book.zeros();
        double total = 0;
        for (double constant : constants) {
            total += constant;
        }
        double sum = total;
        int n = constants.length;
        return (x, t) -> {
            corrected(book, g, (i, round, at) -> times(sum / (n * constants[i]), s.of(i, round, at)), x, t);
            double[] step = new double[x.length];
            for (int i = 0; i < n; i++) {
                add(-book.gamma() * constants[i] / sum, g[i], step);
            }
            return step;
        };
    }

    /** EF21-HB: v = eta v + g, x -= gamma v. */
    static Recursion heavyBall(Textbook book, Estimate s, double eta) {
        double[][] g = book.zeros();
        double[][] v = new double[1][book.d()];
        return (x, t) -> {
            double[] next = times(eta, v[0]);
            add(1, book.mean(corrected(book, g, s, x, t)), next);
            v[0] = next;
            return times(-book.gamma(), next);
        };
    }

    /** Steps of a given length. */
    static Recursion normalized(Textbook book, Estimate s) {
        double[][] g = book.zeros();
        return (x, t) -> {
            double[] mean = book.mean(corrected(book, g, s, x, t));
            return times(-book.gamma() / norm(mean), mean);
        };
    }

    /** EF21-Prox with lambda |x|_1: soft thresholds. */
    static Recursion prox(Textbook book, Estimate s, double lambda) {
        double[][] g = book.zeros();
        return (x, t) -> {
            double[] moved = x.clone();
            add(-book.gamma(), book.mean(corrected(book, g, s, x, t)), moved);
            for (int j = 0; j < moved.length; j++) {
                moved[j] = Math.signum(moved[j]) * Math.max(0, Math.abs(moved[j]) - book.gamma() * lambda);
            }
            return minus(moved, x);
        };
    }

    /** EF21-BC: clients know g, the server's mean is g~. */
    static Recursion bidirectional(Textbook book, Estimate s) {
        double[][] g = book.zeros();
        double[] known = new double[book.d()];
        return (x, t) -> {
            add(1, book.down(minus(book.mean(corrected(book, g, s, x, t)), known)), known);
            return times(-book.gamma(), known);
        };
    }

    /** EF21-P: the server keeps x, clients know w. */
    static Recursion primal(Textbook book, Estimate s) {
        double[] x = new double[book.d()];
        return (w, t) -> {
            double[][] gradients = book.zeros();
            for (int i = 0; i < gradients.length; i++) {
                gradients[i] = s.of(i, t, w);
            }
            add(-book.gamma(), book.mean(gradients), x);
            return book.down(minus(x, w));
        };
    }

    /** EF21+. */
    static Recursion bestOf(Textbook book, Estimate s) {
        double[][] g = book.zeros();
        return (x, t) -> {
            for (int i = 0; i < g.length; i++) {
                double[] target = s.of(i, t, x);
                double[] markov = book.c(i, t, minus(target, g[i]));
                add(1, g[i], markov);
                double[] plain = book.c(i, t, target);
                g[i] = squaredDistance(markov, target) <= squaredDistance(plain, target) ? markov : plain;
            }
            return times(-book.gamma(), book.mean(g));
        };
    }

    /** EF-BV: g = h + nu mean m_i, h_i += lambda m_i. */
    static Recursion shifts(Textbook book, Estimate s, double lambda, double nu) {
        double[][] h = book.zeros();
        return (x, t) -> {
            double[] g = book.mean(h);
            for (int i = 0; i < h.length; i++) {
                double[] m = book.c(i, t, minus(s.of(i, t, x), h[i]));
                add(nu / h.length, m, g);
                add(lambda, m, h[i]);
            }
            return times(-book.gamma(), g);
        };
    }

    /** MARINA. */
    static Recursion marina(Textbook book, Estimate s, double p) {
        double[] g = new double[book.d()];
        double[][] last = book.zeros();
        return (x, t) -> {
            double[][] sent = book.zeros();
            boolean whole = t == 0 || book.coin(t) < p;
            for (int i = 0; i < sent.length; i++) {
                double[] target = s.of(i, t, x);
                sent[i] = whole ? target : book.c(i, t, minus(target, last[i]));
                last[i] = target;
            }
            add(whole ? -1 : 0, g.clone(), g);
            add(1, book.mean(sent), g);
            return times(-book.gamma(), g);
        };
    }

    /** A map of three points: C_{h,y}(s), with y = 0 and h = 0 before. */
    @FunctionalInterface
    interface ThreePoint {
        double[] next(int i, int t, double[] h, double[] y, double[] s);
    }

    /** 3PC: g_i = C_{g_i, last s_i}(s_i), but for the opening, which is C(s_i). */
    static Recursion threePoint(Textbook book, Estimate s, ThreePoint map) {
        double[][] g = book.zeros();
        double[][] last = book.zeros();
        return (x, t) -> {
            for (int i = 0; i < g.length; i++) {
                double[] target = s.of(i, t, x);
                g[i] = t == 0 ? book.c(i, t, target) : map.next(i, t, g[i], last[i], target);
                last[i] = target;
            }
            return times(-book.gamma(), book.mean(g));
        };
    }

    /** LAG and CLAG. */
    static ThreePoint lazy(Textbook book, double zeta) {
        return (i, t, h, y, s) ->
                squaredDistance(s, h) > zeta * squaredDistance(s, y) ? plus(h, book.c(i, t, minus(s, h))) : h;
    }

    /** 3PCv2 and, with the difference in the place of the move, 3PCv4. */
    static ThreePoint staged(Textbook book, Compressor first, boolean onMove) {
        return (i, t, h, y, s) -> {
            double[] b = plus(h, book.c(first, 1, i, t, minus(s, onMove ? y : h)));
            return plus(b, book.c(i, t, minus(s, b)));
        };
    }

    /** 3PCv5. */
    static ThreePoint restart(Textbook book, double p) {
        return (i, t, h, y, s) -> book.coin(t) < p ? s : plus(h, book.c(i, t, minus(s, y)));
    }

    /** The gradient. */
    static Estimate full(Textbook book) {
        return (i, t, x) -> book.gradient(i, x);
    }

    /** The gradient over a batch. */
    static Estimate batch(Textbook book, Sampling sampling) {
        return (i, t, x) -> book.batch(sampling, 0, i, t, x);
    }

    /** v = (1 - eta) v + eta s. */
    static Estimate averaged(Textbook book, Estimate s, double eta) {
        double[][] v = book.zeros();
        return (i, t, x) -> {
            double[] next = times(t == 0 ? 1 : eta, s.of(i, t, x));
            add(t == 0 ? 0 : 1 - eta, v[i], next);
            v[i] = next;
            return next;
        };
    }

    /** m = lambda m + s. */
    static Estimate momentum(Textbook book, Estimate s, double lambda) {
        double[][] m = book.zeros();
        return (i, t, x) -> {
            m[i] = plus(times(lambda, m[i]), s.of(i, t, x));
            return m[i];
        };
    }

    /** PAGE. */
    static Estimate page(Textbook book, Sampling sampling, double p) {
        double[][] v = book.zeros();
        double[][] before = book.zeros();
        return (i, t, x) -> {
            if (t == 0 || book.coin(t) < p) {
                v[i] = book.gradient(i, x);
            } else {
                double[] change = minus(book.batch(sampling, 0, i, t, x), book.batch(sampling, 0, i, t, before[i]));
                v[i] = plus(v[i], change);
            }
            before[i] = x;
            return v[i];
        };
    }

    private static double[] plus(double[] x, double[] y) {
        double[] sum = x.clone();
        add(1, y, sum);
        return sum;
    }
}
