package io.ef21.method;

import io.ef21.kernel.CounterRandom;
import io.ef21.objective.Batch;

/** The keys of a run's draws, for tests that draw the same. */
public final class Keys {
    private Keys() {}

    /** Of all compressors of a round that clients share. */
    public static long compression(long seed, int round) {
        return Coins.compression(seed, round);
    }

    /** Of the extra compressors of a mechanism. */
    public static long part(long roundKey, int part) {
        return CounterRandom.key(roundKey, -1L - part);
    }

    /** A client's batch. */
    public static Batch batch(Sampling sampling, long seed, int round, int client, int draw, long samples) {
        return sampling.batch(Coins.samples(seed, round, client), round, draw, samples);
    }

    /** Whether a client answers. */
    public static boolean present(Participation participation, long seed, int round, int client, int clients) {
        return participation.draw(clients, Coins.presence(seed, round)).includes(client);
    }
}
