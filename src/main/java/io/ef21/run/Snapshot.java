package io.ef21.run;

import java.util.List;

/**
 * What is known between two rounds beside the state of the clients and of what steps the server.
 *
 * @param nextRound the round that comes next
 * @param ledger so far
 * @param records of all rounds so far, in order
 * @param variables what clients know
 */
record Snapshot(int nextRound, Ledger ledger, List<RoundRecord> records, Variables variables) {}
