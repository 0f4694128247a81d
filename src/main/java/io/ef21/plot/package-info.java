/**
 * Convergence figures: line charts with linear or logarithmic axes, as SVG, PDF and PNG files, as source for pgfplots,
 * and inside a page of HTML.
 *
 * <p>A {@link io.ef21.plot.Figure} is a value: panels in a grid, each with two {@linkplain io.ef21.plot.Axis axes} and
 * some {@linkplain io.ef21.plot.Series series}, which may have {@linkplain io.ef21.plot.Band bands} around them. Every
 * line carries its name at its end, in its own colour, so there is no legend; markers and dashes tell the lines apart in
 * grey too. Only the JDK is needed, and no display.
 *
 * <pre>{@code
 * Axis rounds = new Axis("communication rounds", Scale.LINEAR);
 * Axis gap = new Axis("f(x) − f*", Scale.LOG10);
 * Series ef21 = new Series("EF21", new double[] {0, 100, 200}, median).withBand(least, greatest);
 * Panel panel = new Panel("Objective gap", rounds, gap, List.of(ef21));
 * Figure figure = new Figure("Logistic regression", "20 workers", List.of(panel), 1);
 * FigureFile.write(figure, Path.of("gap.pdf"));
 * }</pre>
 *
 * <p>What to write:
 *
 * <ul>
 *   <li>{@link io.ef21.plot.FigureFile}: one file, its format by its ending: {@code .svg} for pages and repositories,
 *       {@code .pdf} for papers, {@code .png} where nothing else will do.
 *   <li>{@link io.ef21.plot.PgfFigure}: {@code .tex} with its tables, for a paper that wants its own fonts or to change
 *       the figure later.
 *   <li>{@link io.ef21.plot.HtmlReport}: one page with text, tables, figures and commands.
 *   <li>{@link io.ef21.plot.Figure#apart()}: the panels of a grid one by one, for any of these.
 * </ul>
 *
 * <p>A file is there whole or not at all: each is written under a temporary name and then renamed.
 *
 * <p>All public types are immutable or stateless and safe to use from several threads at once.
 */
@org.jspecify.annotations.NullMarked
package io.ef21.plot;
