package glassprop.check;

import glassprop.array.DType;
import glassprop.array.NdArray;
import glassprop.array.TensorType;
import glassprop.kernel.Heap;
import glassprop.op.Domain;
import glassprop.op.Specimen;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Inputs for a specimen: seeded numbers from its domains, all different and none near a kink, so that finite differences never
 * reach over a tie or a corner.
 */
public final class Samples {
  private static final double KINK_MARGIN = 0.05;
  private static final double JITTER = 0.25;

  private Samples() {}

  /** One array for each input, numbers in the given precision. */
  public static List<NdArray> of(Specimen specimen, DType precision, RandomGenerator random) {
    int total = specimen.inputs().stream().mapToInt(input -> input.shape().size()).sum();
    int[] places = shuffled(total, random);
    List<NdArray> samples = new ArrayList<>();
    int next = 0;
    for (Specimen.Input input : specimen.inputs()) {
      double[] numbers = Heap.doubles(input.shape().size(), input);
      for (int i = 0; i < numbers.length; i++) {
        double place = (places[next++] + 0.5 + JITTER * random.nextDouble(-1, 1)) / total;
        numbers[i] = number(input.domain(), place, input.shape().indexOf(i));
      }
      TensorType type = input.type(precision);
      samples.add(NdArray.over(numbers, type.shape()).to(type.dtype()));
    }
    return samples;
  }

  private static double number(Domain domain, double place, List<Integer> index) {
    return switch (domain) {
      case Domain.Reals(double low, double high, var kinks) -> {
        double x = low + (high - low) * place;
        for (Domain.Kink kink : kinks) {
          if (Math.abs(x - kink.at()) < KINK_MARGIN) {
            x = kink.at() + KINK_MARGIN;
          }
        }
        yield x;
      }
      case Domain.Indices(int below) -> Math.floor(place * below);
      case Domain.Places(int below) -> Math.floorMod(-1 - index.stream().mapToInt(Integer::intValue).sum(), below);
      case Domain.Booleans booleans -> place < 0.5 ? 0 : 1;
    };
  }

  private static int[] shuffled(int n, RandomGenerator random) {
    int[] places = IntStream.range(0, n).toArray();
    for (int i = n - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = places[i];
      places[i] = places[j];
      places[j] = swapped;
    }
    return places;
  }

  /** Numbers between −1 and 1, of a type. */
  public static NdArray directions(TensorType type, RandomGenerator random) {
    double[] numbers = random.doubles(type.shape().size(), -1, 1).toArray();
    return NdArray.over(numbers, type.shape()).to(type.dtype());
  }

  /** The same numbers with other strides and an offset: every second element of a larger array, axes stored in reverse. */
  static NdArray strided(NdArray array) {
    int rank = array.shape().rank();
    int[] reversed = IntStream.range(0, rank).map(axis -> rank - 1 - axis).toArray();
    NdArray stored = array.permute(reversed);
    if (rank == 0) {
      return array;
    }
    int size = stored.shape().get(rank - 1);
    NdArray wide = NdArray.zeros(stored.type().withShape(stored.shape().with(rank - 1, 2 * size + 1)));
    NdArray view = wide.slice(rank - 1, size == 0 ? 0 : 1, size, 2);
    view.copyFrom(stored);
    return view.permute(reversed);
  }
}
