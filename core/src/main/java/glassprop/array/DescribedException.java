package glassprop.array;

/** Numbers that were asked for of an array that is described by its type alone: see {@link NdArray#described}. */
public final class DescribedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  DescribedException() {
    super(
        "this tensor is described by its shape and element type alone and has no numbers;"
            + " what a computation does may depend on the shape, but not on the numbers, while it is described");
  }
}
