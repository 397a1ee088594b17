package glassprop.lens.typeset;

import glassprop.Tensor;
import glassprop.check.GradCheck;
import glassprop.check.Slope;
import glassprop.lens.derivation.Check;
import glassprop.lens.derivation.Derivation;
import glassprop.lens.typeset.Block.Grid;
import glassprop.lens.typeset.Block.Prose;
import glassprop.lens.typeset.Maths.Derivative;
import glassprop.lens.typeset.Maths.Value;
import glassprop.lens.typeset.Maths.Word;
import glassprop.text.Counted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;

/** The check of a derivation: gradients of the backward pass beside finite differences. */
final class Comparisons {
  private static final Maths NOTHING = new Word("");

  private final Derivation derivation;

  Comparisons(Derivation derivation) {
    this.derivation = derivation;
  }

  /** A row for each slope, and the verdict. */
  Section section() {
    List<List<Maths>> rows = new ArrayList<>();
    rows.add(words("", "backward", "finite differences", "relative error"));
    derivation.checks().forEach(check -> addRows(check, rows));
    List<Block> blocks = new ArrayList<>(List.of(new Grid(rows)));
    int kinks = count(GradCheck.Report::kinks);
    int checked = count(GradCheck.Report::checked);
    int small = count(GradCheck.Report::small);
    int undecided = count(report -> report.undecided().size());
    int notFinite = count(report -> report.notFinite().size());
    String mark = notFinite + count(report -> report.failures().size()) > 0 ? "✗ " : undecided > 0 || checked == 0 ? "? " : "✓ ";
    List<Maths> verdict = new ArrayList<>();
    verdict.add(new Word(mark + (checked == 0 ? "nothing was" : Counted.of(checked, "slope")) + " compared"));
    if (checked > 0) {
      verdict.add(new Word("; largest relative error "));
      verdict.add(new Maths.RelativeError(derivation.maxRelativeError()));
    }
    verdict.add(new Word(
        (small == 0 ? "" : "; " + small + " too small to be compared relatively")
            + (notFinite == 0 ? "" : "; " + notFinite + " not finite, since " + singularity())
            + (undecided == 0 ? "" : "; " + undecided + " undecided, since " + obstacle())
            + (kinks == 0 ? "." : "; " + kinks + " on a kink, where there is no derivative.")));
    blocks.add(new Prose(new Maths.Line(verdict)));
    return new Section("Check", blocks);
  }

  /** Why the first element that is not finite is not. */
  private String singularity() {
    return derivation.checks().stream().flatMap(check -> check.report().notFinite().stream()).findFirst()
        .filter(element -> element.slope().nature() == Slope.Nature.NOWHERE)
        .map(GradCheck.Element::obstacle).orElse("the rules give no number at this point");
  }

  /** Why the first undecided element is. */
  private String obstacle() {
    return derivation.checks().stream().flatMap(check -> check.report().undecided().stream()).findFirst()
        .map(GradCheck.Element::obstacle).orElse("");
  }

  private int count(ToIntFunction<GradCheck.Report> of) {
    return derivation.checks().stream().mapToInt(check -> of.applyAsInt(check.report())).sum();
  }

  private void addRows(Check check, List<List<Maths>> rows) {
    switch (check) {
      case Check.Elements elements -> addElements(elements, rows);
      case Check.Directions(List<String> inputs, GradCheck.Report report) -> {
        String along = report.checked() == 1 ? "along a random direction" : "along " + report.checked() + " directions";
        rows.add(
            List.of(new Word(String.join(", ", Shortened.of(inputs, "…"))), new Word(along), NOTHING, new Maths.RelativeError(report.maxRelativeError())));
      }
    }
  }

  private void addElements(Check.Elements check, List<List<Maths>> rows) {
    int slot = derivation.inputs().stream().filter(q -> q.name().equals(check.name())).findFirst().orElseThrow().slot();
    Maths symbol = new Derivative(derivation.result(), slot);
    for (GradCheck.Element element : check.report().elements()) {
      Maths place = element.index().isEmpty() ? symbol : Maths.line(symbol, new Word(element.index().toString()));
      Maths numeric = new Value(Tensor.scalar(element.numeric()));
      Maths backward = new Value(Tensor.scalar(element.analytic()));
      rows.add(
          switch (element.verdict()) {
            case AGREES, DISAGREES -> List.of(place, backward, numeric, new Maths.RelativeError(element.error()));
            case SMALL -> List.of(place, backward, numeric, new Word("too small"));
            case KINK -> List.of(place, backward, new Word("a kink"), NOTHING);
            case NOT_FINITE ->
                List.of(place, backward, element.slope().isSmooth() ? numeric : new Word("none"), new Word("not finite"));
            case UNDECIDED -> List.of(place, backward, new Word("undecided"), NOTHING);
          });
    }
  }

  private static List<Maths> words(String... words) {
    return Arrays.stream(words).<Maths>map(Word::new).toList();
  }
}
