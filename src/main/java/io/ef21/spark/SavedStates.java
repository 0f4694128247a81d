package io.ef21.spark;

import io.ef21.method.Client;
import io.ef21.method.ClientState;
import io.ef21.method.RoundTask;
import io.ef21.run.StateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/** Client states in files: every partition writes one and reads those that hold its clients. */
final class SavedStates {
    private SavedStates() {}

    /** Writes the states after a round; a file is named after the task attempt that wrote it, so retries do not clash. */
    static List<StateFile> write(JavaRDD<RoundTask.Answer> answers, Path folder, SerializableConfiguration hadoop)
            throws IOException {
        String place = folder.toString();
        try {
            return answers.mapPartitions(it -> {
                        List<Map.Entry<Integer, ClientState>> states = new ArrayList<>();
                        it.forEachRemaining(answer ->
                                states.add(Map.entry(answer.uplink().report().client(), answer.state())));
                        String name = "states-%05d-%d.bin"
                                .formatted(
                                        TaskContext.getPartitionId(),
                                        TaskContext.get().taskAttemptId());
                        return List.of(StateFile.writeStates(
                                        new Path(place),
                                        name,
                                        states.get(0).getKey(),
                                        hadoop.value(),
                                        states.iterator()))
                                .iterator();
                    })
                    .collect();
        } catch (Exception e) {
            if (ClientFailure.isCancelled(e)) {
                throw ClientFailure.translated("the checkpoint " + folder.getName(), e);
            }
            throw new IOException(ClientFailure.rootMessage(e), e);
        }
    }

    /** The states of clients, with their models from x. */
    static JavaRDD<ClientState> read(
            JavaRDD<Client> clients,
            Path folder,
            List<StateFile> files,
            Broadcast<double[]> x,
            SerializableConfiguration hadoop) {
        String place = folder.toString();
        List<StateFile> ordered = new ArrayList<>(files);
        ordered.sort(Comparator.comparingInt(StateFile::firstClient));
        return clients.mapPartitions(own -> new Reader(own, new Path(place), ordered, x.value(), hadoop), true);
    }

    /** Opens a file when the first of its clients is asked for. */
    private static final class Reader implements Iterator<ClientState> {
        private final Iterator<Client> clients;
        private final Path folder;
        private final List<StateFile> files;
        private final double[] x;
        private final SerializableConfiguration hadoop;
        private SortedMap<Integer, ClientState> open = new TreeMap<>();

        Reader(
                Iterator<Client> clients,
                Path folder,
                List<StateFile> files,
                double[] x,
                SerializableConfiguration hadoop) {
            this.clients = clients;
            this.folder = folder;
            this.files = files;
            this.x = x;
            this.hadoop = hadoop;
        }

        @Override
        public boolean hasNext() {
            return clients.hasNext();
        }

        @Override
        public ClientState next() {
            Client client = clients.next();
            ClientState state = open.get(client.id());
            if (state == null) {
                open = read(client.id());
                state = open.get(client.id());
            }
            if (state == null) {
                throw new IllegalStateException("the checkpoint has no state of client " + client.id());
            }
            double[] own = client.gather(x);
            return state.withModel(own == x ? x.clone() : own);
        }

        private SortedMap<Integer, ClientState> read(int client) {
            StateFile holder = files.get(0);
            for (StateFile file : files) {
                holder = file.firstClient() <= client ? file : holder;
            }
            try {
                return holder.readStates(folder, hadoop.value());
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the state of client " + client, e);
            }
        }
    }
}
