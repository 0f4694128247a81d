/**
 * Gradient estimators: what a client takes for its gradient before anything is compressed. A new one is one class here.
 */
@NullMarked
package io.ef21.method.estimator;

import org.jspecify.annotations.NullMarked;
