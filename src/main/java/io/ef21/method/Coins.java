package io.ef21.method;

import io.ef21.kernel.CounterRandom;

/** What everyone draws alike in a round. Every purpose has numbers of its own. */
public final class Coins {
    private static final long COIN = 0x436f696eL;
    private static final long PRESENCE = 0x50726573656e6365L;
    private static final long SAMPLES = 0x53616d706c6573L;
    private static final long COMPRESSION = 0x436f6d7072657373L;

    private Coins() {}

    /** The coin of a round, uniform in [0, 1). */
    public static double of(long seed, int round) {
        return uniform(key(seed, round));
    }

    static long key(long seed, int round) {
        return ofRound(seed, COIN, round);
    }

    static double uniform(long key) {
        return CounterRandom.uniform(key, 0);
    }

    /** The key of who answers in a round. */
    public static long presence(long seed, int round) {
        return ofRound(seed, PRESENCE, round);
    }

    static long samples(long seed, int round, int client) {
        return CounterRandom.key(ofRound(seed, SAMPLES, round), client);
    }

    /** The key of all draws of compressors in a round. */
    public static long compression(long seed, int round) {
        return ofRound(seed, COMPRESSION, round);
    }

    private static long ofRound(long seed, long purpose, int round) {
        return CounterRandom.key(CounterRandom.key(seed, purpose), round);
    }
}
