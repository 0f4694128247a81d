package io.ef21.ml;

import io.ef21.run.Choices;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.apache.spark.ml.PredictionModel;
import org.apache.spark.ml.Predictor;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;

/**
 * Fits of one Estimator under several maps. Those whose maps differ in a positive regParam alone are one run along a path of
 * regularizers, where a path can be: with the regularizer at the server, no file that is one fit's own, no early stop and no
 * named method. maxIter and the tolerances are those of each.
 */
final class Grid {
    private Grid() {}

    /**
     * A model for each map, in their order.
     *
     * @param path fits an Estimator for several strengths, in their order
     */
    static <E extends Predictor<Vector, E, M> & EF21Params<E>, M extends PredictionModel<Vector, M>> List<M> fit(
            E estimator, Dataset<?> dataset, ParamMap[] maps, BiFunction<E, List<Double>, List<M>> path) {
        estimator.transformSchema(dataset.schema());
        Map<Map<String, String>, List<Integer>> groups = new LinkedHashMap<>();
        List<E> copies = new ArrayList<>();
        for (int i = 0; i < maps.length; i++) {
            E copy = estimator.copy(maps[i]);
            copies.add(copy);
            Map<String, String> key = others(copy);
            if (!pathIsPossible(copy)) {
                key.put("", Integer.toString(i));
            }
            groups.computeIfAbsent(key, k -> new ArrayList<>()).add(i);
        }
        List<M> models = new ArrayList<>(Collections.nCopies(maps.length, null));
        for (List<Integer> group : groups.values()) {
            List<Double> lambdas = group.stream()
                    .map(i -> copies.get(i).getRegParam())
                    .distinct()
                    .toList();
            if (lambdas.size() == 1) {
                M model = copies.get(group.get(0)).fit(dataset);
                group.forEach(i -> models.set(i, model));
                continue;
            }
            List<M> fitted = path.apply(copies.get(group.get(0)), lambdas);
            for (int i : group) {
                M model = fitted.get(lambdas.indexOf(copies.get(i).getRegParam()));
                model.set(model.getParam("regParam"), copies.get(i).getRegParam());
                model.setParent(copies.get(i));
                models.set(i, model);
            }
        }
        return models;
    }

    private static boolean pathIsPossible(EF21Params<?> estimator) {
        return estimator.getRegParam() > 0
                && estimator.getMethod().equals(Choices.AUTO)
                && !estimator.getRegularizerAt().equals("clients")
                && estimator.getMaxBytes() == 0
                && estimator.getCheckpointDir().isEmpty()
                && estimator.getHistoryPath().isEmpty()
                && estimator.getValidationIndicatorCol().isEmpty();
    }

    /** The values of all Params but regParam, as they would be saved. */
    @SuppressWarnings("unchecked")
    private static Map<String, String> others(EF21Params<?> estimator) {
        Map<String, String> values = new TreeMap<>();
        for (Param<?> param : estimator.params()) {
            if (estimator.isDefined(param) && !param.name().equals("regParam")) {
                Param<Object> any = (Param<Object>) param;
                values.put(param.name(), any.jsonEncode(estimator.getOrDefault(any)));
            }
        }
        return values;
    }
}
