package io.ef21.auto;

import io.ef21.update.ServerUpdate;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What makes a run fast, beyond what the papers' methods do.
 *
 * @param update what the server does with the estimate
 * @param pairsChosen whether the memory of a quasi-Newton update follows from the number of columns
 * @param precondition whether the run is in scaled variables ({@code --precondition diagonal}); where the objective does
 *     not know its diagonal it is not
 * @param chooseUplink whether the compressor is chosen
 * @param chooseDownlink whether the downlink's is
 * @param link the driver's; null where nothing is known of it
 */
public record Acceleration(
        ServerUpdate update,
        boolean pairsChosen,
        boolean precondition,
        boolean chooseUplink,
        boolean chooseDownlink,
        @Nullable Link link)
        implements Serializable {
    /** The papers' meaning. */
    public static final Acceleration NONE =
            new Acceleration(new ServerUpdate.Gradient(), false, false, false, false, null);

    /** A path has rounds enough to fill them, and what they say of the loss is good for every lambda. */
    private static final int PAIRS_OF_PATH = 100;

    private static final int FEWER_PAIRS_OF_PATH = 40;
    private static final int VERY_FEW_COLUMNS = 10_000;
    private static final int MANY_PAIRS = 20;
    private static final int FEW_PAIRS = 5;
    private static final int FEW_COLUMNS = 1_000_000;
    private static final int MANY_COLUMNS = 8_000_000;

    /**
     * The same for a path: 100 pairs, 40 from ten thousand columns on, 20 from a million on, 5 from eight.
     */
    public ServerUpdate updateForPath(int columns) {
        if (!pairsChosen || columns >= MANY_COLUMNS || !(update instanceof ServerUpdate.QuasiNewton quasi)) {
            return updateFor(columns);
        }
        int pairs = MANY_PAIRS;
        if (columns < VERY_FEW_COLUMNS) {
            pairs = PAIRS_OF_PATH;
        } else if (columns < FEW_COLUMNS) {
            pairs = FEWER_PAIRS_OF_PATH;
        }
        return new ServerUpdate.QuasiNewton(quasi.name(), pairs);
    }

    /** The update, with its memory chosen for a number of columns: 20 pairs, 10 from a million on, 5 from eight. */
    public ServerUpdate updateFor(int columns) {
        if (pairsChosen && update instanceof ServerUpdate.QuasiNewton quasi) {
            int pairs = ServerUpdate.PAIRS;
            if (columns < FEW_COLUMNS) {
                pairs = MANY_PAIRS;
            } else if (columns >= MANY_COLUMNS) {
                pairs = FEW_PAIRS;
            }
            return new ServerUpdate.QuasiNewton(quasi.name(), pairs);
        }
        return update;
    }
}
