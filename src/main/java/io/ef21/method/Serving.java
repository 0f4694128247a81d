package io.ef21.method;

import java.io.Serializable;

/**
 * What a method asks of the server beyond absorbing. Empty texts leave it to the user.
 *
 * @param update the server update, as it is written
 * @param downlink the kind of downlink: what is written before its compressor
 * @param proximal whether it is about a regularizer at the server
 * @param averaging of the model that is shown
 */
public record Serving(String update, String downlink, boolean proximal, Averaging averaging) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Nothing: gradient steps, any downlink, the last model. */
    public static final Serving PLAIN = new Serving("", "", false, Averaging.LAST);

    /** A server update. */
    public static Serving by(String update) {
        return new Serving(update, "", false, Averaging.LAST);
    }

    /** A kind of downlink. */
    public static Serving down(String downlink) {
        return new Serving("", downlink, false, Averaging.LAST);
    }
}
