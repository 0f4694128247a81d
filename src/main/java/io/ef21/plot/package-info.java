/**
 * Convergence figures: line charts with linear or logarithmic axes, written as SVG or PNG files.
 *
 * <p>A {@link io.ef21.plot.Figure} is a value: panels in a grid, each with two {@linkplain io.ef21.plot.Axis axes} and
 * some {@linkplain io.ef21.plot.Series series}. {@link io.ef21.plot.FigureFile} draws it into a file. Every line carries
 * its name at its end, in its own colour, so there is no legend. Only the JDK is needed, and no display.
 *
 * <pre>{@code
 * Axis rounds = new Axis("communication rounds", Scale.LINEAR);
 * Axis gap = new Axis("f(x) − f*", Scale.LOG10);
 * Series ef21 = new Series("EF21", new double[] {0, 100, 200}, new double[] {1, 1e-2, 1e-4});
 * Panel panel = new Panel("Objective gap", rounds, gap, List.of(ef21));
 * FigureFile.write(new Figure("Logistic regression", "20 workers", List.of(panel), 1), Path.of("gap.svg"));
 * }</pre>
 *
 * <p>All public types are immutable or stateless and safe to use from several threads at once.
 */
@org.jspecify.annotations.NullMarked
package io.ef21.plot;
