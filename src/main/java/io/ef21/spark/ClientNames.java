package io.ef21.spark;

import io.ef21.data.RowBlock;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The clients that rows name, numbered from 0 in ascending order: as numbers where all of them are, else as strings.
 *
 * @param names in this order
 */
record ClientNames(List<String> names) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Copies the list. */
    ClientNames {
        names = List.copyOf(names);
    }

    /** Those that partitions found. */
    static ClientNames of(Collection<ReadSplit> partitions) {
        Map<String, @Nullable BigDecimal> values = new HashMap<>();
        for (ReadSplit partition : partitions) {
            partition.owners().forEach(name -> values.computeIfAbsent(name, ClientNames::number));
        }
        List<String> names = new ArrayList<>(
                partitions.stream().map(ReadSplit::owners).collect(HashSet::new, HashSet::addAll, HashSet::addAll));
        Comparator<String> ascending = Comparator.naturalOrder();
        boolean numbers = values.size() == names.size();
        names.sort(
                numbers ? Comparator.<String, BigDecimal>comparing(values::get).thenComparing(ascending) : ascending);
        return new ClientNames(names);
    }

    /** Blocks whose rows name clients by these numbers. */
    Iterator<ReadSplit> numbered(Iterator<ReadSplit> blocks) {
        Map<String, Integer> numbers = new HashMap<>();
        for (String name : names) {
            numbers.put(name, numbers.size());
        }
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return blocks.hasNext();
            }

            @Override
            public ReadSplit next() {
                return numbered(blocks.next(), numbers);
            }
        };
    }

    private static ReadSplit numbered(ReadSplit block, Map<String, Integer> numbers) {
        RowBlock rows = block.requireRows();
        int[] owners = rows.owners();
        if (owners == null) {
            return block;
        }
        int[] renumbered = new int[owners.length];
        for (int i = 0; i < owners.length; i++) {
            renumbered[i] = numbers.getOrDefault(block.owners().get(owners[i]), -1);
        }
        return new ReadSplit(
                block.file(),
                block.lines(),
                rows.withOwners(renumbered),
                block.summary(),
                block.owners(),
                block.error());
    }

    private static @Nullable BigDecimal number(String name) {
        try {
            return new BigDecimal(name);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
