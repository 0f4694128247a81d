package io.ef21.method.mechanism;

import io.ef21.data.InvalidInputException;
import io.ef21.method.Absorb;
import io.ef21.method.Channel;
import io.ef21.method.Circumstances;
import io.ef21.method.Mechanism;
import io.ef21.method.Reply;
import io.ef21.method.Stored;
import java.util.List;

/**
 * What travels goes to neighbours, and nothing to a server. The parameters of such a method; its rounds are in {@code
 * io.ef21.gossip}, and whatever needs a server refuses it.
 *
 * @param graph who writes to whom, as in {@code --graph}
 * @param mixingStep gamma_mix, in (0, 1]; NaN where convention finds it
 * @param gap rho = 1 - |lambda_2(W)|, in (0, 1]; NaN before the number of clients is known
 */
public record Gossip(String graph, double mixingStep, double gap) implements Mechanism {
    private static final long serialVersionUID = 1L;

    /** Why a server cannot run it. */
    public static InvalidInputException withoutServer() {
        return new InvalidInputException(
                "--method beer has no server, and what runs here has one: use ef21 train, or" + " --method ef21");
    }

    @Override
    public List<Stored> join(int d) {
        return List.of();
    }

    @Override
    public Reply reply(List<Stored> memory, double[] target, Channel channel) {
        throw withoutServer();
    }

    @Override
    public Absorb absorb(int round, double coin) {
        return Absorb.ESTIMATE;
    }

    @Override
    public boolean opens() {
        return false;
    }

    @Override
    public boolean certifies() {
        return false;
    }

    @Override
    public Mechanism fitted(Circumstances circumstances) {
        throw withoutServer();
    }
}
