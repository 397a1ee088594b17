package glassprop.op;

import static glassprop.op.Terms.X;
import static glassprop.op.Terms.X1;

import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.kernel.Heap;
import glassprop.kernel.Interruption;
import glassprop.kernel.Kernels;
import glassprop.op.Notation.Precedence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The comparisons of two numbers, as IEEE 754 has them: all but {@link #NOT_EQUAL} are false where either is NaN. */
public enum Comparison implements Op {
  /** x₀ = x₁. */
  EQUAL("eq", "=", (a, b) -> a == b),
  /** x₀ ≠ x₁. */
  NOT_EQUAL("ne", "≠", (a, b) -> a != b),
  /** x₀ &lt; x₁. */
  LESS("lt", "<", (a, b) -> a < b),
  /** x₀ ≤ x₁. */
  AT_MOST("le", "≤", (a, b) -> a <= b),
  /** x₀ &gt; x₁. */
  GREATER("gt", ">", (a, b) -> a > b),
  /** x₀ ≥ x₁. */
  AT_LEAST("ge", "≥", (a, b) -> a >= b);

  private interface Predicate {
    boolean test(double a, double b);
  }

  private final String mnemonic;
  private final String sign;
  private final Predicate predicate;

  Comparison(String mnemonic, String sign, Predicate predicate) {
    this.mnemonic = mnemonic;
    this.sign = sign;
    this.predicate = predicate;
  }

  @Override
  public TensorType type(List<TensorType> inputs) {
    OperandException.requireCount(inputs, 2);
    OperandException.requireSameDType(inputs, 0, 1);
    return Elementwise.broadcast(inputs, DType.BOOL);
  }

  @Override
  public String mnemonic() {
    return mnemonic;
  }

  @Override
  public NdArray value(Kernels kernels, List<NdArray> inputs, TensorType type) {
    NdArray a = inputs.get(0).expand(type.shape());
    NdArray b = inputs.get(1).expand(type.shape());
    boolean[] out =
        a.dtype() == DType.I64
            ? compare(a.contiguous(), b.contiguous())
            : switch (this) {
              case EQUAL -> equal(a.toDoubles(), b.toDoubles());
              case NOT_EQUAL -> negated(equal(a.toDoubles(), b.toDoubles()));
              case LESS -> less(a.toDoubles(), b.toDoubles());
              case AT_MOST -> atMost(a.toDoubles(), b.toDoubles());
              case GREATER -> less(b.toDoubles(), a.toDoubles());
              case AT_LEAST -> atMost(b.toDoubles(), a.toDoubles());
            };
    return NdArray.over(out, type.shape());
  }

  /** Integers beyond 2⁵³ have no double, so they are compared by their sign of difference. */
  private boolean[] compare(NdArray a, NdArray b) {
    boolean[] out = Heap.booleans(a.size(), "a comparison\'s results");
    for (int i = 0; i < out.length; i++) {
      Interruption.check(i, 1);
      out[i] = predicate.test(Long.compare(a.longs()[a.offset() + i], b.longs()[b.offset() + i]), 0);
    }
    return out;
  }

  private static boolean[] equal(double[] a, double[] b) {
    boolean[] out = Heap.booleans(a.length, "a comparison\'s results");
    Interruption.inParts(out.length, (from, to) -> {
      for (int i = from; i < to; i++) {
        out[i] = a[i] == b[i];
      }
    });
    return out;
  }

  private static boolean[] less(double[] a, double[] b) {
    boolean[] out = Heap.booleans(a.length, "a comparison\'s results");
    Interruption.inParts(out.length, (from, to) -> {
      for (int i = from; i < to; i++) {
        out[i] = a[i] < b[i];
      }
    });
    return out;
  }

  private static boolean[] atMost(double[] a, double[] b) {
    boolean[] out = Heap.booleans(a.length, "a comparison\'s results");
    Interruption.inParts(out.length, (from, to) -> {
      for (int i = from; i < to; i++) {
        out[i] = a[i] <= b[i];
      }
    });
    return out;
  }

  private static boolean[] negated(boolean[] mask) {
    Interruption.inParts(mask.length, (from, to) -> {
      for (int i = from; i < to; i++) {
        mask[i] = !mask[i];
      }
    });
    return mask;
  }

  @Override
  public Rule rule(Site site) {
    return new Rule.None();
  }

  /** Of numbers, x = x; and a choice for equals may be left out where they are unequal. */
  @Override
  public List<Identity> identities(Site site) {
    Term first = Term.input(2);
    Term second = Term.input(3);
    return switch (this) {
      case EQUAL ->
          List.of(
              Identity.always(X.equalTo(X).where(first, second), first),
              Identity.provided(X.notEqualTo(X1), X.equalTo(X1).where(first, second), second));
      case NOT_EQUAL -> List.of(Identity.always(X.notEqualTo(X).where(first, second), second));
      case LESS, AT_MOST, GREATER, AT_LEAST -> List.of();
    };
  }

  @Override
  public Notation notation() {
    String latex =
        switch (this) {
          case EQUAL, LESS, GREATER -> sign;
          case NOT_EQUAL -> "\\ne";
          case AT_MOST -> "\\le";
          case AT_LEAST -> "\\ge";
        };
    return Notation.infix(" " + sign + " ", " " + latex + " ", Precedence.RELATION);
  }

  @Override
  public Optional<Op> batched(Site site, int items) {
    return Optional.of(this);
  }

  @Override
  public double reference(Site site, List<Reading> inputs, int... index) {
    return predicate.test(inputs.get(0).broadcastAt(index), inputs.get(1).broadcastAt(index)) ? 1 : 0;
  }

  /** Inputs for the laws. */
  public static List<Specimen> specimens() {
    List<Specimen> specimens = new ArrayList<>();
    for (Comparison comparison : values()) {
      for (Shape[] shapes : Broadcasting.samples(2)) {
        specimens.add(Specimen.reals(comparison, shapes));
      }
    }
    return specimens;
  }
}
