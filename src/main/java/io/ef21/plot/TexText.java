package io.ef21.plot;

import java.util.HashMap;
import java.util.Map;

/**
 * Text as LaTeX wants it, so that it shows the characters it was given. Signs of mathematics become commands, which all
 * engines know; letters are left as they are, and other characters that pdfTeX would refuse become question marks.
 */
final class TexText {
    private static final String SIGNS =
            """
            \\ \\textbackslash{}
            { \\{
            } \\}
            $ \\$
            & \\&
            % \\%
            # \\#
            _ \\_
            ^ \\textasciicircum{}
            ~ \\textasciitilde{}
            < \\textless{}
            > \\textgreater{}
            | \\textbar{}
            " ''
            − $-$
            × $\\times$
            ± $\\pm$
            · $\\cdot$
            ∇ $\\nabla$
            ∂ $\\partial$
            ∑ $\\sum$
            ∏ $\\prod$
            √ $\\surd$
            ∞ $\\infty$
            ∈ $\\in$
            ≤ $\\leq$
            ≥ $\\geq$
            ≠ $\\neq$
            ≈ $\\approx$
            ‖ $\\|$
            → $\\rightarrow$
            ← $\\leftarrow$
            ⋆ $\\star$
            ∗ $\\ast$
            ⟨ $\\langle$
            ⟩ $\\rangle$
            ℓ $\\ell$
            ′ $'$
            – --
            — ---
            ‘ `
            ’ '
            “ ``
            ” ''
            … \\dots{}
            """;

    private static final String GREEK =
            "αalpha βbeta γgamma δdelta εvarepsilon ζzeta ηeta θtheta ιiota κkappa λlambda μmu "
                    + "µmu νnu ξxi πpi ρrho σsigma τtau υupsilon φvarphi ϕphi χchi ψpsi ωomega "
                    + "ΓGamma ΔDelta ΘTheta ΛLambda ΞXi ΠPi ΣSigma ΦPhi ΨPsi ΩOmega";

    private static final String RAISED = "⁰0¹1²2³3⁴4⁵5⁶6⁷7⁸8⁹9⁺+⁻-ⁿn";
    private static final String LOWERED = "₀0₁1₂2₃3₄4₅5₆6₇7₈8₉9₊+₋-";

    private static final Map<Integer, String> COMMANDS = commands();

    private TexText() {}

    /** The text as an argument in text mode. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(character -> {
            String command = COMMANDS.get(character);
            if (command != null) {
                escaped.append(command);
            } else if (Character.isWhitespace(character) || Character.isISOControl(character)) {
                escaped.append(' ');
            } else {
                boolean known = character < 0x80 || Character.isLetter(character);
                escaped.appendCodePoint(known ? character : '?');
            }
        });
        return escaped.toString();
    }

    private static Map<Integer, String> commands() {
        Map<Integer, String> commands = new HashMap<>();
        SIGNS.lines().forEach(line -> commands.put(line.codePointAt(0), line.substring(2)));
        for (String letter : GREEK.split(" ")) {
            commands.put(letter.codePointAt(0), "$\\" + letter.substring(1) + "$");
        }
        for (int i = 0; i < RAISED.length(); i += 2) {
            commands.put(RAISED.codePointAt(i), "$^{" + RAISED.charAt(i + 1) + "}$");
        }
        for (int i = 0; i < LOWERED.length(); i += 2) {
            commands.put(LOWERED.codePointAt(i), "$_{" + LOWERED.charAt(i + 1) + "}$");
        }
        return Map.copyOf(commands);
    }
}
