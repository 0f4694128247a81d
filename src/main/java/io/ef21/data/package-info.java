/**
 * Rows and who owns them.
 *
 * <p>Text becomes {@link io.ef21.data.RowBlock}s ({@link io.ef21.data.LibsvmParser} on bytes, {@link
 * io.ef21.data.LibsvmReader} on files of any Hadoop filesystem), a {@link io.ef21.data.Split} says which client owns
 * which row, and a {@link io.ef21.data.Shard} is what one client keeps. {@link io.ef21.data.OneHotRows} makes rows where
 * there is no file. What is wrong with the input is an {@link io.ef21.data.InvalidInputException} that names file, line
 * and token.
 */
@NullMarked
package io.ef21.data;

import org.jspecify.annotations.NullMarked;
