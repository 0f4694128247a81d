package io.ef21.data;

import org.jspecify.annotations.Nullable;

/** The labels that an objective takes. */
public enum LabelKind {
    /** Two values. */
    TWO_CLASSES {
        @Override
        public Labels labels(double[] distinct, String source) {
            return BinaryLabels.of(distinct, source);
        }

        @Override
        boolean isNumbered(double label) {
            return label == 0 || label == 1;
        }

        @Override
        String numbers() {
            return "0 or 1";
        }
    },
    /** A few values. */
    CLASSES {
        @Override
        public Labels labels(double[] distinct, String source) {
            return ClassLabels.of(distinct, source);
        }

        @Override
        boolean isNumbered(double label) {
            return label >= 0 && label < RowSummary.MOST_CLASSES && label == Math.rint(label);
        }

        @Override
        String numbers() {
            return "the number of a class: an integer from 0 to " + (RowSummary.MOST_CLASSES - 1);
        }
    },
    /** Any finite numbers. */
    NUMBERS {
        @Override
        public Labels labels(double[] distinct, String source) {
            return new RealLabels();
        }

        @Override
        boolean isNumbered(double label) {
            return Double.isFinite(label);
        }

        @Override
        String numbers() {
            return "a finite number";
        }
    };

    /**
     * What becomes of the labels of some data.
     *
     * @param distinct the label values in ascending order, as {@link RowSummary#labels} has them
     * @param source names the data in the message
     * @throws InvalidInputException if the values are not of this kind
     */
    public abstract Labels labels(double[] distinct, String source);

    /** What is wrong with a label where classes are given by their numbers, as MLlib has them; null when nothing is. */
    public @Nullable String objection(double label) {
        return isNumbered(label) ? null : "must be " + numbers() + " (got " + label + ")";
    }

    abstract boolean isNumbered(double label);

    abstract String numbers();
}
