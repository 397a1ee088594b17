package glassprop.nn.data;

import static glassprop.nn.data.Fixtures.dataError;
import static glassprop.nn.data.Fixtures.random;
import static glassprop.nn.data.Fixtures.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SplitTest {

  /** Rows of classes of these sizes, or of a number if there is one size only. */
  private static Problem problem(int... sizes) {
    StringBuilder csv = new StringBuilder("x,y\n");
    for (int c = 0; c < sizes.length; c++) {
      for (int i = 0; i < sizes[c]; i++) {
        csv.append(i).append(',').append(sizes.length == 1 ? Double.toString(i + 0.5) : "class" + c).append('\n');
      }
    }
    return Problem.infer(table(csv.toString()), "y");
  }

  private static int count(Problem problem, int[] rows, int c) {
    return (int) IntStream.of(rows).filter(r -> problem.column().textAt(r).equals("class" + c)).count();
  }

  private static void assertPartition(Problem problem, Split split) {
    assertThat(IntStream.concat(IntStream.of(split.train()),
        IntStream.concat(IntStream.of(split.validation()), IntStream.of(split.test()))).sorted().toArray())
        .containsExactly(IntStream.range(0, problem.table().rows()).toArray());
  }

  @ParameterizedTest
  @CsvSource({"100, 70, 15, 15", "398, 278, 60, 60", "3, 1, 1, 1", "4, 2, 1, 1", "10, 6, 2, 2"})
  void everyRowIsInOnePartAndEachPartHasItsShare(int rows, int train, int validation, int test) {
    Problem problem = problem(rows);
    Split split = Split.of(problem, SplitSizes.DEFAULT, random(1));
    assertPartition(problem, split);
    assertThat(split.train()).hasSize(train);
    assertThat(split.validation()).hasSize(validation);
    assertThat(split.test()).hasSize(test);
  }

  @Test
  void sameSeedSameSplitOtherSeedOtherSplit() {
    Problem problem = problem(60, 40);
    Split one = Split.of(problem, SplitSizes.DEFAULT, random(5));
    Split two = Split.of(problem, SplitSizes.DEFAULT, random(5));
    assertThat(one.train()).containsExactly(two.train());
    assertThat(one.test()).containsExactly(two.test());
    assertThat(one.test()).isNotEqualTo(Split.of(problem, SplitSizes.DEFAULT, random(6)).test());
  }

  @Test
  void classesKeepTheirSharesInEveryPart() {
    Problem problem = problem(500, 300, 200);
    Split split = Split.of(problem, new SplitSizes.Fractions(0.1, 0.2), random(2));
    assertThat(IntStream.range(0, 3).map(c -> count(problem, split.test(), c))).containsExactly(100, 60, 40);
    assertThat(IntStream.range(0, 3).map(c -> count(problem, split.validation(), c))).containsExactly(50, 30, 20);
  }

  @Test
  void smallClassesHaveARowInEachPartAndRareOnesOnlyTrain() {
    Problem problem = problem(100, 3, 2, 1);
    Split split = Split.of(problem, SplitSizes.DEFAULT, random(3));
    assertPartition(problem, split);
    assertThat(count(problem, split.test(), 1)).isEqualTo(1);
    assertThat(count(problem, split.validation(), 1)).isEqualTo(1);
    assertThat(count(problem, split.train(), 1)).isEqualTo(1);
    assertThat(count(problem, split.train(), 2)).isEqualTo(2);
    assertThat(count(problem, split.train(), 3)).isEqualTo(1);
  }

  @Test
  void largestRemaindersGetWhatRoundingLeaves() {
    Problem problem = problem(57, 24, 19); // a tenth of each: 5.7, 2.4, 1.9
    Split split = Split.of(problem, new SplitSizes.Counts(0, 10), random(1));
    assertThat(IntStream.range(0, 3).map(c -> count(problem, split.test(), c))).containsExactly(6, 2, 2);
  }

  @Test
  void theTestPartLeavesARowOfEachClassToValidate() {
    Problem problem = problem(3, 100);
    Split split = Split.of(problem, new SplitSizes.Counts(20, 60), random(1)); // 1.75 of the first class to test
    assertThat(IntStream.of(count(problem, split.test(), 0), count(problem, split.validation(), 0),
        count(problem, split.train(), 0))).containsExactly(1, 1, 1);
  }

  @Test
  void exactCountsAreKept() {
    Problem problem = problem(333, 334, 333);
    Split split = Split.of(problem, new SplitSizes.Counts(0, 200), random(4));
    assertPartition(problem, split);
    assertThat(split.train()).hasSize(800);
    assertThat(split.validation()).isEmpty();
    assertThat(split.test()).hasSize(200);
  }

  @Test
  void tooFewRowsAreAnErrorThatNamesThem() {
    assertThat(dataError(() -> Split.of(problem(50), new SplitSizes.Counts(10, 40), random(1))))
        .hasMessageContaining("expected enough rows for 40 to test and 10 to validate, found 50");
    assertThat(dataError(() -> Split.of(problem(2, 2), SplitSizes.DEFAULT, random(1))))
        .hasMessageContaining("found 4; each class needs a row in each part");
    assertThat(dataError(() -> Split.of(problem(50), new SplitSizes.Counts(0, 2_000_000_000), random(1))))
        .hasMessageContaining("2000000000 to test");
  }

  @Test
  void sizesThatLeaveNothingToTrainAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new SplitSizes.Fractions(0.5, 0.5));
    assertThatIllegalArgumentException().isThrownBy(() -> new SplitSizes.Fractions(-0.1, 0.5));
    assertThatIllegalArgumentException().isThrownBy(() -> new SplitSizes.Fractions(0.1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new SplitSizes.Fractions(Double.NaN, 0.1));
    assertThatIllegalArgumentException().isThrownBy(() -> new SplitSizes.Counts(0, 0));
  }

  @Test
  void partsAreInRandomOrder() {
    int[] train = Split.of(problem(500, 500), SplitSizes.DEFAULT, random(1)).train();
    int rising = (int) IntStream.range(1, train.length).filter(i -> train[i] > train[i - 1]).count();
    assertThat(rising).isBetween(train.length * 2 / 5, train.length * 3 / 5);
  }

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void anySplitIsAPartitionWithTheSizesAskedOrAnError(long seed) {
    RandomGenerator random = random(seed);
    int[] sizes = IntStream.range(0, random.nextInt(2, 8)).map(i -> random.nextInt(1, 40)).toArray();
    int rows = IntStream.of(sizes).sum();
    if (rows < 3) {
      return;
    }
    Problem problem = problem(sizes);
    SplitSizes.Counts counts = new SplitSizes.Counts(random.nextInt(rows / 3 + 1), random.nextInt(1, rows / 2 + 2));
    long inner = random.nextLong();
    try {
      Split split = Split.of(problem, counts, random(inner));
      assertPartition(problem, split);
      assertThat(split.test()).hasSize(counts.test());
      assertThat(split.validation()).hasSize(counts.validation());
      for (int c = 0; c < sizes.length; c++) {
        assertThat(count(problem, split.train(), c)).isGreaterThanOrEqualTo(1);
      }
    } catch (DataException e) {
      int shareable = IntStream.of(sizes).filter(n -> n >= 3).map(n -> n - 1).sum();
      int reserved = counts.validation() > 0 ? (int) IntStream.of(sizes).filter(n -> n >= 3).count() : 0;
      assertThat(counts.test() > shareable - reserved || counts.test() + counts.validation() > shareable).isTrue();
    }
  }
}
