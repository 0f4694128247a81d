package io.ef21.auto;

import io.ef21.compress.Compressor;
import io.ef21.compress.Compressors;
import io.ef21.compress.Grid;
import io.ef21.compress.Quantize;
import io.ef21.update.Stepper.Action;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * The compressor of every round. A named one stays. A chosen one sends about eight bits where the server has to wait for better
 * estimates, because one such round is cheaper than several at few bits; and where the server keeps waiting, it sends
 * more bits from then on. Not thread-safe.
 */
public final class UplinkSchedule {
    private static final Compressor FINE = Compressors.parse("quantize:8");
    /** Of a grid; it takes four bits more. */
    private static final double FINER = 16;

    private static final double LEAST_GRID = 0.05;
    private static final int WINDOW = 16;
    private static final int TOO_MANY = 5;

    private final boolean named;
    private Compressor regular;
    private int rounds;
    private int refined;

    private UplinkSchedule(Compressor regular, boolean named) {
        this.regular = regular;
        this.named = named;
    }

    /** The user's compressor in all rounds. */
    public static UplinkSchedule named(Compressor compressor) {
        return new UplinkSchedule(compressor, true);
    }

    /** A compressor to begin with. */
    public static UplinkSchedule chosen(Compressor compressor) {
        return new UplinkSchedule(compressor, false);
    }

    /** The compressor of round 0. */
    public Compressor first() {
        return regular;
    }

    /** The compressor of the round after an action. */
    public Compressor after(Action action) {
        if (named) {
            return regular;
        }
        boolean refine = action == Action.REFINE;
        refined += refine ? 1 : 0;
        if (++rounds == WINDOW) {
            if (refined >= TOO_MANY) {
                regular = more(regular);
            }
            rounds = 0;
            refined = 0;
        }
        return refine ? fine() : regular;
    }

    private Compressor fine() {
        return regular instanceof Grid grid ? new Grid(grid.step() / FINER, grid.block()) : FINE;
    }

    private static Compressor more(Compressor compressor) {
        if (compressor instanceof Grid grid) {
            return new Grid(Math.max(LEAST_GRID, grid.step() / 2), grid.block());
        }
        if (compressor instanceof Quantize quantize) {
            return Compressors.parse("quantize:" + Math.min(8, quantize.bits() + 1));
        }
        return Compressors.parse("quantize:4");
    }

    /** Writes the state, for a checkpoint. */
    public void writeTo(DataOutputStream out) throws IOException {
        out.writeUTF(regular.toString());
        out.writeInt(rounds);
        out.writeInt(refined);
    }

    /** Takes up a state that {@link #writeTo} wrote. */
    public void readFrom(DataInputStream in) throws IOException {
        regular = Compressors.parse(in.readUTF());
        rounds = in.readInt();
        refined = in.readInt();
    }
}
