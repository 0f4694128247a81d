package io.ef21.refute;

import io.ef21.compress.Biased;
import java.util.ArrayList;
import java.util.List;

/** What can be tested of the claims about a subject. */
final class ClaimList {
    /** All names, see {@link Claim#name}. */
    static final List<String> NAMES = List.of(
            "contract",
            "finite",
            "deterministic",
            "homogeneous",
            "additive",
            "ties",
            "bits",
            "image",
            "alpha",
            "omega",
            "mean",
            "B1",
            "B2");

    private ClaimList() {}

    /** The claims, the cheap ones first. */
    static List<Claim> of(Subject subject) {
        Claims claims = subject.claims();
        List<Claim> all = new ArrayList<>();
        all.add(new ContractClaim(subject));
        all.add(new FiniteClaim(subject));
        if (claims.deterministic()) {
            all.add(new DeterminismClaim(subject));
        }
        if (claims.homogeneous() != Homogeneity.NO) {
            all.add(new HomogeneityClaim(subject));
        }
        if (claims.additive()) {
            all.add(new AdditivityClaim(subject));
        }
        if (claims.lowerTies()) {
            all.add(new TiesClaim(subject));
        }
        if (claims.bits() >= 0) {
            all.add(new BitsClaim(subject));
            if (claims.bits() <= ImageClaim.COUNTABLE && !claims.indexed()) {
                all.add(new ImageClaim(subject));
            }
        }
        if (claims.alpha() > 0) {
            all.add(ErrorClaim.contraction(subject));
        }
        if (claims.isUnbiased()) {
            all.add(ErrorClaim.variance(subject));
            all.add(new BiasClaim(subject));
        }
        Biased first = claims.first();
        if (first != null) {
            all.add(ErrorClaim.beta(subject, "B1", first.upper()));
        }
        Biased second = claims.second();
        if (second != null && (first == null || second.upper() != first.upper())) {
            all.add(ErrorClaim.beta(subject, "B2", second.upper()));
        }
        return all;
    }
}
