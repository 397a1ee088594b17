package glassprop.op.catalogue;

import static glassprop.op.Terms.X1;
import static glassprop.op.Terms.X;

import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.kernel.Kernels;
import glassprop.kernel.UnaryFunction;
import glassprop.op.Fused;
import glassprop.op.MatMul;
import glassprop.op.Notation.Precedence;
import glassprop.op.Notation;
import glassprop.op.Operand;
import glassprop.op.OperandException;
import glassprop.op.Reading;
import glassprop.op.ReductionLoops;
import glassprop.op.Rule;
import glassprop.op.Site;
import glassprop.op.Specimen;
import glassprop.op.Term;
import glassprop.op.Unary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A fully connected layer in one op: f(x·W + b), with x of (…, k), W of (k, n) and b of (n), and a function f of numbers or none. The axes of x before the last
 * are rows.
 *
 * <p>Fused: the product ends with the bias and relu, other functions run over the result in place, and the backward pass needs one array for
 * δ = ȳ ⊙ f′, from which come x̄ = δ·Wᵀ, W̄ = xᵀ·δ and b̄ = Σδ.
 */
public record Affine(Activation activation) implements Fused {

  /** The function f; its slope is known from its value. */
  public enum Activation {
    /** None: f(z) = z. */
    NONE(null, null, Double.NEGATIVE_INFINITY),
    /** max(z, 0). */
    RELU(Unary.RELU, UnaryFunction.RELU, 0),
    /** The logistic function. */
    SIGMOID(Unary.SIGMOID, UnaryFunction.SIGMOID, Double.NEGATIVE_INFINITY),
    /** Hyperbolic tangent. */
    TANH(Unary.TANH, UnaryFunction.TANH, Double.NEGATIVE_INFINITY);

    private final @Nullable Unary op;
    private final @Nullable UnaryFunction kernel;

    /** What the product can end with: f is max(z, floor), or has a pass of its own if there is no floor. */
    private final double floor;

    /** f(x·W + b). */
    private final Term definition;

    Activation(@Nullable Unary op, @Nullable UnaryFunction kernel, double floor) {
      this.op = op;
      this.kernel = kernel;
      this.floor = floor;
      this.definition = of(X.matmul(X1).plus(Term.input(2)));
    }

    /** f(z). */
    public <T extends Operand<T>> T of(T z) {
      return op == null ? z : z.apply(op, List.of());
    }
  }

  private static final MatMul PRODUCT = new MatMul();

  @Override
  public Optional<Term> pattern() {
    return Optional.of(activation.definition);
  }

  @Override
  public String mnemonic() {
    return activation == Activation.NONE ? "affine" : "affine_" + activation.name().toLowerCase(java.util.Locale.ROOT);
  }

  @Override
  public TensorType type(List<TensorType> inputs) {
    OperandException.requireCount(inputs, 3);
    OperandException.requireFloats(inputs);
    if (inputs.get(0).shape().rank() < 2 || inputs.get(1).shape().rank() != 2) {
      throw new OperandException("expected rows and a matrix: {0} · {1}; reshape a vector to one row");
    }
    TensorType product = PRODUCT.type(inputs.subList(0, 2));
    int columns = inputs.get(1).shape().get(1);
    Shape bias = inputs.get(2).shape();
    if (bias.rank() != 1 || bias.get(0) != columns) {
      throw new OperandException(String.format(Locale.ROOT, "expected a bias of %d numbers, one for each column of {1}, came {2}", columns));
    }
    return product;
  }

  @Override
  public Evaluation evaluate(Kernels kernels, List<NdArray> inputs, TensorType type) {
    NdArray x = inputs.get(0);
    NdArray w = inputs.get(1);
    NdArray bias = inputs.get(2).contiguous();
    NdArray out = NdArray.room(type);
    layer(kernels, rows(x), w, bias, rows(out));
    UnaryFunction f = activation.kernel;
    if (f != null && activation.floor == Double.NEGATIVE_INFINITY) {
      out.kernels(kernels).unary(f, out.numbers(), 0, out.numbers(), 0, out.size());
    }
    return new Evaluation(out);
  }

  /** The matrix whose rows are those of all axes before the last. */
  private static NdArray rows(NdArray x) {
    int rank = x.shape().rank();
    if (rank == 2) {
      return x;
    }
    int rows = 1;
    for (int axis = 0; axis < rank - 1; axis++) {
      rows *= x.shape().get(axis);
    }
    return x.reshape(Shape.of(rows, x.shape().get(rank - 1)));
  }

  /** Writes max(x·W + b, floor). */
  private void layer(Kernels kernels, NdArray x, NdArray w, NdArray bias, NdArray out) {
    int m = out.shape().get(0);
    int n = out.shape().get(1);
    int k = x.shape().get(1);
    out.kernels(kernels).affine(
        m, n, k, x.numbers(), x.offset(), x.stride(0), x.stride(1), w.numbers(), w.offset(), w.stride(0), w.stride(1),
        bias.numbers(), bias.offset(), activation.floor, out.numbers(), 0, n);
  }

  @Override
  public void pullback(Kernels kernels, Passage passage) {
    NdArray delta = rows(delta(kernels, passage));
    NdArray x = passage.input(0);
    NdArray w = passage.input(1);
    if (passage.wants(0)) {
      NdArray xbar = NdArray.room(x.type());
      MatMul.timesTransposed(kernels, delta, w, rows(xbar));
      passage.give(0, xbar);
    }
    if (passage.wants(1)) {
      NdArray wbar = NdArray.room(w.type());
      MatMul.transposedTimes(kernels, rows(x), delta, wbar);
      passage.give(1, wbar);
    }
    if (passage.wants(2)) {
      passage.give(2, ReductionLoops.columnSums(kernels, delta, delta.shape().get(0), passage.input(2).type()));
    }
    if (activation.kernel != null) {
      delta.storage().end();
    }
  }

  /** ȳ ⊙ f′. */
  private NdArray delta(Kernels kernels, Passage passage) {
    UnaryFunction f = activation.kernel;
    NdArray ybar = passage.cotangent().contiguous();
    if (f == null) {
      return ybar;
    }
    NdArray y = passage.output();
    NdArray delta = NdArray.room(ybar.type());
    ybar.kernels(kernels).pullback(f, y.numbers(), y.offset(), ybar.numbers(), ybar.offset(), delta.numbers(), 0, ybar.size());
    return delta;
  }

  @Override
  public Rule rule(Site site) {
    return new Rule.Composite(activation.definition);
  }

  @Override
  public Notation notation() {
    Unary f = activation.op;
    String text = "#0·#1 + #2";
    String latex = "#0 #1 + #2";
    List<Precedence> holes = List.of(Precedence.PRODUCT, Precedence.PRODUCT, Precedence.SUM);
    return f == null
        ? new Notation(text, latex, Precedence.SUM, holes)
        : new Notation(
            f.notation().text().replace("#*", text), f.notation().latex().replace("#*", latex), Precedence.ATOM, holes);
  }

  @Override
  public double reference(Site site, List<Reading> inputs, int... index) {
    Unary f = activation.op;
    double z = PRODUCT.reference(site, inputs.subList(0, 2), index) + inputs.get(2).at(index[index.length - 1]);
    return f == null ? z : f.of(z);
  }

  static List<Specimen> specimens() {
    List<Specimen> specimens = new ArrayList<>();
    for (Activation activation : Activation.values()) {
      Stream.of(new int[] {2, 3, 4}, new int[] {1, 3, 1}, new int[] {0, 3, 2}, new int[] {2, 0, 3}, new int[] {17, 5, 19})
          .map(
              size ->
                  Specimen.reals(
                      new Affine(activation), Shape.of(size[0], size[1]), Shape.of(size[1], size[2]), Shape.of(size[2])))
          .forEach(specimens::add);
      specimens.add(Specimen.reals(new Affine(activation), Shape.of(2, 3, 4), Shape.of(4, 5), Shape.of(5)));
      specimens.add(Specimen.reals(new Affine(activation), Shape.of(2, 1, 3, 2), Shape.of(2, 3), Shape.of(3)));
      specimens.add(Specimen.reals(new Affine(activation), Shape.of(2, 3, 0), Shape.of(0, 2), Shape.of(2)));
    }
    return specimens;
  }
}
