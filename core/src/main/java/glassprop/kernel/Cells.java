package glassprop.kernel;

/**
 * What makes Java arrays of one type and moves their elements, whatever those mean.
 *
 * @param <A> a type of arrays
 */
public interface Cells<A> {
  /** Arrays of {@code float}. */
  Cells<float[]> FLOATS = new FloatCells();

  /** Arrays of {@code double}. */
  Cells<double[]> DOUBLES = new DoubleCells();

  /** Arrays of {@code long}. */
  Cells<long[]> LONGS = new LongCells();

  /** Arrays of {@code boolean}. */
  Cells<boolean[]> BOOLEANS = new BooleanCells();

  /**
   * An array of zeros, or of false.
   *
   * @param what what it is for, as for {@link Heap#floats}
   * @throws AllocationException if it does not fit into the heap
   */
  A make(long length, Object what);

  /** Sets n elements to zero, or to false. */
  void clear(A x, int at, int n);

  /** {@code to[o + k·oStep] = from[i + k·iStep]} for n elements. */
  void copy(A from, int i, int iStep, A to, int o, int oStep, int n);

  /** {@code out[i] = x[xAt + places[i]]} for each of the places. */
  void gather(A x, int xAt, int[] places, A out);

  /** {@code out[places[i]] = x[xAt + i·xStep]} for each of the places. */
  void scatter(A x, int xAt, int xStep, int[] places, A out);

  /** {@code out[i] = x[i]} for those of n elements where the mask is true. */
  void choose(boolean[] mask, int maskAt, A x, int xAt, A out, int outAt, int n);

  /** Whether n elements of one array are those of another, bit for bit; all NaNs are the same. */
  boolean areEqual(A a, int aAt, A b, int bAt, int n);
}
