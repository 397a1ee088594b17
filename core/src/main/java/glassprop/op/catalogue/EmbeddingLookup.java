package glassprop.op.catalogue;

import static glassprop.op.Terms.X1;
import static glassprop.op.Terms.YBAR;
import static glassprop.op.Terms.ZERO;

import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.kernel.Heap;
import glassprop.kernel.Interruption;
import glassprop.kernel.Kernels;
import glassprop.op.Multilinear;
import glassprop.op.OperandException;
import glassprop.op.Reading;
import glassprop.op.Site;
import glassprop.op.Specimen;
import glassprop.op.Term;
import glassprop.text.Counted;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Rows of a table (n, d) at indices (…): (…, d). Its adjoint adds rows (…, d) at indices (…) into a table of zeros.
 *
 * <p>It is what a gather along axis 0 gives, but copies whole rows and needs one index for each.
 *
 * @param adjoint whether rows are added rather than read
 * @param count the number of rows of the table
 */
public record EmbeddingLookup(boolean adjoint, int count) implements Multilinear {

  @Override
  public String mnemonic() {
    return adjoint ? "embedding_add" : "embedding";
  }

  @Override
  public TensorType type(List<TensorType> inputs) {
    OperandException.requireCount(inputs, 2);
    if (adjoint) {
      OperandException.requireFloat(inputs, 0);
    }
    OperandException.requireIndex(inputs, 1);
    Shape x = inputs.get(0).shape();
    Shape index = inputs.get(1).shape();
    if (!adjoint) {
      if (x.rank() != 2 || x.get(0) != count) {
        throw new OperandException("expected a table of " + Counted.of(count, "row") + ", came {0}");
      }
      return inputs.get(0).withShape(rows(index, x.get(1)));
    }
    if (x.rank() != index.rank() + 1 || !rows(index, x.get(index.rank())).equals(x)) {
      throw new OperandException("{0} must have the axes of the index {1} and one more");
    }
    return inputs.get(0).withShape(Shape.of(count, x.get(index.rank())));
  }

  private static Shape rows(Shape index, int width) {
    int[] sizes = Arrays.copyOf(index.toArray(), index.rank() + 1);
    sizes[index.rank()] = width;
    return Shape.of(sizes);
  }

  @Override
  public NdArray value(Kernels kernels, List<NdArray> inputs, TensorType type) {
    int width = type.shape().get(type.shape().rank() - 1);
    NdArray x = inputs.get(0).contiguous();
    int[] rows = rows(inputs.get(1));
    NdArray out = NdArray.zeros(type);
    if (width > 0 && adjoint) {
      Scattering.add(kernels, x, rows, width, out);
    } else {
      for (int i = 0; i < rows.length; i++) {
        Interruption.check(i, width);
        System.arraycopy(x.numbers(), x.offset() + rows[i] * width, out.numbers(), i * width, width);
      }
    }
    return out;
  }

  /** The rows of the table that an index names. */
  private int[] rows(NdArray index) {
    NdArray flat = index.contiguous();
    int[] rows = Heap.ints(flat.size(), "the rows that an index names");
    for (int i = 0; i < rows.length; i++) {
      long row = flat.longs()[flat.offset() + i];
      if (row < 0 || row >= count) {
        throw new IndexOutOfBoundsException(
            String.format(Locale.ROOT, "%s: index %d is not within the table of %s (0 to %d)", mnemonic(), row, Counted.of(count, "row"), count - 1));
      }
      rows[i] = (int) row;
    }
    return rows;
  }

  @Override
  public List<Term> adjoints(Site site) {
    return List.of(Term.of(new EmbeddingLookup(!adjoint, count), YBAR, X1), ZERO);
  }

  @Override
  public double reference(Site site, List<Reading> inputs, int... index) {
    Reading x = inputs.get(0);
    int last = index[index.length - 1];
    if (!adjoint) {
      return x.at((int) inputs.get(1).at(Arrays.copyOf(index, index.length - 1)), last);
    }
    Shape places = site.shape(1);
    int[] at = new int[places.rank()];
    double sum = 0;
    for (int i = 0; i < places.size(); i++) {
      int[] element = Arrays.copyOf(at, at.length + 1);
      element[at.length] = last;
      sum += (int) inputs.get(1).at(at) == index[0] ? x.at(element) : 0;
      places.advance(at);
    }
    return sum;
  }

  static List<Specimen> specimens() {
    return List.of(
        Specimen.of(new EmbeddingLookup(false, 4), Specimen.real(Shape.of(4, 3)), Gather.index(4, Shape.of(6))),
        Specimen.of(new EmbeddingLookup(false, 4), Specimen.real(Shape.of(4, 2)), Gather.index(4, Shape.of(2, 3))),
        Specimen.of(new EmbeddingLookup(false, 4), Specimen.real(Shape.of(4, 2)), Gather.index(4, Shape.of(0))),
        Specimen.of(new EmbeddingLookup(true, 4), Specimen.real(Shape.of(2, 3, 2)), Gather.index(4, Shape.of(2, 3))),
        Specimen.of(new EmbeddingLookup(true, 3), Specimen.real(Shape.of(5, 2)), Gather.index(3, Shape.of(5))));
  }
}
