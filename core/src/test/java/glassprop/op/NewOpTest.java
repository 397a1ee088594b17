package glassprop.op;

import static glassprop.op.Terms.X;
import static glassprop.op.Terms.Y;
import static glassprop.op.Terms.YBAR;
import static org.assertj.core.api.Assertions.assertThat;

import glassprop.Tensor;
import glassprop.array.DType;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.check.Law;
import glassprop.rule.Derivatives;
import glassprop.rule.Writer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The two examples of docs/adding-an-op.md: one record each, which is at once differentiated, checked and printable. */
class NewOpTest {

  // docs:elementwise
  /** The bell curve e^(−x²). */
  record Bell() implements Elementwise {
    @Override
    public String mnemonic() {
      return "bell";
    }

    @Override
    public double of(double... x) {
      return Math.exp(-x[0] * x[0]);
    }

    @Override
    public List<Term> slopes() {
      return List.of(X.times(Y).times(-2));
    }

    @Override
    public Domain.Reals domain(int slot) {
      return Domain.everywhere();
    }
  }
  // docs:end

  // docs:multilinear
  /** A vector in reverse order. */
  record Reverse() implements Multilinear {
    @Override
    public String mnemonic() {
      return "reverse";
    }

    @Override
    public TensorType type(List<TensorType> inputs) {
      return inputs.getFirst();
    }

    @Override
    public List<Term> adjoints(Site site) {
      return List.of(Term.of(new Reverse(), YBAR));
    }

    @Override
    public double reference(Site site, List<Reading> inputs, int... index) {
      return inputs.getFirst().at(site.shape(0).get(0) - 1 - index[0]);
    }

    static List<Specimen> specimens() {
      return List.of(Specimen.reals(new Reverse(), Shape.of(5)), Specimen.reals(new Reverse(), Shape.of(0)));
    }
  }
  // docs:end

  @Test
  void aNewElementwiseOpObeysTheLaws() {
    holds(Elementwise.specimens(new Bell()));
  }

  @Test
  void aNewMultilinearOpObeysTheLaws() {
    holds(Reverse.specimens());
  }

  private static void holds(List<Specimen> specimens) {
    for (Specimen specimen : specimens) {
      for (Law law : Law.values()) {
        assertThat(law.violations(specimen, 3)).as("%s %s", law, specimen).isEmpty();
      }
    }
  }

  @Test
  void aNewOpIsDifferentiated() {
    Tensor x = Tensor.scalar(0.5).tracked();
    Tensor.apply(new Bell(), x).backward();
    assertThat(x.grad().item()).isEqualTo(0.5 * Math.exp(-0.25) * -2);
  }

  @Test
  void aNewOpIsPrintable() {
    Site site = Site.of(new Bell(), List.of(new TensorType(Shape.SCALAR, DType.F64)));
    assertThat(Writer.text(Derivatives.pullback(new Bell(), site, 0))).isEqualTo("ȳ·x·y·(−2)");
    assertThat(Writer.latex(Term.of(new Bell(), X), symbol -> "x")).isEqualTo("\\operatorname{bell}\\left(x\\right)");
  }
}
