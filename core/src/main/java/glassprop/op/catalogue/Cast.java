package glassprop.op.catalogue;

import static glassprop.op.Terms.YBAR;

import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.kernel.Kernels;
import glassprop.op.Domain;
import glassprop.op.Notation;
import glassprop.op.Op;
import glassprop.op.OperandException;
import glassprop.op.Reading;
import glassprop.op.Rule;
import glassprop.op.Site;
import glassprop.op.Specimen;
import glassprop.op.Term;
import java.util.List;
import java.util.Optional;

/**
 * The elements in another type. Between F32 and F64 the cotangent is converted back; to or from others there is no gradient. What is not among
 * the integers is an error to I64; see {@link NdArray#to}.
 */
public record Cast(DType dtype) implements Op {

  @Override
  public String mnemonic() {
    return "to";
  }

  @Override
  public TensorType type(List<TensorType> inputs) {
    OperandException.requireCount(inputs, 1);
    return inputs.getFirst().withDType(dtype);
  }

  @Override
  public NdArray value(Kernels kernels, List<NdArray> inputs, TensorType type) {
    return inputs.getFirst().to(dtype);
  }

  @Override
  public Rule rule(Site site) {
    DType from = site.input(0).dtype();
    return dtype.isFloat() && from.isFloat()
        ? new Rule.Pullback(List.of(from == dtype ? YBAR : Term.of(new Cast(from), YBAR)))
        : new Rule.None();
  }

  @Override
  public Notation notation() {
    return Notation.unwritten();
  }

  @Override
  public Optional<Op> batched(Site site, int items) {
    return Optional.of(this);
  }

  @Override
  public double reference(Site site, List<Reading> inputs, int... index) {
    double x = inputs.getFirst().at(index);
    return switch (dtype) {
      case F32, F64 -> dtype.precision().rounded(x);
      case I64 -> x < 0 ? Math.ceil(x) : Math.floor(x); // NaN and the infinities stay, and are refused
      case BOOL -> x == 0 ? 0 : 1;
    };
  }

  static List<Specimen> specimens() {
    return List.of(
        Specimen.reals(new Cast(DType.F64), Shape.of(2, 3)),
        Specimen.reals(new Cast(DType.I64), Shape.of(5)),
        Specimen.reals(new Cast(DType.BOOL), Shape.of(5)),
        Specimen.of(new Cast(DType.F64), new Specimen.Input(Shape.of(2, 3), new Domain.Booleans())),
        Specimen.of(new Cast(DType.F32), new Specimen.Input(Shape.of(4), new Domain.Indices(9))));
  }
}
