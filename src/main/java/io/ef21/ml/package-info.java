/**
 * MLlib Estimators that return Spark's own models.
 *
 * <pre>{@code
 * LogisticRegressionModel model = new EF21LogisticRegression()
 *         .setRegParam(1e-3)
 *         .setCompressor("topk:0.1")
 *         .setMaxIter(500)
 *         .fit(dataset);
 * }</pre>
 *
 * <p>There are {@link io.ef21.ml.EF21LogisticRegression}, {@link io.ef21.ml.EF21LinearRegression}, {@link
 * io.ef21.ml.EF21LinearSVC} and {@link io.ef21.ml.EF21MultilayerPerceptronClassifier}; docs/parameters.md lists their Params.
 * The summary of a fitted model is an {@link io.ef21.ml.EF21TrainingSummary} beside MLlib's own.
 *
 * <p>A saved model or PipelineModel names only Spark's classes, so it loads where this package is not.
 */
@NullMarked
package io.ef21.ml;

import org.jspecify.annotations.NullMarked;
