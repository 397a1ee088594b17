package glassprop.nn.data;

import static glassprop.nn.data.Fixtures.dataError;
import static glassprop.nn.data.Fixtures.table;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemTest {

  private static Table rows(int n, IntFunction<String> target) {
    return table("x,y\n" + IntStream.range(0, n).mapToObj(i -> i + "," + target.apply(i) + "\n")
        .collect(Collectors.joining()));
  }

  @Test
  void categoriesAreClassified() {
    Problem problem = Problem.infer(rows(6, i -> i % 2 == 0 ? "cat" : "dog"), "y");
    assertThat(problem.task()).isEqualTo(Task.CLASSIFICATION);
    assertThat(problem.reason()).isEqualTo("'y' has 2 categories");
  }

  @ParameterizedTest
  @CsvSource({
    "6, 2, CLASSIFICATION", // two whole numbers always
    "100, 10, CLASSIFICATION", // ten rows each
    "99, 10, REGRESSION",
    "200, 20, CLASSIFICATION",
    "10000, 21, REGRESSION" // more than twenty
  })
  void fewWholeNumbersAreClassifiedAndOthersRegressed(int rows, int distinct, Task task) {
    Problem problem = Problem.infer(rows(rows, i -> Integer.toString(i % distinct)), "y");
    assertThat(problem.task()).isEqualTo(task);
    assertThat(problem.reason()).contains(distinct + " different").contains(rows + " rows");
  }

  @Test
  void fewFractionsAreRegressed() {
    assertThat(Problem.infer(rows(100, i -> i % 2 == 0 ? "0.5" : "1"), "y").task()).isEqualTo(Task.REGRESSION);
  }

  @Test
  void theTaskCanBeChosen() {
    Table table = rows(100, i -> Integer.toString(i % 10));
    assertThat(Problem.of(table, "y", Task.REGRESSION).task()).isEqualTo(Task.REGRESSION);
    assertThat(Problem.of(table, "y", Task.REGRESSION).reason()).isEqualTo("as asked");
  }

  @Test
  void classNamesAreSortedAsTextOrBySize() {
    assertThat(Classes.of(rows(4, i -> i % 2 == 0 ? "b" : "a").column("y")).names()).containsExactly("a", "b");
    Classes numeric = Classes.of(rows(4, i -> new String[] {"10", "9", "-1.5", "9.0"}[i]).column("y"));
    assertThat(numeric.names()).containsExactly("-1.5", "9", "10");
  }

  @Test
  void anUnknownTargetListsTheColumnsAndTheNearest() {
    Table table = table("sepal_length,species\n1,a\n2,b\n3,a\n");
    assertThat(dataError(() -> Problem.infer(table, "Specis")))
        .hasMessageContaining("expected a column 'Specis', found 'sepal_length', 'species'; did you mean 'species'?");
  }

  @Test
  void oneClassOnlyIsAnError() {
    assertThat(dataError(() -> Problem.infer(rows(5, i -> "cat"), "y")))
        .hasMessageContaining("column 'y': expected two classes or more, found only 'cat' in 5 rows");
    assertThat(dataError(() -> Problem.of(rows(5, i -> "3"), "y", Task.REGRESSION)))
        .hasMessageContaining("expected numbers that differ, found only '3'");
  }

  @Test
  void rowsWithoutTargetAreLeftOutAndReported() {
    Problem problem = Problem.infer(rows(9, i -> i % 3 == 0 ? "" : i % 3 == 1 ? "cat" : "dog"), "y");
    assertThat(problem.table().rows()).isEqualTo(6);
    assertThat(problem.table().lineOf(0)).isEqualTo(3); // lines stay those of the file
    assertThat(problem.notes()).contains("3 rows without a value in 'y' left out");
    assertThat(dataError(() -> Problem.infer(rows(9, i -> ""), "y"))).hasMessageContaining("found every cell empty");
    assertThat(dataError(() -> Problem.infer(rows(9, i -> i < 2 ? "a" + i : ""), "y")))
        .hasMessageContaining("expected 3 rows or more");
  }

  @Test
  void rareClassesAreReported() {
    assertThat(Problem.infer(rows(11, i -> i < 2 ? "rare" : i % 2 == 0 ? "a" : "b"), "y").notes())
        .containsExactly("classes with fewer than 3 rows, which only the training part will have: 'rare'");
  }

  @Test
  void manyValuesAreNoClasses() {
    Table numbers = rows(300, i -> Integer.toString(i % 150));
    assertThat(dataError(() -> Problem.of(numbers, "y", Task.CLASSIFICATION))).hasMessageContaining(
        "found 150 different values in 300 rows; at most 30 are taken as classes: choose regression");
    assertThat(dataError(() -> Problem.infer(rows(50, i -> "name" + i), "y")))
        .hasMessageContaining("found 50 different values in 50 rows").hasMessageContaining("another target");
  }

  @Test
  void categoriesCannotBeRegressed() {
    DataException e = dataError(() -> Problem.of(rows(6, i -> i % 2 == 0 ? "cat" : "dog"), "y", Task.REGRESSION));
    assertThat(e).hasMessageContaining("line 2, column 'y': expected numbers for regression, found the category 'cat'");
  }

  @Test
  void aTargetAloneCannotBePredicted() {
    assertThat(dataError(() -> Problem.infer(table("y\na\nb\na\n"), "y"))).hasMessageContaining("no other column");
  }

  @Test
  void aClassThatTrainingDidNotHaveIsAnErrorWithItsLine() {
    Classes classes = Classes.of(rows(4, i -> i % 2 == 0 ? "cat" : "dog").column("y"));
    assertThat(classes.encode(rows(3, i -> i % 2 == 0 ? "cat" : "dog"))).containsExactly(0, 1, 0);
    assertThat(dataError(() -> classes.encode(rows(3, i -> i == 1 ? "cow" : "cat"))))
        .hasMessageContaining("line 3, column 'y': expected one of the classes 'cat', 'dog', found 'cow'");
    assertThat(dataError(() -> classes.encode(rows(3, i -> i == 1 ? "" : "cat"))))
        .hasMessageContaining("line 3, column 'y'").hasMessageContaining("an empty cell");
  }
}
