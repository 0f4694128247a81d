/**
 * What is chosen where the user names nothing: bits up and down, from counted bytes and a model of the link, never from a
 * clock, so that runs repeat bit for bit.
 */
@NullMarked
package io.ef21.auto;

import org.jspecify.annotations.NullMarked;
