package io.ef21.auto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.compress.Compressor;
import io.ef21.compress.Grid;
import io.ef21.compress.Quantize;
import io.ef21.compress.TopK;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bits chosen from counts and a link. */
class BitChoiceTest {
    private static final int WIDE = 1_000_000;

    /** Of grids, in bits: half the step is one more. */
    private static double precision(Compressor compressor) {
        return -Math.log(assertInstanceOf(Grid.class, compressor).step()) / Math.log(2);
    }

    private static int bits(Compressor compressor) {
        return assertInstanceOf(Quantize.class, compressor).bits();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 100, 8, 8",
        "2, 100, 8, 8",
        "4, 100, 8, 8",
        "15, 100, 8, 8",
        "16, 100, 7, 8",
        "1000, 100, 7, 8",
        "20, 4096, 7, 8"
    })
    void withoutALink_theNumbersOfClientsAndColumnsDecide(int clients, int columns, int up, int down) {
        BitChoice choice = BitChoice.of(clients, columns, (long) clients * columns, null);
        assertEquals(up, bits(choice.uplink()));
        assertEquals(down, bits(choice.downlink()));
    }

    @ParameterizedTest
    @CsvSource({
        "20, 4097, 4097, grid:0.7, grid:0.5",
        "16, 20000000, 1024, grid:0.7, grid:0.5",
        "15, 20000000, 300000, grid:0.35, grid:0.5",
        "2, 4097, 4097, grid:0.35, grid:0.5",
        "1000, 20000000, 1023, quantize:4, quantize:6",
        "2, 20000000, 1000, quantize:6, quantize:6"
    })
    void wideModels_areEntropyCoded_whereClientsHaveEnoughToSay(
            int clients, int columns, long support, String up, String down) {
        BitChoice choice = BitChoice.of(clients, columns, clients * support, null);
        assertEquals(up, choice.uplink().toString());
        assertEquals(down, choice.downlink().toString());
    }

    @Test
    void whereLatencyIsAll_fewRoundsAreWorthEveryBit() {
        BitChoice choice = BitChoice.of(20, 1000, 20_000, Link.parse("10gbit:1s"));
        assertEquals(8, bits(choice.uplink()));
        assertEquals(8, bits(choice.downlink()));
    }

    @Test
    void aSlowerLink_neverTakesMoreBits() {
        for (int clients : new int[] {1, 2, 20, 200}) {
            double before = Double.POSITIVE_INFINITY;
            for (String rate : new String[] {"100gbit", "10gbit", "1gbit", "100mbit", "10mbit", "1mbit"}) {
                // too narrow for Top-k
                BitChoice choice = BitChoice.of(clients, 19_999, clients * 19_999L, Link.parse(rate + ":100ms"));
                double bytes = clients * precision(choice.uplink()) + 2 * precision(choice.downlink());
                assertTrue(bytes <= before, rate + ": " + choice);
                before = bytes;
            }
        }
    }

    @Test
    void onASlowLink_topKIsAnOption_forWideClientsOnly() {
        Link slow = Link.parse("1mbit:1ms");
        BitChoice narrow = BitChoice.of(20, WIDE, 20 * 19_999L, slow);
        assertInstanceOf(Grid.class, narrow.uplink());
        boolean sparse = false;
        for (int clients : new int[] {1, 5, 20, 1000}) {
            BitChoice wide = BitChoice.of(clients, WIDE, (long) clients * WIDE, slow);
            sparse |= wide.uplink() instanceof TopK;
            assertInstanceOf(Grid.class, wide.downlink());
        }
        assertTrue(sparse);
    }

    /** Twice the columns on a link twice as fast: the same choice. */
    @Test
    void theChoice_dependsOnBytesOverRate() {
        Link link = new Link(1e6, 0.05);
        Link fast = new Link(2e6, 0.05);
        for (int columns : new int[] {1000, 100_000, 10_000_000}) {
            BitChoice one = BitChoice.of(20, columns, 20L * columns, link);
            BitChoice two = BitChoice.of(20, 2 * columns, 40L * columns, fast);
            assertEquals(one.uplink().toString(), two.uplink().toString());
            assertEquals(one.downlink().toString(), two.downlink().toString());
        }
    }

    @Test
    void theReason_namesWhatWasCounted() {
        assertTrue(BitChoice.of(20, 100, 2000, null).reason().contains("20 clients"));
        assertTrue(
                BitChoice.of(20, 100, 2000, Link.parse("1gbit:10ms")).reason().contains("0.0100 s of latency"));
    }
}
