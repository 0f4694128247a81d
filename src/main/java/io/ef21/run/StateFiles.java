package io.ef21.run;

import io.ef21.method.ClientState;
import java.io.IOException;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The files of a checkpoint from which clients take up their states. Immutable.
 *
 * @param folder of the checkpoint
 * @param variables holds the {@link Variables}, after the step that the next downlink tells
 * @param clients hold the states of consecutive clients; in order
 */
public record StateFiles(String folder, StateFile variables, List<StateFile> clients) implements Serializable {
    private static final long serialVersionUID = 1L;

    public StateFiles {
        clients = clients.stream()
                .sorted(Comparator.comparingInt(StateFile::firstClient))
                .toList();
    }

    /**
     * Reads z, and what the server steps along where clients know it.
     *
     * @param size of z
     */
    public Variables readVariables(int size, Configuration configuration) throws IOException {
        return Variables.of(variables.readVector(new Path(folder), configuration), size);
    }

    /** Reads the states in the file that holds those of a client. */
    public SortedMap<Integer, ClientState> readStatesWith(int client, Configuration configuration) throws IOException {
        StateFile holder = clients.get(0);
        for (StateFile file : clients) {
            holder = file.firstClient() <= client ? file : holder;
        }
        return holder.readStates(new Path(folder), configuration);
    }
}
