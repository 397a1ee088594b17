package glassprop.op.catalogue;

import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.kernel.Heap;
import glassprop.kernel.Interruption;
import glassprop.kernel.Kernels;
import glassprop.op.Elementwise;
import glassprop.op.Op;
import glassprop.op.OperandException;
import glassprop.op.Reading;
import glassprop.op.Rule;
import glassprop.op.Site;
import glassprop.op.Specimen;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The places, counted in order, that indices along several axes name together: i·n + j for the indices i and j of a matrix with n columns.
 * The indices broadcast with each other. Each may be counted from the back, and is checked against its own axis, so that no place beside
 * the matrix becomes one in the next row.
 *
 * @param sizes of the axes, one for each input
 */
public record Position(List<Integer> sizes) implements Op {
  /** Copies the sizes. */
  public Position {
    sizes = List.copyOf(sizes);
  }

  @Override
  public String mnemonic() {
    return "position";
  }

  @Override
  public TensorType type(List<TensorType> inputs) {
    OperandException.requireCount(inputs, sizes.size());
    for (int slot = 0; slot < inputs.size(); slot++) {
      OperandException.requireIndex(inputs, slot);
    }
    return Elementwise.broadcast(inputs, DType.I64);
  }

  @Override
  public NdArray value(Kernels kernels, List<NdArray> inputs, TensorType type) {
    long[] out = Heap.longs(type.shape().size(), type);
    for (int axis = 0; axis < inputs.size(); axis++) {
      NdArray index = inputs.get(axis).expand(type.shape()).contiguous();
      int size = sizes.get(axis);
      for (int i = 0; i < out.length; i++) {
        Interruption.check(i, 1);
        long chosen = index.longs()[index.offset() + i];
        if (chosen < -size || chosen >= size) {
          throw new IndexOutOfBoundsException(
              size == 0
                  ? String.format(Locale.ROOT, "position: index %d is not within axis %d, which has no elements", chosen, axis)
                  : String.format(Locale.ROOT, "position: index %d is not within axis %d of size %d (%d to %d)", chosen, axis, size, -size, size - 1));
        }
        out[i] = out[i] * size + (chosen < 0 ? chosen + size : chosen);
      }
    }
    return NdArray.over(out, type.shape());
  }

  /** The places, counted in order, where a mask is true: a vector. It has no type before the mask is known, and so is no op. */
  public static NdArray where(NdArray mask) {
    NdArray flat = mask.contiguous();
    int size = flat.size();
    int found = 0;
    for (int i = 0; i < size; i++) {
      Interruption.check(i, 1);
      found += flat.booleans()[flat.offset() + i] ? 1 : 0;
    }
    long[] places = Heap.longs(found, "the places where a mask is true");
    int at = 0;
    for (int i = 0; i < size; i++) {
      Interruption.check(i, 1);
      if (flat.booleans()[flat.offset() + i]) {
        places[at++] = i;
      }
    }
    return NdArray.over(places, Shape.of(found));
  }

  @Override
  public Rule rule(Site site) {
    return new Rule.None();
  }

  @Override
  public Optional<Op> batched(Site site, int items) {
    return Optional.of(this);
  }

  @Override
  public double reference(Site site, List<Reading> inputs, int... index) {
    double place = 0;
    double step = 1;
    for (int axis = sizes.size() - 1; axis >= 0; axis--) {
      double chosen = inputs.get(axis).broadcastAt(index);
      place += step * (chosen < 0 ? chosen + sizes.get(axis) : chosen);
      step *= sizes.get(axis);
    }
    return place;
  }

  static List<Specimen> specimens() {
    return List.of(
        specimen(List.of(4), Shape.of(6)),
        specimen(List.of(4, 3), Shape.of(5), Shape.of(5)),
        specimen(List.of(4, 3), Shape.of(2, 1), Shape.of(3)),
        specimen(List.of(2, 3, 4), Shape.of(5), Shape.SCALAR, Shape.of(2, 1)),
        specimen(List.of(4, 3), Shape.of(0), Shape.of(1)));
  }

  private static Specimen specimen(List<Integer> sizes, Shape... indices) {
    Specimen.Input[] inputs = new Specimen.Input[indices.length];
    Arrays.setAll(inputs, axis -> Gather.index(sizes.get(axis), indices[axis]));
    return Specimen.of(new Position(sizes), inputs);
  }
}
