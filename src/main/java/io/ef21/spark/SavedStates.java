package io.ef21.spark;

import io.ef21.method.ClientState;
import io.ef21.method.RoundTask;
import io.ef21.run.StateFile;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import scala.runtime.AbstractFunction1;

/** Writes client states: one file per partition. {@link FiledStates} reads them. */
final class SavedStates extends AbstractFunction1<scala.collection.Iterator<RoundTask.Answer>, StateFile>
        implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String folder;
    private final Broadcast<SerializableConfiguration> filesystem;

    private SavedStates(String folder, Broadcast<SerializableConfiguration> filesystem) {
        this.folder = folder;
        this.filesystem = filesystem;
    }

    /** Writes the states after a round; a file is named after the task attempt that wrote it, so retries do not clash. */
    static List<StateFile> write(
            JavaRDD<RoundTask.Answer> answers, Path folder, Broadcast<SerializableConfiguration> filesystem)
            throws IOException {
        try {
            return List.of((StateFile[]) answers.context()
                    .runJob(answers.rdd(), new SavedStates(folder.toString(), filesystem), Scala.tag(StateFile.class)));
        } catch (Exception e) {
            if (ClientFailure.isCancelled(e)) {
                throw ClientFailure.translated("the checkpoint " + folder.getName(), e);
            }
            throw new IOException(ClientFailure.rootMessage(e), e);
        }
    }

    @Override
    public StateFile apply(scala.collection.Iterator<RoundTask.Answer> answers) {
        List<Map.Entry<Integer, ClientState>> states = new ArrayList<>();
        Scala.iterator(answers)
                .forEachRemaining(
                        answer -> states.add(Map.entry(answer.uplink().report().client(), answer.state())));
        TaskContext task = TaskContext.get();
        try {
            return StateFile.writeStates(
                    new Path(folder),
                    "states-%05d-%d.bin".formatted(task.partitionId(), task.taskAttemptId()),
                    states.get(0).getKey(),
                    filesystem.value().value(),
                    states.iterator());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
