package glassprop.rule;

import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.Shape;
import glassprop.array.TensorType;
import glassprop.op.Algebra;
import glassprop.op.Concat;
import glassprop.op.Numerics;
import glassprop.op.Op;
import glassprop.op.Site;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The meaning of terms as many numbers at once: a value is one array for each item of a batch, or one for all of them. An op is applied to
 * the whole batch if it says how, and else to item after item, so that it is always right and mostly fast.
 *
 * @param size the number of items
 */
public record Batch(int size) implements Algebra<Batch.Value> {

  /**
   * An array for each item, or one for all.
   *
   * @param array of all items, along its first axis, if it varies
   * @param varies whether each item has its own
   */
  public record Value(NdArray array, boolean varies) {
    /** The type of one item. */
    public TensorType type() {
      int[] sizes = array.shape().toArray();
      return varies ? array.type().withShape(Shape.of(Arrays.copyOfRange(sizes, 1, sizes.length))) : array.type();
    }

    /** The array of one item. */
    public NdArray item(int i) {
      return varies ? array.slice(0, i, 1, 1).reshape(type().shape()) : array;
    }
  }

  @Override
  public Value literal(double value, DType dtype) {
    return new Value(Numerics.NUMBERS.literal(value, dtype), false);
  }

  @Override
  public Value apply(Op op, List<Value> operands) {
    if (operands.stream().noneMatch(Value::varies)) {
      return new Value(Numerics.NUMBERS.apply(op, operands.stream().map(Value::array).toList()), false);
    }
    Site site = Site.of(op, operands.stream().map(Value::type).toList());
    Optional<Op> batched = op.batched(site, size);
    if (batched.isEmpty()) {
      return stacked(IntStream.range(0, size)
          .mapToObj(i -> Numerics.NUMBERS.apply(op, operands.stream().map(operand -> operand.item(i)).toList())).toList());
    }
    boolean broadcasts = batched.get().equals(op);
    int rank = site.output().shape().rank();
    List<NdArray> arrays = operands.stream().map(x -> x.varies() || !broadcasts ? aligned(x, rank) : x.array()).toList();
    return new Value(Numerics.NUMBERS.apply(batched.get(), arrays), true);
  }

  /** Items as one array, with axes of size 1 where their rank is lower. */
  private NdArray aligned(Value x, int rank) {
    Shape item = x.type().shape();
    int[] ones = new int[Math.max(0, rank - item.rank())];
    Arrays.fill(ones, 1);
    Shape wide = Shape.of(IntStream.concat(Arrays.stream(ones), Arrays.stream(item.toArray())).toArray());
    return x.varies() ? x.array().reshape(wide.batched(size)) : x.array().reshape(wide).expand(wide.batched(size));
  }

  /** One array for each item. */
  public static Value stacked(List<NdArray> items) {
    Shape row = items.getFirst().shape().batched(1);
    List<NdArray> rows = items.stream().map(item -> item.reshape(row)).toList();
    return new Value(Numerics.NUMBERS.apply(new Concat(0), rows), true);
  }

  /** All items as one array. */
  public NdArray array(Value x) {
    return aligned(x, 0);
  }
}
