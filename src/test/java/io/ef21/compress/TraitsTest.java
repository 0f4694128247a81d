package io.ef21.compress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ef21.data.InvalidInputException;
import org.junit.jupiter.api.Test;

/** What compressors declare, on whole models and on clients that own few columns or none. */
class TraitsTest {
    @Test
    void thePapersCountValuesOnly() {
        assertEquals(4000, new Quantize(4).traits(1000).paperBits());
        assertEquals(32 * 10, new TopK(10, false).traits(1000).paperBits());
        assertEquals(32 * 7, new Identity().traits(7).paperBits());
    }

    @Test
    void theQuantizerIsHomogeneousForPowersOfTwoOnly() {
        Traits traits = new Quantize(4).traits(1000);
        assertTrue(traits.has(Property.DETERMINISTIC) && traits.has(Property.SUPPORT_PRESERVING));
        assertFalse(traits.has(Property.HOMOGENEOUS));
    }

    @Test
    void clientsWithFewColumnsSendAllOfThem() {
        TopK ten = new TopK(10, false);
        assertEquals(32 * 5, ten.traits(5).paperBits());
        assertEquals(1.0, ten.traits(5).alpha());
        assertEquals(3, ten.compress(new double[] {1, -2, 3}, 0).stored());
    }

    @Test
    void clientsWithoutColumnsSendNothing() {
        for (Compressor compressor :
                new Compressor[] {new Identity(), new TopK(10, false), new Quantize(4), new Grid(0.7)}) {
            assertTrue(compressor.traits(0).paperBits() <= 0);
            assertEquals(1.0, compressor.traits(0).alpha(), 1e-4);
            assertEquals(0, compressor.compress(new double[0], 0).stored());
        }
    }

    @Test
    void aCountBeyondTheModelIsRefused() {
        TopK ten = new TopK(10, false);
        InvalidInputException refusal = assertThrows(InvalidInputException.class, () -> ten.requireFits(9));
        assertEquals(
                "--compressor topk:10: k must be at most the number of features, 9 (got 10)", refusal.getMessage());
        ten.requireFits(10);
        new TopK(0.5, true).requireFits(1);
        new Quantize(4).requireFits(1);
    }
}
