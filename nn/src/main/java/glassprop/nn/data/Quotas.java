package glassprop.nn.data;

import java.util.stream.IntStream;

/**
 * Shares a number of rows out over classes in proportion to what they have: the largest remainders get what rounding
 * leaves (Hamilton's method), but each class that has any gets one where that is possible, and keeps its reserve.
 */
final class Quotas {
  private final int[] available;
  private final int reserve;

  Quotas(int[] available, int reserve) {
    this.available = available;
    this.reserve = reserve;
  }

  /** The rows of each class; they add up to {@code total}, or to less if there aren't enough. */
  int[] share(int total) {
    long all = IntStream.of(available).asLongStream().sum();
    int classes = (int) IntStream.range(0, available.length).filter(c -> room(c) > 0).count();
    int least = total >= classes ? 1 : 0;
    int[] shares = new int[available.length];
    double[] exact = new double[available.length];
    int sum = 0;
    for (int c = 0; c < shares.length; c++) {
      exact[c] = all == 0 ? 0 : (double) total * available[c] / all;
      shares[c] = Math.min(room(c), Math.max(least, (int) exact[c]));
      sum += shares[c];
    }
    while (sum != total) {
      int step = sum < total ? 1 : -1;
      int best = -1;
      for (int c = 0; c < shares.length; c++) {
        boolean possible = step > 0 ? shares[c] < room(c) : shares[c] > least;
        if (possible && (best < 0 || step * (exact[c] - shares[c]) > step * (exact[best] - shares[best]))) {
          best = c;
        }
      }
      if (best < 0) {
        return shares;
      }
      shares[best] += step;
      sum += step;
    }
    return shares;
  }

  private int room(int c) {
    return Math.max(0, available[c] - reserve);
  }
}
