package glassprop.op.catalogue;

import static glassprop.op.Terms.X;
import static glassprop.op.Terms.Y;
import static glassprop.op.Terms.YBAR;

import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.kernel.Heap;
import glassprop.kernel.Interruption;
import glassprop.kernel.Kernels;
import glassprop.op.Binary;
import glassprop.op.Notation;
import glassprop.op.Numbers;
import glassprop.op.Op;
import glassprop.op.Reading;
import glassprop.op.Reduction;
import glassprop.op.ReductionLoops;
import glassprop.op.ReductionOp;
import glassprop.op.Rule;
import glassprop.op.Site;
import glassprop.op.Specimen;
import glassprop.op.Term;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/**
 * The p-norm (Σ |x|ᵖ)^(1/p) along axes, without overflow; 0 of no elements.
 *
 * <p>Its pullback is ȳ·sign(x)·(|x|/y)ᵖ⁻¹. Where all x are 0 the gradient is 0, as in PyTorch: the subgradient of least norm. It jumps there,
 * so that second derivatives are not finite; and they are infinite for p below 2 where a single x is 0.
 *
 * @param p above 0 and finite
 */
public record Norm(double p, Reduction along) implements ReductionOp {
  /** Requires p above 0 and finite. */
  public Norm {
    if (!(p > 0) || Double.isInfinite(p)) {
      throw new IllegalArgumentException("norm: p must be above 0 and finite, came " + p);
    }
  }

  @Override
  public String mnemonic() {
    return "norm";
  }

  @Override
  public TensorType type(List<TensorType> inputs) {
    return along.type(inputs);
  }

  @Override
  public NdArray value(Kernels kernels, List<NdArray> inputs, TensorType type) {
    int count = type.shape().size() == 0 ? 0 : along.count(inputs.getFirst().shape());
    double[] row = Heap.doubles(count, "the numbers of a norm");
    return ReductionLoops.rows(
        kernels, along.rows(inputs.getFirst()), type,
        (loops, x, at, n) -> {
          for (int i = 0; i < n; i++) {
            Interruption.check(i, 1);
            row[i] = loops.get(x, at + i);
          }
          return norm(kernels, row);
        });
  }

  /** The norm of a row, which is overwritten. Scaled by the largest element, so that no power overflows or vanishes. */
  private double norm(Kernels kernels, double[] row) {
    double largest = 0;
    for (int i = 0; i < row.length; i++) {
      Interruption.check(i, 1);
      largest = Math.max(largest, Math.abs(row[i]));
    }
    if (largest == 0 || Double.isInfinite(largest)) {
      return largest;
    }
    for (int i = 0; i < row.length; i++) {
      Interruption.check(i, 1);
      double scaled = Math.abs(row[i]) / largest;
      row[i] = p == 2 ? scaled * scaled : Math.pow(scaled, p);
    }
    double sum = kernels.doubles().sum(row, 0, row.length);
    return largest * (p == 2 ? Math.sqrt(sum) : Math.pow(sum, 1 / p));
  }

  @Override
  public Rule rule(Site site) {
    Shape shape = site.shape(0);
    Term share = share(along.repeat(Y, shape));
    return new Rule.Pullback(List.of(along.repeat(YBAR, shape).times(share)));
  }

  /**
   * sign(x)·(|x|/y)ᵖ⁻¹, and 0 where it is not a number. The quotient comes first, since powers of x could overflow; but for p from 1 to 2
   * the power, whose slope is ∞ at 0 and must not meet the slope of a quotient there, which is 0.
   */
  private Term share(Term norm) {
    if (p >= 2) {
      return SignedPower.of(Binary.ratio(X, norm), p - 1);
    }
    return p >= 1
        ? Binary.ratio(SignedPower.of(X, p - 1), norm.pow(p - 1))
        : Binary.ratio(X.sign(), Binary.ratio(X.abs(), norm).pow(1 - p));
  }

  @Override
  public Notation written(String axes) {
    String which = axes.isEmpty() ? "" : "[" + axes + "]";
    return new Notation(
        "‖#0‖" + Numbers.text(p) + which, "\\left\\|#0\\right\\|_{" + Numbers.latex(p) + which + "}", Notation.Precedence.ATOM,
        List.of(Notation.Precedence.RELATION));
  }

  @Override
  public Op along(Reduction axes) {
    return new Norm(p, axes);
  }

  @Override
  public double reference(Site site, List<Reading> inputs, int... index) {
    double[] elements = along.elements(inputs.getFirst(), index);
    return Math.pow(DoubleStream.of(elements).map(x -> Math.pow(Math.abs(x), p)).sum(), 1 / p);
  }

  static List<Specimen> specimens() {
    return DoubleStream.of(2, 1.5, 3)
        .<Function<Reduction, Op>>mapToObj(p -> along -> new Norm(p, along))
        .flatMap(op -> Reduction.specimens(op).stream())
        .toList();
  }
}
