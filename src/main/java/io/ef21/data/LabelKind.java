package io.ef21.data;

/** The labels that an objective takes. */
public enum LabelKind {
    /** Two values. */
    TWO_CLASSES {
        @Override
        public Labels labels(double[] distinct, String source) {
            return BinaryLabels.of(distinct, source);
        }
    },
    /** A few values. */
    CLASSES {
        @Override
        public Labels labels(double[] distinct, String source) {
            return ClassLabels.of(distinct, source);
        }
    },
    /** Any finite numbers. */
    NUMBERS {
        @Override
        public Labels labels(double[] distinct, String source) {
            return new RealLabels();
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
}
