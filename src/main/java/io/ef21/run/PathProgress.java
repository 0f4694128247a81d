package io.ef21.run;

import io.ef21.objective.RegularizationPath;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Where a run is on its path: the regularizer it is at, and the solutions before. Not thread-safe. */
final class PathProgress implements ServerState {
    private final RegularizationPath path;
    private final List<Solution> solutions = new ArrayList<>();

    PathProgress(RegularizationPath path) {
        this.path = path;
    }

    /** The regularizer of the next solution. */
    RegularizationPath.Point point() {
        return path.points().get(solutions.size());
    }

    /**
     * Takes in a solution.
     *
     * @return whether another regularizer comes
     */
    boolean solved(double[] model, RoundRecord last, StopReason reason) {
        solutions.add(new Solution(point().lambda(), model, last, reason));
        return solutions.size() < path.points().size() && reason != StopReason.DIVERGED && reason != StopReason.BYTES;
    }

    /** The solutions so far. */
    List<Solution> solutions() {
        return List.copyOf(solutions);
    }

    @Override
    public void writeTo(DataOutputStream out) throws IOException {
        out.writeInt(solutions.size());
        for (Solution solution : solutions) {
            out.writeDouble(solution.lambda());
            StateFile.writeDoubles(out, solution.model());
            solution.last().writeTo(out);
            out.writeUTF(solution.reason().name());
        }
    }

    @Override
    public void readFrom(DataInputStream in) throws IOException {
        solutions.clear();
        for (int count = in.readInt(); count > 0; count--) {
            solutions.add(new Solution(
                    in.readDouble(),
                    StateFile.readDoubles(in),
                    RoundRecord.readFrom(in),
                    StopReason.valueOf(in.readUTF())));
        }
    }
}
