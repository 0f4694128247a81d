package io.ef21.data;

import java.io.Serializable;

/** What an objective makes of the labels that were read. Immutable. */
public sealed interface Labels extends Serializable permits BinaryLabels, ClassLabels, RealLabels {
    /** What is kept for a label as it was written, a finite number. */
    double kept(double label);
}
