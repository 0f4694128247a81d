package io.ef21.run;

import io.ef21.kernel.CounterRandom;
import io.ef21.kernel.Fingerprint;
import io.ef21.objective.RegularizationPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything that decides the bits of a run, by name, in a fixed order: what a checkpoint is compared with. */
final class RunIdentity {
    /** Changes whenever kernels change their arithmetic. */
    private static final String KERNEL = "split-loops-2";

    private RunIdentity() {}

    static Map<String, String> of(Setting setting, RegularizationPath path, Engine engine) {
        TrainingOptions options = setting.options();
        Population population = setting.population();
        Map<String, String> identity = new LinkedHashMap<>();
        identity.put("features", Integer.toString(population.features()));
        identity.put("clients", Integer.toString(population.clients()));
        identity.put("rows", Long.toString(population.totalRows()));
        identity.put("objective, data, its split and its layout", Long.toHexString(data(engine)));
        identity.put("method", options.method().name());
        identity.put("parts of the method", setting.method().composition());
        identity.put("compressor", options.compressor().toString());
        identity.put("value-bits", Integer.toString(options.valueBits().bits()));
        identity.put("init", options.exactStart() ? "full" : "compressed");
        identity.put("state-precision", options.narrowState() ? "float" : "double");
        identity.put("downlink", options.downlink().toString());
        identity.put("regularizer at the server", options.serverRegularizer().toString());
        identity.put("lambdas", path.toString());
        identity.put("client-weights", options.weighByRows() ? "rows" : "uniform");
        identity.put("step size", Double.toString(setting.stepSize().gamma()));
        identity.put("server-update", options.acceleration().update().toString());
        identity.put("precondition", setting.scaling() == null ? "none" : "diagonal");
        identity.put(
                "compressor chosen", Boolean.toString(options.acceleration().chooseUplink()));
        identity.put("evaluate-every", Integer.toString(options.evaluateEvery()));
        identity.put("intercepts, standardization, start and prior", model(options.model()));
        identity.put("seed", Long.toString(options.seed()));
        identity.put("kernel", KERNEL);
        return identity;
    }

    private static String model(ModelTerms model) {
        if (model.start() == null && model.seenPlainly()) {
            return "none";
        }
        long hash = CounterRandom.key(model.intercepts(), model.standardized() ? 1 : 0);
        for (double[] vector : new double[][] {model.start(), model.prior(), model.precision()}) {
            hash = Fingerprint.of(hash, vector == null ? new double[0] : vector);
        }
        return Long.toHexString(hash);
    }

    private static long data(Engine engine) {
        List<double[]> halves = engine.ask(client -> {
            long fingerprint = client.objective().fingerprint();
            return new double[] {(int) (fingerprint >>> 32), (int) fingerprint};
        });
        long hash = 0;
        for (double[] half : halves) {
            hash = CounterRandom.key(CounterRandom.key(hash, (long) half[0]), (long) half[1]);
        }
        return hash;
    }
}
