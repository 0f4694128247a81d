package io.ef21.plot;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Stacks labels in a column, each as near to its wanted height as the others allow: labels that would overlap form a
 * group that is centred on the mean of their wishes.
 */
final class LabelColumn {
    private LabelColumn() {}

    /**
     * The centres of the labels, in the order given.
     *
     * @param wanted the centres they would have alone
     * @param heights their heights, together at most {@code bottom - top}
     * @param top the upper end of the column
     * @param bottom its lower end
     */
    static double[] centres(double[] wanted, double[] heights, double top, double bottom) {
        int[] order = IntStream.range(0, wanted.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> wanted[i]))
                .mapToInt(i -> i)
                .toArray();
        Deque<Group> groups = new ArrayDeque<>();
        for (int label : order) {
            Group group = new Group(List.of(label), wanted[label] - heights[label] / 2, heights[label]);
            while (!groups.isEmpty()
                    && groups.getLast().start(top, bottom) + groups.getLast().height > group.start(top, bottom)) {
                group = groups.removeLast().joined(group);
            }
            groups.addLast(group);
        }
        double[] centres = new double[wanted.length];
        for (Group group : groups) {
            double edge = group.start(top, bottom);
            for (int label : group.labels) {
                centres[label] = edge + heights[label] / 2;
                edge += heights[label];
            }
        }
        return centres;
    }

    /** Labels that touch, from top to bottom, with the mean of the upper edges that would suit each of them. */
    private record Group(List<Integer> labels, double wantedStart, double height) {
        double start(double top, double bottom) {
            return Math.max(top, Math.min(bottom - height, wantedStart));
        }

        Group joined(Group below) {
            List<Integer> all = new ArrayList<>(labels);
            all.addAll(below.labels);
            double sum = labels.size() * wantedStart + below.labels.size() * (below.wantedStart - height);
            return new Group(all, sum / all.size(), height + below.height);
        }
    }
}
