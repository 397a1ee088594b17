package glassprop.op.catalogue;

import static glassprop.op.Terms.YBAR;

import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.kernel.Interruption;
import glassprop.kernel.Kernels;
import glassprop.op.Multilinear;
import glassprop.op.Op;
import glassprop.op.OperandException;
import glassprop.op.Reading;
import glassprop.op.Site;
import glassprop.op.Specimen;
import glassprop.op.Term;
import java.util.List;
import java.util.Optional;

/**
 * The part of matrices, the last two axes, on one side of a diagonal and on it; 0 on the other side, whatever was there. Its own
 * adjoint.
 *
 * @param upper whether the part to the right is kept, rather than the one to the left
 * @param diagonal the diagonal: 0 is the main one, 1 the one to its right
 */
public record Triangle(boolean upper, int diagonal) implements Multilinear {

  @Override
  public String mnemonic() {
    return upper ? "triu" : "tril";
  }

  @Override
  public TensorType type(List<TensorType> inputs) {
    OperandException.requireCount(inputs, 1);
    OperandException.requireFloat(inputs, 0);
    if (inputs.getFirst().shape().rank() < 2) {
      throw new OperandException("expected matrices, came {0}");
    }
    return inputs.getFirst();
  }

  @Override
  public NdArray value(Kernels kernels, List<NdArray> inputs, TensorType type) {
    int rowAxis = type.shape().rank() - 2;
    NdArray out = NdArray.zeros(type);
    int columns = type.shape().get(rowAxis + 1);
    for (int row = 0; row < type.shape().get(rowAxis); row++) {
      Interruption.check(row, type.shape().size() / type.shape().get(rowAxis));
      int from = upper ? Math.clamp((long) row + diagonal, 0, columns) : 0;
      int to = upper ? columns : Math.clamp((long) row + diagonal + 1, 0, columns);
      out.slice(rowAxis, row, 1, 1).slice(rowAxis + 1, from, to - from, 1)
          .fillFrom(inputs.getFirst().slice(rowAxis, row, 1, 1).slice(rowAxis + 1, from, to - from, 1));
    }
    return out;
  }

  @Override
  public List<Term> adjoints(Site site) {
    return List.of(Term.of(this, YBAR));
  }

  @Override
  public Optional<Op> batched(Site site, int items) {
    return Optional.of(this);
  }

  @Override
  public double reference(Site site, List<Reading> inputs, int... index) {
    long distance = (long) index[index.length - 1] - index[index.length - 2];
    boolean kept = upper ? distance >= diagonal : distance <= diagonal;
    return kept ? inputs.getFirst().at(index) : 0;
  }

  static List<Specimen> specimens() {
    return List.of(
        Specimen.reals(new Triangle(true, 0), Shape.of(3, 4)),
        Specimen.reals(new Triangle(false, 0), Shape.of(4, 3)),
        Specimen.reals(new Triangle(false, 1), Shape.of(2, 3, 3)),
        Specimen.reals(new Triangle(true, -9), Shape.of(2, 3)),
        Specimen.reals(new Triangle(true, 9), Shape.of(2, 3)),
        Specimen.reals(new Triangle(false, Integer.MAX_VALUE), Shape.of(3, 2)),
        Specimen.reals(new Triangle(true, Integer.MAX_VALUE), Shape.of(3, 2)),
        Specimen.reals(new Triangle(false, Integer.MIN_VALUE), Shape.of(3, 2)),
        Specimen.reals(new Triangle(true, Integer.MIN_VALUE), Shape.of(3, 2)),
        Specimen.reals(new Triangle(false, 0), Shape.of(0, 3)));
  }
}
