package glassprop.check;

import glassprop.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A function of tensors along a direction that changes every element of each.
 *
 * @param from the point
 * @param along the direction, one tensor for each of the point
 */
record Direction(Function<List<Tensor>, Tensor> f, List<Tensor> from, List<Tensor> along) implements Line {
  @Override
  public double value(double distance) {
    List<Tensor> moved =
        IntStream.range(0, from.size())
            .mapToObj(i -> from.get(i).detach().plus(along.get(i).times(distance)))
            .toList();
    return Perturbation.number(f.apply(moved)).item();
  }

  /** The rounding of the elements is a part of the function's noise. */
  @Override
  public double gone(double distance) {
    return distance;
  }

  @Override
  public double size() {
    return from.stream().flatMapToDouble(x -> Arrays.stream(x.toDoubles())).map(Math::abs).max().orElse(0);
  }

  @Override
  public double epsilon() {
    return from.stream().mapToDouble(x -> x.dtype().precision().spacing()).max().orElse(0);
  }
}
