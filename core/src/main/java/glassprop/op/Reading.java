package glassprop.op;

import glassprop.array.NdArray;
import glassprop.array.Shape;

/** An input as a reference definition reads it: numbers by index, in double precision. */
public interface Reading {

  /** The sizes along the axes. */
  Shape shape();

  /** The element at an index along each axis. */
  double at(int... index);

  /** The element that broadcasting puts at an index of a larger shape. */
  default double broadcastAt(int... index) {
    int[] own = new int[shape().rank()];
    int skipped = index.length - own.length;
    for (int axis = 0; axis < own.length; axis++) {
      own[axis] = shape().get(axis) == 1 ? 0 : index[axis + skipped];
    }
    return at(own);
  }

  /** Reads an array. */
  static Reading of(NdArray array) {
    return new Reading() {
      @Override
      public Shape shape() {
        return array.shape();
      }

      @Override
      public double at(int... index) {
        return array.get(index);
      }
    };
  }
}
