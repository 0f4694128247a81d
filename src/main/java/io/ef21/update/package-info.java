/**
 * What the server does with a gradient estimate: plain and momentum steps of the literature, and quasi-Newton steps behind
 * a safeguard. Steps live on the driver alone; clients see only the change of the model, so any of them works with any
 * method that estimates the gradient and with any downlink.
 */
@NullMarked
package io.ef21.update;

import org.jspecify.annotations.NullMarked;
