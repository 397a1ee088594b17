package glassprop.op;

import static glassprop.op.Terms.X;

import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.Span;
import glassprop.array.TensorType;
import glassprop.kernel.BinaryFunction;
import glassprop.kernel.Kernels;
import glassprop.kernel.UnaryFunction;
import java.util.List;
import java.util.Optional;
import java.util.function.LongBinaryOperator;

/** xᵉ for a fixed exponent e, with slope e·xᵉ⁻¹; the slope of x⁰ is 0 everywhere. */
public record Power(double exponent) implements Elementwise {
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  @Override
  public String mnemonic() {
    return "pow";
  }

  /** Of natural exponents; the others give fractions. */
  @Override
  public Optional<LongBinaryOperator> ofIntegers() {
    return isNatural() ? Optional.of((x, same) -> Integers.power(x, (long) exponent)) : Optional.empty();
  }

  private boolean isNatural() {
    return exponent >= 0 && exponent == Math.rint(exponent);
  }

  @Override
  public NdArray value(Kernels kernels, List<NdArray> inputs, TensorType type) {
    if (type.dtype() == DType.I64) {
      return Elementwise.super.value(kernels, inputs, type);
    }
    NdArray x = inputs.getFirst();
    if (exponent == 2) {
      return ElementwiseLoops.unary(kernels, UnaryFunction.SQUARE, x);
    }
    NdArray e = NdArray.full(new TensorType(Shape.SCALAR, type.dtype()), exponent);
    return ElementwiseLoops.binary(kernels, BinaryFunction.POWER, x, e, type);
  }

  @Override
  public void into(Kernels kernels, Span[] x, Span out, int n) {
    if (exponent == 2) {
      ElementwiseLoops.unary(kernels, UnaryFunction.SQUARE, x[0], out, n);
    } else {
      NdArray e = NdArray.full(new TensorType(Shape.SCALAR, out.dtype()), exponent);
      ElementwiseLoops.binary(kernels, BinaryFunction.POWER, x[0], Span.repeating(e, 0), out, n);
    }
  }

  @Override
  public List<Term> slopes() {
    return List.of(exponent == 0 ? Terms.ZERO : Term.of(exponent).times(X.pow(exponent - 1)));
  }

  @Override
  public void requireConstants(DType type) {
    type.requireHolds("pow: the exponent", exponent);
  }

  @Override
  public double of(double... x) {
    return Math.pow(x[0], exponent);
  }

  @Override
  public Domain.Reals domain(int slot) {
    return isNatural() ? Domain.everywhere() : Domain.above(0);
  }

  @Override
  public Notation notation() {
    return Notation.postfix(raised(Numbers.text(exponent)), "^{" + Numbers.latex(exponent) + "}");
  }

  /** Of several elements, each by itself: x⊙² is no product of matrices. */
  @Override
  public Notation notation(Site site) {
    String raised = raised(Numbers.text(exponent));
    String each = raised.startsWith("^") ? "^⊙" + raised.substring(1) : "⊙" + raised;
    return site.shape(0).size() == 1 ? notation() : Notation.postfix(each, "^{\\odot " + Numbers.latex(exponent) + "}");
  }

  /** A single digit stands above the line. */
  private static String raised(String exponent) {
    return exponent.matches("\\d")
        ? String.valueOf(SUPERSCRIPTS.charAt(exponent.charAt(0) - '0'))
        : exponent.startsWith("−") ? "^(" + exponent + ")" : "^" + exponent;
  }

  @Override
  public Arithmetic arithmetic(Site site) {
    return Arithmetic.product(exponent);
  }

  @Override
  public Term on(List<Term> operands) {
    return exponent == 0 ? Terms.ONE : exponent == 1 ? operands.getFirst() : new Term.Apply(this, operands);
  }

  /** Inputs for the laws. */
  public static List<Specimen> specimens() {
    return Elementwise.specimens(new Power(2), new Power(3), new Power(0.5), new Power(-1), new Power(-2.5), new Power(0));
  }
}
