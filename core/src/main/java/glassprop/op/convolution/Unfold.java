package glassprop.op.convolution;

import static glassprop.op.Terms.YBAR;

import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.kernel.Kernels;
import glassprop.op.Multilinear;
import glassprop.op.OperandException;
import glassprop.op.Reading;
import glassprop.op.Site;
import glassprop.op.Specimen;
import glassprop.op.Term;
import java.util.List;

/**
 * What a moving window covers of images (n, c, rows, columns): (n, c, kernel rows, kernel columns, places, places). Its adjoint
 * {@linkplain #fold adds} it back to where it came from.
 *
 * @param fold whether this is the adjoint
 */
public record Unfold(Window rows, Window columns, boolean fold) implements Multilinear {

  @Override
  public String mnemonic() {
    return fold ? "fold" : "unfold";
  }

  @Override
  public TensorType type(List<TensorType> inputs) {
    OperandException.requireCount(inputs, 1);
    OperandException.requireFloat(inputs, 0);
    Shape x = inputs.getFirst().shape();
    if (x.rank() < 2) {
      throw new OperandException("{0} has no images");
    }
    Shape images = Shape.of(x.get(0), x.get(1), rows.size(), columns.size());
    Shape patches = new Patches(rows, columns).shape(images);
    Shape expected = fold ? patches : images;
    if (!x.equals(expected)) {
      throw new OperandException("expected " + expected + ", came {0}");
    }
    return inputs.getFirst().withShape(fold ? images : patches);
  }

  @Override
  public NdArray value(Kernels kernels, List<NdArray> inputs, TensorType type) {
    Patches patches = new Patches(rows, columns);
    return fold ? patches.sum(kernels, inputs.getFirst()) : patches.of(inputs.getFirst());
  }

  @Override
  public List<Term> adjoints(Site site) {
    return List.of(Term.of(new Unfold(rows, columns, !fold), YBAR));
  }

  @Override
  public double reference(Site site, List<Reading> inputs, int... at) {
    Reading x = inputs.getFirst();
    if (!fold) {
      int row = rows.covered(at[4], at[2]);
      int column = columns.covered(at[5], at[3]);
      return rows.contains(row) && columns.contains(column) ? x.at(at[0], at[1], row, column) : 0;
    }
    double sum = 0;
    for (int i = 0; i < rows.kernel(); i++) {
      for (int j = 0; j < columns.kernel(); j++) {
        for (int p = 0; p < rows.count(); p++) {
          for (int q = 0; q < columns.count(); q++) {
            boolean covers = rows.covered(p, i) == at[2] && columns.covered(q, j) == at[3];
            sum += covers ? x.at(at[0], at[1], i, j, p, q) : 0;
          }
        }
      }
    }
    return sum;
  }

  /** Inputs for the laws. */
  public static List<Specimen> specimens() {
    Window plain = new Window(4, 2, 1, 0, 1);
    Window awkward = new Window(5, 2, 2, 1, 2);
    Window uneven = new Window(3, 2, 1, 0, 2, 1);
    return List.of(
        Specimen.reals(new Unfold(plain, plain, false), Shape.of(1, 1, 4, 4)),
        Specimen.reals(new Unfold(awkward, plain, false), Shape.of(2, 1, 5, 4)),
        Specimen.reals(new Unfold(Window.none(), awkward, false), Shape.of(1, 2, 1, 5)),
        Specimen.reals(new Unfold(uneven, plain, false), Shape.of(1, 2, 3, 4)),
        Specimen.reals(new Unfold(uneven, plain, true), Shape.of(1, 2, 2, 2, uneven.count(), 3)),
        Specimen.reals(new Unfold(awkward, plain, false), Shape.of(0, 2, 5, 4)),
        Specimen.reals(new Unfold(plain, plain, true), Shape.of(1, 1, 2, 2, 3, 3)),
        Specimen.reals(new Unfold(awkward, plain, true), Shape.of(2, 1, 2, 2, awkward.count(), 3)));
  }
}
