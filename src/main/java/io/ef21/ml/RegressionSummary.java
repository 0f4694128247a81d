package io.ef21.ml;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.UUID;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.apache.spark.ml.regression.LinearRegressionTrainingSummary;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.xbean.asm9.ClassWriter;
import org.apache.xbean.asm9.MethodVisitor;
import org.apache.xbean.asm9.Opcodes;
import org.apache.xbean.asm9.Type;
import scala.Option;

/**
 * The summary of a linear regression. Its superclass has another constructor since Spark 4.1, so no class file extends it on
 * all versions; this one is written when it is first needed, for the constructor that is there.
 *
 * <p>MLlib's part has its metrics from one pass over the rows that were trained on, when it is made.
 */
final class RegressionSummary {
    private static final String HISTORY = "history";
    private static final Constructor<?> CONSTRUCTOR = define();

    private RegressionSummary() {}

    static LinearRegressionModel attach(LinearRegressionModel model, Dataset<?> data, TrainingHistory history) {
        LinearRegressionModel scoring = model.copy(ParamMap.empty());
        if (scoring.getPredictionCol().isEmpty()) {
            scoring.setPredictionCol("prediction_" + UUID.randomUUID());
        }
        Object made;
        try {
            made = CONSTRUCTOR.newInstance(arguments(scoring, scoring.transform(data), history));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no summary can be made of a linear regression", e);
        }
        model.setSummary(Option.apply((LinearRegressionTrainingSummary) made));
        return model;
    }

    /** Those of MLlib's constructor, and the history; standard errors are known to its normal equations alone. */
    private static Object[] arguments(LinearRegressionModel model, Dataset<Row> predictions, TrainingHistory history) {
        double[] noErrors = {0};
        if (CONSTRUCTOR.getParameterCount() == 8) {
            return new Object[] {
                predictions,
                model.getPredictionCol(),
                model.getLabelCol(),
                model.getFeaturesCol(),
                model,
                noErrors,
                history.objectives(),
                history
            };
        }
        double[] coefficients = model.coefficients().toArray();
        double[] withIntercept = Arrays.copyOf(coefficients, coefficients.length + 1);
        withIntercept[coefficients.length] = model.intercept();
        return new Object[] {
            predictions,
            model.getPredictionCol(),
            model.getLabelCol(),
            model.getFeaturesCol(),
            Summaries.weights(model, model.weightCol()),
            model.numFeatures(),
            model.getFitIntercept(),
            noErrors,
            history.objectives(),
            withIntercept,
            history
        };
    }

    /** MLlib's constructor with a last argument that is kept, and returned by {@link EF21TrainingSummary#history}. */
    private static Constructor<?> define() {
        Constructor<?> inherited = LinearRegressionTrainingSummary.class.getConstructors()[0];
        String self = Type.getInternalName(RegressionSummary.class) + "$Written";
        String base = Type.getInternalName(LinearRegressionTrainingSummary.class);
        String kept = Type.getDescriptor(TrainingHistory.class);
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(Opcodes.V17, Opcodes.ACC_FINAL | Opcodes.ACC_SUPER, self, null, base, new String[] {
            Type.getInternalName(EF21TrainingSummary.class)
        });
        writer.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL | Opcodes.ACC_TRANSIENT, HISTORY, kept, null, null)
                .visitEnd();

        Type[] inheritedTypes = Type.getArgumentTypes(Type.getConstructorDescriptor(inherited));
        Type[] types = Arrays.copyOf(inheritedTypes, inheritedTypes.length + 1);
        types[inheritedTypes.length] = Type.getType(kept);
        MethodVisitor constructor = writer.visitMethod(
                Opcodes.ACC_PUBLIC, "<init>", Type.getMethodDescriptor(Type.VOID_TYPE, types), null, null);
        constructor.visitCode();
        constructor.visitVarInsn(Opcodes.ALOAD, 0);
        int place = 1;
        for (Type type : inheritedTypes) {
            constructor.visitVarInsn(type.getOpcode(Opcodes.ILOAD), place);
            place += type.getSize();
        }
        constructor.visitMethodInsn(
                Opcodes.INVOKESPECIAL, base, "<init>", Type.getConstructorDescriptor(inherited), false);
        constructor.visitVarInsn(Opcodes.ALOAD, 0);
        constructor.visitVarInsn(Opcodes.ALOAD, place);
        constructor.visitFieldInsn(Opcodes.PUTFIELD, self, HISTORY, kept);
        constructor.visitInsn(Opcodes.RETURN);
        constructor.visitMaxs(0, 0);
        constructor.visitEnd();

        MethodVisitor getter = writer.visitMethod(Opcodes.ACC_PUBLIC, HISTORY, "()" + kept, null, null);
        getter.visitCode();
        getter.visitVarInsn(Opcodes.ALOAD, 0);
        getter.visitFieldInsn(Opcodes.GETFIELD, self, HISTORY, kept);
        getter.visitInsn(Opcodes.ARETURN);
        getter.visitMaxs(0, 0);
        getter.visitEnd();
        writer.visitEnd();
        try {
            return MethodHandles.lookup().defineClass(writer.toByteArray()).getConstructors()[0];
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("no class can be defined beside " + RegressionSummary.class, e);
        }
    }
}
