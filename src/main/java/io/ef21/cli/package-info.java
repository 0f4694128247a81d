/**
 * The command line. {@link io.ef21.cli.Ef21} is the program; each subcommand is a class. Exit codes: 0 done, 2 what the
 * user gave cannot be used (one sentence on stderr says what and where), 3 the run diverged, 1 anything else,
 * and from {@code refute} that a claim does not hold.
 */
@NullMarked
package io.ef21.cli;

import org.jspecify.annotations.NullMarked;
