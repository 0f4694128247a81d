/**
 * Running a method on clients, wherever they live.
 *
 * <pre>{@code
 * try (Engine engine = LocalEngine.of(objectives, 2)) {
 *     Outcome outcome = new Training(options).run(engine, record -> System.out.println(record.toJson()));
 * }
 * }</pre>
 *
 * <p>An {@link io.ef21.run.Engine} holds the clients and lets all of them do something; {@link io.ef21.run.LocalEngine}
 * is the reference, in one JVM. {@link io.ef21.run.Training} is the server's loop, the same for every engine, so engines
 * that run the same clients give the same {@link io.ef21.run.RoundRecord}s, bit for bit. {@link io.ef21.run.Ledger}
 * counts what moved.
 */
@NullMarked
package io.ef21.run;

import org.jspecify.annotations.NullMarked;
