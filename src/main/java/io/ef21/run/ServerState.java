package io.ef21.run;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** The server's state in a checkpoint, written and read as a stream: it may be larger than an array can be. */
interface ServerState {
    /** Writes it. */
    void writeTo(DataOutputStream out) throws IOException;

    /** Replaces it by what {@link #writeTo} wrote; after an exception it is undefined. */
    void readFrom(DataInputStream in) throws IOException;
}
