package glassprop.op.convolution;

import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.op.OperandException;
import glassprop.op.Reading;
import glassprop.op.Site;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Which shapes fit a convolution, and its definition, element by element. */
record ConvolutionShapes(Convolution op) {

  /** The shape of what is given, for the other two. */
  Shape given(List<TensorType> inputs) {
    OperandException.requireCount(inputs, 2);
    OperandException.requireFloats(inputs);
    Shape a = inputs.get(0).shape();
    Shape b = inputs.get(1).shape();
    if (a.rank() != 4 || b.rank() != 4) {
      throw new OperandException("expected four axes each, came {0} and {1}");
    }
    return switch (op.role()) {
      case OUTPUT -> {
        requireImages(a, 0);
        requireWeights(b, a.get(1));
        yield Shape.of(a.get(0), b.get(0), op.rows().count(), op.columns().count());
      }
      case IMAGES -> {
        requireOutputs(a, 0);
        requireWeights(b, b.get(1) * op.groups());
        requireEqual("outputs", a.get(1), b.get(0));
        yield Shape.of(a.get(0), b.get(1) * op.groups(), op.rows().size(), op.columns().size());
      }
      case WEIGHTS -> {
        requireImages(a, 0);
        requireOutputs(b, 1);
        requireEqual("images", a.get(0), b.get(0));
        requireDivides("channels of {0}", a.get(1));
        requireDivides("outputs of {1}", b.get(1));
        yield Shape.of(b.get(1), a.get(1) / op.groups(), op.rows().kernel(), op.columns().kernel());
      }
    };
  }

  private void requireImages(Shape x, int slot) {
    if (x.get(2) != op.rows().size() || x.get(3) != op.columns().size()) {
      throw new OperandException(
          String.format(Locale.ROOT, "expected images of %d × %d, came {%d}", op.rows().size(), op.columns().size(), slot));
    }
  }

  private void requireOutputs(Shape y, int slot) {
    if (y.get(2) != op.rows().count() || y.get(3) != op.columns().count()) {
      throw new OperandException(
          String.format(Locale.ROOT, "expected outputs of %d × %d places, came {%d}", op.rows().count(), op.columns().count(), slot));
    }
  }

  private void requireWeights(Shape w, int channels) {
    requireDivides("channels of {0}", channels);
    requireDivides("outputs of {1}", w.get(0));
    if (w.get(1) * op.groups() != channels) {
      throw new OperandException(
          String.format(Locale.ROOT,
              "weights {1} see %d channels in each of %d groups, but {0} has %d channels",
              w.get(1), op.groups(), channels));
    }
    if (w.get(2) != op.rows().kernel() || w.get(3) != op.columns().kernel()) {
      throw new OperandException(
          String.format(Locale.ROOT, "expected a kernel of %d × %d, came {1}", op.rows().kernel(), op.columns().kernel()));
    }
  }

  private void requireDivides(String what, int count) {
    if (op.groups() < 1 || count % op.groups() != 0) {
      throw new OperandException(String.format(Locale.ROOT, "%d groups do not divide the %d %s", op.groups(), count, what));
    }
  }

  private static void requireEqual(String what, int a, int b) {
    if (a != b) {
      throw new OperandException(String.format(Locale.ROOT, "{0} has %d %s, {1} has %d", a, what, b));
    }
  }

  /**
   * The sum of all products in the trilinear form Σ x·w·y that belong to one element of what is given. Padding is zeros like others: a NaN
   * times a zero of the padding is NaN.
   */
  double sum(Site site, List<Reading> inputs, int... index) {
    Shape first = site.shape(0);
    Shape outputs = op.role() == Convolution.Role.WEIGHTS ? site.shape(1) : first;
    int count = op.role() == Convolution.Role.OUTPUT ? site.output().shape().get(1) : outputs.get(1);
    int perGroup = count / op.groups();
    int seen = op.role() == Convolution.Role.WEIGHTS ? first.get(1) / op.groups() : site.shape(1).get(1);
    double sum = 0;
    Shape free =
        Shape.of(
            first.get(0), count, seen, op.rows().kernel(), op.columns().kernel(), op.rows().count(), op.columns().count());
    int[] i = new int[free.rank()];
    for (int n = 0; n < free.size(); n++) {
      int row = op.rows().covered(i[5], i[3]);
      int column = op.columns().covered(i[6], i[4]);
      int[] x = {i[0], i[1] / perGroup * seen + i[2], row, column};
      int[] w = {i[1], i[2], i[3], i[4]};
      int[] y = {i[0], i[1], i[5], i[6]};
      boolean inside = op.rows().contains(row) && op.columns().contains(column);
      int[] given =
          switch (op.role()) {
            case OUTPUT -> y;
            case IMAGES -> x;
            case WEIGHTS -> w;
          };
      if (Arrays.equals(given, index)) {
        sum +=
            switch (op.role()) {
              case OUTPUT -> (inside ? inputs.get(0).at(x) : 0) * inputs.get(1).at(w);
              case IMAGES -> inputs.get(0).at(y) * inputs.get(1).at(w);
              case WEIGHTS -> (inside ? inputs.get(0).at(x) : 0) * inputs.get(1).at(y);
            };
      }
      free.advance(i);
    }
    return sum;
  }
}
