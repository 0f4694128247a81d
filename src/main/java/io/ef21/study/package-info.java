/**
 * Studies for papers: several methods and compressors on the same data, each tuned over a grid, with several seeds, laid
 * side by side.
 *
 * <p>A {@link io.ef21.study.Job} is what a user wrote, in a YAML file ({@link io.ef21.study.JobFile}) or on the command
 * line; {@link io.ef21.study.Study} is the same, checked. A run is a map of options of {@code train} and nothing else:
 * {@link io.ef21.study.Trainer} runs one, {@link io.ef21.study.StudyRunner} all, side by side, and {@link
 * io.ef21.study.RunStore} keeps what is finished. {@link io.ef21.study.StudyResult} is what came out; {@link
 * io.ef21.study.StudyTable}, {@link io.ef21.study.StudyTables} and {@link io.ef21.study.StudyFigures} show it.
 *
 * <p>Values are immutable and safe to use from several threads at once.
 */
@NullMarked
package io.ef21.study;

import org.jspecify.annotations.NullMarked;
