package io.ef21.study;

import java.nio.file.Path;

/**
 * A history that another program wrote.
 *
 * @param label its name in figures and tables
 * @param where it is asked for, for messages
 * @param file JSON lines or CSV
 */
public record Foreign(String label, String where, Path file) {}
