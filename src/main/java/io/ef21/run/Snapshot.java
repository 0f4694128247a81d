package io.ef21.run;

import java.util.List;

/**
 * What the server knows between two rounds.
 *
 * @param nextRound the round that comes next
 * @param model x at that round
 * @param estimate g of the round before
 * @param ledger so far
 * @param records of all rounds so far, in order
 */
record Snapshot(int nextRound, double[] model, double[] estimate, Ledger ledger, List<RoundRecord> records) {}
